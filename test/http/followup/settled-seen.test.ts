import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { recordDoctorAnswer } from '../../../server/followup/by-doctor.ts'
import { settleDisagreement } from '../../../server/followup/settling.ts'
import { COORDINATOR, DOCTOR } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'
import { aScene, send, theRequest } from '../../support/scene.ts'

const database = await aDatabase()

test('seen, as a person decides after it was denied: it has a next step, like whoever was seen', async () => {
  const scene = await aScene(database)
  await send(scene)
  const { territoryId, id, deps, clock, patient, link } = scene
  const [availabilityId = ''] = scene.doctors
  const told = { territoryId, requestId: id, availabilityId, actor: DOCTOR, key: randomUUID() }
  await recordDoctorAnswer(deps, { ...told, answer: 'absent' }, clock.at)
  clock.at = new Date(clock.at.getTime() + 60_000)
  const fields = { cle: randomUUID(), suite: 'vu', medecin: availabilityId }
  await patient.post(`${link}/suite`, fields).expect(303)
  const target = { id, territoryId, actor: COORDINATOR }
  await settleDisagreement(deps, target, { key: randomUUID(), isTaken: true }, clock.at)
  const { status, nextStepOn } = await theRequest(database)
  expect([status, nextStepOn]).toEqual(['seen', new Date('2026-12-24T00:00:00Z')])
})
