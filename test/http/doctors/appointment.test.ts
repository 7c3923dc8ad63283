import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { loadOf } from '../../../server/doctors/candidates.ts'
import type { Answer } from '../../../server/followup/rules.ts'
import { recordAnswer } from '../../../server/followup/service.ts'
import { closeRequest } from '../../../server/orientation/service.ts'
import { eraseFile } from '../../../server/own-file/erasing.ts'
import { aDatabase } from '../../support/database.ts'
import { aScene, send } from '../../support/scene.ts'

const database = await aDatabase()

/** A household of one that has a list of two doctors, and an appointment with the first. */
async function anAppointment() {
  const scene = await aScene(database, {}, [1, 2])
  await send(scene)
  const { territoryId, id, deps, clock, doctors } = scene
  const [first = '', second = ''] = doctors
  const target = { id, territoryId, actor: { kind: 'patient' as const, id } }
  const say = async (answer: Answer, availabilityId: string) => {
    clock.at = new Date(clock.at.getTime() + 60_000)
    const told = { key: randomUUID(), answer, availabilityId, memberIds: [] }
    await recordAnswer(deps, target, told, clock.at)
  }
  const taken = () =>
    Promise.all(
      [first, second].map(
        async (availabilityId) =>
          (await loadOf(database.client, { territoryId, availabilityId }, clock.at)).taken,
      ),
    )
  await say('appointment', first)
  return { deps, clock, target, first, second, say, taken }
}

test('an appointment takes a place, and no more once another doctor saw the household', async () => {
  const { second, say, taken } = await anAppointment()
  expect(await taken()).toEqual([1, 0])
  await say('seen', second)
  expect(await taken()).toEqual([0, 1])
})

test('an appointment with a second doctor leaves the first one’s place: nobody said it was over', async () => {
  const { second, say, taken } = await anAppointment()
  await say('appointment', second)
  expect(await taken()).toEqual([1, 1])
})

test('an appointment takes no place once the household withdrew', async () => {
  const { deps, clock, target, taken } = await anAppointment()
  await closeRequest(deps, target, { reason: 'withdrawn' }, clock.at)
  expect(await taken()).toEqual([0, 0])
})

test('an appointment takes no place once the household was erased', async () => {
  const { deps, clock, target, taken } = await anAppointment()
  await eraseFile(deps, target, clock.at)
  expect(await taken()).toEqual([0, 0])
})

test('a doctor who saw a household that was then erased has one place less', async () => {
  const { deps, clock, target, first, say, taken } = await anAppointment()
  await say('seen', first)
  await eraseFile(deps, target, clock.at)
  expect(await taken()).toEqual([1, 0])
})
