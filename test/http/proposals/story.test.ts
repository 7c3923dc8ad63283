import { expect, test } from 'vitest'
import { loadOf } from '../../../server/doctors/candidates.ts'
import { careForProposals } from '../../../server/proposals/service.ts'
import { aBrokeredScene } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'

const database = await aDatabase()

test('B17, B19, B20: a doctor is asked, says yes, the household agrees, and only then is oriented', async () => {
  const { ask, doctors, doctorSays, tell, householdSays, read, living } =
    await aBrokeredScene(database)
  await ask(doctors)
  expect(await read()).toMatchObject({ status: 'proposed', orientedAt: null })
  expect(await doctorSays({ kind: 'yes' })).toBe('kept')
  expect(await read()).toMatchObject({ status: 'proposed' })
  await tell()
  expect(await read()).toMatchObject({ status: 'offered', orientedAt: null })
  expect(await householdSays('agreed')).toBe('kept')
  expect((await read()).orientedAt).not.toBeNull()
  expect(await living()).toMatchObject({ status: 'accepted', householdAnswer: 'agreed' })
})

test('B19: a doctor who says no is followed by the next one chosen, in order', async () => {
  const { ask, doctors, doctorSays, proposals, read } = await aBrokeredScene(database)
  await ask(doctors)
  await doctorSays({ kind: 'no', reason: 'full' })
  await doctorSays({ kind: 'later', from: '2027-02-01' })
  const asked = await proposals()
  expect(asked.map(({ availabilityId, status }) => [availabilityId, status])).toEqual([
    [doctors[0], 'declined'],
    [doctors[1], 'declined'],
    [doctors[2], 'pending'],
  ])
  expect(await read()).toMatchObject({ status: 'proposed' })
})

test('a proposal left without an answer ends by itself at its hour and the next doctor is asked', async () => {
  const scene = await aBrokeredScene(database)
  await scene.ask(scene.doctors.slice(0, 2))
  const [first] = await scene.proposals()
  expect(first?.expiresAt.toISOString()).toBe('2026-12-01T17:00:00.000Z')
  scene.clock.at = new Date('2026-12-01T16:59:59Z')
  expect(await careForProposals(scene.deps, scene.clock.at)).toMatchObject({ expired: 0 })
  scene.clock.at = new Date('2026-12-01T17:00:00Z')
  expect(await careForProposals(scene.deps, scene.clock.at)).toMatchObject({ expired: 1 })
  const asked = await scene.proposals()
  expect(asked.map(({ status }) => status)).toEqual(['expired', 'pending'])
  const whose = { territoryId: scene.territoryId, availabilityId: scene.doctors[0] ?? '' }
  expect(await loadOf(database.client, whose, scene.clock.at)).toMatchObject({ held: 0 })
})

test('B32: nobody left near home: the household is asked about a wider distance, then the common list, then a person', async () => {
  const scene = await aBrokeredScene(database, { kms: [1] })
  await scene.ask(scene.doctors)
  await scene.doctorSays({ kind: 'no', reason: 'other' })
  const rung = async () => (await database.client.ladder.findFirstOrThrow()).rung
  expect(await rung()).toBe('wider')
  expect(await database.client.message.count({ where: { template: 'wider_ask' } })).toBe(1)
  scene.wait(20)
  expect(await careForProposals(scene.deps, scene.clock.at)).toMatchObject({ climbed: 1 })
  expect(await rung()).toBe('common_list')
  scene.wait(31)
  await careForProposals(scene.deps, scene.clock.at)
  expect(await rung()).toBe('coordinator')
  const todos = await database.client.todo.findMany({ where: { kind: 'last_rung' } })
  expect(todos).toHaveLength(1)
  expect(await scene.read()).toMatchObject({ status: 'ready', registeredAt: expect.any(Date) })
})

test('a household refuses after it was told: it keeps its date, frees the place, and asks nothing of the doctor', async () => {
  const scene = await aBrokeredScene(database)
  const { registeredAt } = await scene.read()
  await scene.ask(scene.doctors)
  await scene.doctorSays({ kind: 'yes' })
  await scene.tell()
  const messages = await database.client.message.count({ where: { doctorId: { not: null } } })
  expect(await scene.householdSays('refused')).toBe('kept')
  expect(await scene.read()).toMatchObject({ status: 'ready', registeredAt })
  const whose = { territoryId: scene.territoryId, availabilityId: scene.doctors[0] ?? '' }
  expect(await loadOf(database.client, whose, scene.clock.at)).toMatchObject({ held: 0, taken: 0 })
  expect(await database.client.message.count({ where: { doctorId: { not: null } } })).toBe(messages)
})
