import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { loadOf } from '../../../server/doctors/candidates.ts'
import { MoveRefused, StaleVersion } from '../../../server/errors.ts'
import { recordDoctorAnswer } from '../../../server/followup/by-doctor.ts'
import { backToReady } from '../../../server/orientation/service.ts'
import { careForProposals, takeBack } from '../../../server/proposals/service.ts'
import { ChoiceOutOfDate, DistanceReasonMissing } from '../../../server/shortlists/service.ts'
import { aBrokeredScene, anOffer, type BrokeredScene, DOCTOR } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'

const database = await aDatabase()

const load = ({ territoryId, clock }: BrokeredScene, availabilityId = '') =>
  loadOf(database.client, { territoryId, availabilityId }, clock.at)
const todos = async () =>
  (await database.client.todo.findMany({ orderBy: { createdAt: 'asc' } })).map(({ kind }) => kind)
const care = ({ deps, clock }: BrokeredScene) => careForProposals(deps, clock.at)

async function withdraw(availabilityId = ''): Promise<void> {
  const { doctorId } = await database.client.availability.findUniqueOrThrow({
    where: { id: availabilityId },
  })
  await database.client.doctor.update({
    where: { id: doctorId },
    data: { withdrawnAt: new Date('2026-11-24T10:00:00Z') },
  })
}

test('two coordinators and a doctor at the same second: one act counts, nothing is held twice', async () => {
  const scene = await aBrokeredScene(database)
  const { version } = await scene.read()
  const tries = await Promise.allSettled([
    scene.ask([scene.doctors[0] ?? '']),
    scene.ask([scene.doctors[1] ?? '']),
  ])
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await scene.proposals()).toHaveLength(1)
  const seen = await scene.read()
  expect(seen.version).toBe(version + 1)
  const target = { ...scene.target, version: seen.version }
  const both = await Promise.allSettled([
    scene.doctorSays({ kind: 'yes' }),
    takeBack(scene.deps, target, { key: randomUUID() }, scene.clock.at),
  ])
  const refused = both.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  expect(refused.every((reason) => reason instanceof StaleVersion)).toBe(true)
  const { status } = await scene.read()
  const held = await scene.living()
  expect([status, held?.status ?? null]).toEqual(
    status === 'proposed' ? ['proposed', 'accepted'] : ['ready', null],
  )
})

test('a doctor who says yes after the date is thanked, and a person decides', async () => {
  const scene = await aBrokeredScene(database)
  await scene.ask([scene.doctors[0] ?? ''])
  const proposalId = (await scene.living())?.id ?? ''
  scene.wait(9)
  await care(scene)
  expect(await scene.doctorSays({ kind: 'yes' }, { proposalId })).toBe('late')
  expect(await scene.doctorSays({ kind: 'yes' }, { proposalId })).toBe('late')
  expect(await scene.read()).toMatchObject({ status: 'ready' })
  expect((await todos()).filter((kind) => kind === 'late_yes')).toHaveLength(1)
  expect(await load(scene, scene.doctors[0])).toMatchObject({ held: 0 })
})

test('the patient refuses after the name was told: the place is free, the date kept, the doctor not proposed again', async () => {
  const scene = await anOffer(database)
  const { registeredAt } = await scene.read()
  await scene.householdSays('agreed')
  expect(await load(scene, scene.doctors[0])).toMatchObject({ held: 0, taken: 1 })
  await scene.householdSays('refused')
  expect(await scene.read()).toMatchObject({ status: 'ready', registeredAt })
  expect(await load(scene, scene.doctors[0])).toMatchObject({ held: 0, taken: 0 })
  await expect(scene.ask([scene.doctors[0] ?? ''])).rejects.toBeInstanceOf(ChoiceOutOfDate)
})

test('a doctor who withdraws between yes and agreement: the household is told, keeps its date, and the next doctor is asked', async () => {
  const scene = await anOffer(database)
  await withdraw(scene.doctors[0])
  expect(await scene.householdSays('agreed')).toBe('gone')
  expect(await scene.read()).toMatchObject({ status: 'proposed', orientedAt: null })
  const said = await database.client.message.findMany({ where: { requestId: scene.id } })
  expect(said.map(({ template }) => template)).toContain('solution_gone')
  expect(said.map(({ template }) => template)).not.toContain('solution_agreed')
  expect(await todos()).toContain('doctor_gone')
})

test('a doctor who withdraws while asked, or after the yes, frees the request by itself', async () => {
  const scene = await aBrokeredScene(database)
  await scene.ask(scene.doctors)
  await withdraw(scene.doctors[0])
  expect(await care(scene)).toMatchObject({ gone: 1 })
  expect(await scene.living()).toMatchObject({
    availabilityId: scene.doctors[1],
    status: 'pending',
  })
  await scene.doctorSays({ kind: 'yes' })
  await withdraw(scene.doctors[1])
  expect(await care(scene)).toMatchObject({ gone: 1 })
  expect(await scene.living()).toMatchObject({
    availabilityId: scene.doctors[2],
    status: 'pending',
  })
  expect(await care(scene)).toMatchObject({ gone: 0 })
})

