import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { answerHousehold } from '../../../server/doctor-page/households.ts'
import { loadOf } from '../../../server/doctors/candidates.ts'
import { importDoctors } from '../../../server/doctors/service.ts'
import { recordAnswer } from '../../../server/followup/service.ts'
import { anOffer, type BrokeredScene, COORDINATOR, DOCTOR } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'
import { signIn } from '../../support/people.ts'
import { aScene, send } from '../../support/scene.ts'

const database = await aDatabase()
const { client } = database

const takenBy = async ({ territoryId, clock }: BrokeredScene, availabilityId = '') =>
  (await loadOf(client, { territoryId, availabilityId }, clock.at)).taken

test('« absent » frees the place of the agreement before it, never of a later one', async () => {
  const scene = await anOffer(database)
  const first = scene.doctors[0] ?? ''
  const { doctorId } = await client.availability.findUniqueOrThrow({ where: { id: first } })
  await scene.householdSays('agreed')
  const { territoryId, id: requestId } = scene
  const told = { territoryId, doctorId, actor: DOCTOR, requestId, key: randomUUID() }
  await answerHousehold(scene.deps, { ...told, answer: 'absent' }, scene.clock.at)
  expect(await takenBy(scene, first)).toBe(0)
  scene.wait(1)
  await scene.ask([first])
  await scene.doctorSays({ kind: 'yes' })
  await scene.tell()
  await scene.householdSays('agreed')
  expect(await takenBy(scene, first)).toBe(1)
})

test('who had agreed when the doctor counted their places takes none of them by coming after', async () => {
  const scene = await anOffer(database)
  const first = scene.doctors[0] ?? ''
  const { doctorId } = await client.availability.findUniqueOrThrow({ where: { id: first } })
  await scene.householdSays('agreed')
  scene.wait(1)
  await client.availability.update({ where: { id: first }, data: { confirmedAt: scene.clock.at } })
  scene.wait(1)
  const { territoryId, id: requestId } = scene
  const told = { territoryId, doctorId, actor: DOCTOR, requestId, key: randomUUID() }
  await answerHousehold(scene.deps, { ...told, answer: 'declared' }, scene.clock.at)
  expect(await takenBy(scene, first)).toBe(0)
})

test('a file that only dates a confirmation anew takes off what households took', async () => {
  const scene = await anOffer(database)
  await scene.householdSays('agreed')
  const { deps, territoryId, clock } = scene
  scene.wait(2)
  const csv = await exportedRegister(scene)
  const dated = csv.replaceAll('2026-11-24', '2026-11-26')
  const request = { territoryId, bytes: Buffer.from(dated), dryRun: false, actor: COORDINATOR }
  const report = await importDoctors(deps, request, clock.at)
  expect(report.problems).toEqual([])
  const first = await client.availability.findUniqueOrThrow({
    where: { id: scene.doctors[0] ?? '' },
  })
  expect(first.places).toBe(3)
})

/** The register as the coordinator downloads it. */
async function exportedRegister({ deps, visitor }: BrokeredScene): Promise<string> {
  const coordinator = visitor()
  await signIn(deps, coordinator)
  return (await coordinator.get('/coordination/exports/medecins.csv').expect(200)).text
}

test('B39: a person visited at home, taken on from a list, uses one of the visits', async () => {
  const scene = await aScene(database, { 'membres[0][se_deplace]': 'non' }, [1])
  await client.availability.updateMany({ data: { places: 3, homeVisitPlaces: 1 } })
  await send(scene)
  const [availabilityId = ''] = scene.doctors
  const { territoryId, id, deps, clock } = scene
  clock.at = new Date(clock.at.getTime() + 60_000)
  const target = { id, territoryId, actor: { kind: 'patient' as const, id } }
  const told = { key: randomUUID(), answer: 'declared' as const, availabilityId, memberIds: [] }
  await recordAnswer(deps, target, told, clock.at)
  const { taken, homeVisits } = await loadOf(client, { territoryId, availabilityId }, clock.at)
  expect([taken, homeVisits]).toEqual([1, 1])
})

test('a household that takes back « j’ai été vu » gives the place back', async () => {
  const scene = await aScene(database)
  await send(scene)
  const [availabilityId = ''] = scene.doctors
  const { territoryId, id, deps, clock } = scene
  const target = { id, territoryId, actor: { kind: 'patient' as const, id } }
  const taken = async () => (await loadOf(client, { territoryId, availabilityId }, clock.at)).taken
  const say = async (answer: 'seen' | 'not_found') => {
    clock.at = new Date(clock.at.getTime() + 60_000)
    const told = { key: randomUUID(), answer, availabilityId, memberIds: [] }
    await recordAnswer(deps, target, told, clock.at)
  }
  await say('seen')
  expect(await taken()).toBe(1)
  await say('not_found')
  expect(await taken()).toBe(0)
})
