import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { followUp } from '../../../server/followup/care.ts'
import { composeMessage } from '../../../server/letters/compose.ts'
import type { SendResult } from '../../../server/messaging/rules.ts'
import { deliverDue } from '../../../server/messaging/worker.ts'
import { aDatabase } from '../../support/database.ts'
import { aScene, type Scene, send, theRequest } from '../../support/scene.ts'
import { ACCEPTED, delivery, senders } from '../messaging/outbox.ts'

const database = await aDatabase()
const { client } = database
const DAY_MS = 86_400_000
const LATER: SendResult = { kind: 'retry', reason: { code: '451', words: 'attendez' } }

/** Days pass and what is due is handed to a server that answers so; the templates handed. */
async function delivered({ deps, clock }: Scene, days: number, answer: SendResult) {
  clock.at = new Date(clock.at.getTime() + days * DAY_MS)
  const handed: Parameters<typeof senders>[0] = []
  const compose = (message: Parameters<typeof composeMessage>[1], at: Date) =>
    composeMessage(deps, message, at)
  await deliverDue(deps, delivery({ compose, senders: senders(handed, () => answer) }), clock.at)
  const ids = handed.map(({ id }) => id)
  const rows = await client.message.findMany({ where: { id: { in: ids } } })
  return rows.map(({ template }) => template)
}

test('what an outage held back is not asked any more once the household has answered', async () => {
  const scene = await aScene(database)
  await send(scene)
  await delivered(scene, 1, ACCEPTED)
  await followUp(scene.deps, new Date(scene.clock.at.getTime() + 9 * DAY_MS))
  expect(await delivered(scene, 10, LATER)).toEqual(['followup_10'])
  const [doctor = ''] = scene.doctors
  const appointment = { cle: randomUUID(), suite: 'rendez_vous', medecin: doctor }
  await scene.patient.post(`${scene.link}/suite`, appointment).expect(303)
  expect(await delivered(scene, 1, ACCEPTED)).toEqual([])
  const asked = await client.message.findFirstOrThrow({ where: { template: 'followup_10' } })
  expect(asked.status).toBe('cancelled')
})

test('a list that an outage held back can still be taken back, and never leaves then', async () => {
  const scene = await aScene(database)
  await send(scene)
  expect(await delivered(scene, 1, LATER)).toContain('shortlist')
  const path = `/coordination/demandes/${scene.id}`
  scene.clock.at = new Date(scene.clock.at.getTime() - DAY_MS + 1000)
  expect((await scene.coordinator.get(path)).text).toContain('data-island="undo"')
  await scene.coordinator.post(`${path}/envoi/annuler`).expect(303)
  expect((await theRequest(database)).status).toBe('ready')
  expect(await delivered(scene, 2, ACCEPTED)).not.toContain('shortlist')
})