test('B29: a household that did not come: the place is free, a person calls it, nothing is lost for it', async () => {
  const scene = await anOffer(database)
  const { registeredAt } = await scene.read()
  await scene.householdSays('agreed')
  const told = {
    territoryId: scene.territoryId,
    actor: DOCTOR,
    requestId: scene.id,
    availabilityId: scene.doctors[0] ?? '',
    answer: 'absent' as const,
    key: randomUUID(),
  }
  await recordDoctorAnswer(scene.deps, told, scene.clock.at)
  expect(await scene.read()).toMatchObject({ status: 'ready', registeredAt })
  expect(await load(scene, scene.doctors[0])).toMatchObject({ held: 0, taken: 0 })
  expect(await todos()).toContain('absent')
  await scene.ask([scene.doctors[0] ?? ''])
  expect(await scene.read()).toMatchObject({ status: 'proposed' })
})

test('a solution left without an answer goes back by itself, costs nothing, and a person calls', async () => {
  const scene = await anOffer(database)
  scene.wait(5)
  expect(await care(scene)).toMatchObject({ reminded: 1, silent: 0 })
  expect(await care(scene)).toMatchObject({ reminded: 0 })
  scene.wait(12)
  expect(await care(scene)).toMatchObject({ silent: 1 })
  expect(await scene.read()).toMatchObject({ status: 'ready' })
  expect(await todos()).toContain('household_silent')
  expect(await load(scene, scene.doctors[0])).toMatchObject({ held: 0 })
})

test('B18: beyond what is reasonable a reason is asked; what leaves a doctor out is never bypassed', async () => {
  const scene = await aBrokeredScene(database, { kms: [1, 7], settings: { reasonableKm: 4 } })
  const far = [scene.doctors[1] ?? '']
  await expect(scene.ask(far, { km: 8 })).rejects.toBeInstanceOf(DistanceReasonMissing)
  await database.client.availability.update({ where: { id: far[0] ?? '' }, data: { places: 0 } })
  const reason = { km: 8, exception: 'Le foyer a une voiture' }
  await expect(scene.ask(far, reason)).rejects.toBeInstanceOf(ChoiceOutOfDate)
  await database.client.availability.update({ where: { id: far[0] ?? '' }, data: { places: 3 } })
  await scene.ask(far, reason)
  expect(await scene.read()).toMatchObject({ status: 'proposed' })
})

test('a refusal leads to the coordinator where the territory chose so', async () => {
  const scene = await aBrokeredScene(database, { settings: { movesOnTo: 'coordinator' } })
  await scene.ask(scene.doctors)
  await scene.doctorSays({ kind: 'no', reason: 'other' })
  expect(await scene.read()).toMatchObject({ status: 'ready' })
  expect(await scene.proposals()).toHaveLength(1)
  expect(await todos()).toContain('choose_again')
})

test('a request put back by hand while a doctor is asked, then asked about again, holds its places once', async () => {
  const scene = await aBrokeredScene(database)
  await scene.ask([scene.doctors[0] ?? ''])
  await backToReady(scene.deps, scene.target, scene.clock.at)
  expect(await load(scene, scene.doctors[0])).toMatchObject({ held: 0 })
  await scene.ask([scene.doctors[1] ?? ''])
  expect(await load(scene, scene.doctors[0])).toMatchObject({ held: 0 })
  expect(await load(scene, scene.doctors[1])).toMatchObject({ held: 1 })
})

test('nothing is asked of doctors in mode `shortlist`', async () => {
  const scene = await aBrokeredScene(database, { settings: { mode: 'shortlist' } })
  await expect(scene.ask(scene.doctors)).rejects.toBeInstanceOf(MoveRefused)
})

test('a doctor who says yes, then no before the household agreed: it goes on at its date, and is told', async () => {
  const scene = await anOffer(database)
  expect(await scene.doctorSays({ kind: 'no', reason: 'full' })).toBe('kept')
  expect(await scene.read()).toMatchObject({ status: 'proposed', orientedAt: null })
  const said = await database.client.message.findMany({ where: { template: 'solution_gone' } })
  expect(said).toHaveLength(1)
  expect(await load(scene, scene.doctors[0])).toMatchObject({ held: 0 })
})

test('a doctor who says no once the household agreed: nothing is undone by itself, a person calls', async () => {
  const scene = await anOffer(database)
  await scene.householdSays('agreed')
  expect(await scene.doctorSays({ kind: 'no', reason: 'full' })).toBe('late')
  expect(await scene.read()).toMatchObject({ status: 'agreed' })
  expect(await todos()).toContain('doctor_gone')
})
