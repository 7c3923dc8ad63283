import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { composeMessage } from '../../../server/letters/compose.ts'
import type { ClaimedMessage, Template } from '../../../server/messaging/rules.ts'
import { enqueue } from '../../../server/messaging/service.ts'
import { anOffer } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'
import { aScene, type Scene, send, theRequest } from '../../support/scene.ts'

const database = await aDatabase()
const { client } = database

const DAY_MS = 86_400_000

const pause = ({ patient, link }: Scene) =>
  patient.post(`${link}/pause`, { cle: randomUUID(), duree: '3' }).expect(303)
const resume = ({ patient, link }: Scene) =>
  patient.post(`${link}/reprise`, { cle: randomUUID() }).expect(303)
const withdraw = ({ patient, link }: Scene, raison: string) =>
  patient.post(`${link}/retrait`, { cle: randomUUID(), raison }).expect(303)
const waiting = async (template: Template) =>
  client.message.count({ where: { template, status: 'queued' } })

async function wait(scene: Scene, days: number): Promise<void> {
  scene.clock.at = new Date(scene.clock.at.getTime() + days * DAY_MS)
}

/** Puts a message in the outbox for the household, as if queued before. */
async function queue({ territoryId, id, clock }: Scene, template: Template): Promise<void> {
  const said = {
    requestId: id,
    channel: 'email',
    template,
    ids: {},
    deliverAfter: clock.at,
  } as const
  await enqueue(client, { territoryId, uniqueKey: `${template}:${id}`, ...said }, clock.at)
}

test('« retirer » pressed again changes nothing of the first: its reason, its day, its one line', async () => {
  const scene = await aScene(database)
  await withdraw(scene, 'trouve')
  const { closedAt } = await theRequest(database)
  scene.clock.at = new Date(scene.clock.at.getTime() + 60_000)
  await withdraw(scene, 'autre')
  await pause(scene)
  const { closeReason, ...after } = await theRequest(database)
  expect(closeReason).toBe('found_alone')
  expect(after).toMatchObject({ closedAt, pausedUntil: null })
  const kinds = (await client.requestEvent.findMany()).map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'closed' || kind === 'paused')).toEqual(['closed'])
})

test('a household that resumes is given a new date, and is not told that we are late', async () => {
  const scene = await aScene(database)
  await pause(scene)
  await wait(scene, 40)
  await resume(scene)
  const { nextStepOn } = await theRequest(database)
  expect(nextStepOn?.getTime()).toBeGreaterThan(scene.clock.at.getTime())
})

test('a household told of a solution that pauses, then resumes, does not wait for the end of its pause', async () => {
  const { link, visitor, read } = await anOffer(database)
  const patient = visitor()
  await patient.post(`${link}/pause`, { cle: randomUUID(), duree: '3' }).expect(303)
  const { pausedUntil, nextStepOn } = await read()
  expect(nextStepOn?.getTime()).toBeGreaterThan(pausedUntil?.getTime() ?? 0)
  await patient.post(`${link}/reprise`, { cle: randomUUID() }).expect(303)
  expect((await read()).nextStepOn?.getTime()).toBeLessThan(pausedUntil?.getTime() ?? 0)
})

test('a list taken back before it left is told by nothing; a refusal that day still is', async () => {
  const scene = await aScene(database)
  await send(scene)
  await scene.coordinator.post(`/coordination/demandes/${scene.id}/envoi/annuler`).expect(303)
  expect(await client.message.count({ where: { template: 'searching' } })).toBe(0)
  await send(scene)
  const refused = { cle: randomUUID(), suite: 'refuse', medecin: 'tous' }
  await scene.patient.post(`${scene.link}/suite`, refused).expect(303)
  expect(await waiting('searching')).toBe(1)
})

test('a household that pauses at a solution is not told that evening that we search', async () => {
  const { link, visitor, read } = await anOffer(database)
  await visitor().post(`${link}/pause`, { cle: randomUUID(), duree: '3' }).expect(303)
  expect((await read()).status).toBe('ready')
  expect(await waiting('searching')).toBe(0)
})

test('what was to be asked of a household that pauses never leaves', async () => {
  const scene = await aScene(database)
  await send(scene)
  await queue(scene, 'followup_10')
  await pause(scene)
  expect(await waiting('followup_10')).toBe(0)
})

test.each(['searching', 'still_waiting', 'still_waiting_reminder'] as const)(
  'a paused household hears nothing of %s, and does once it resumed',
  async (template) => {
    const scene = await aScene(database)
    await pause(scene)
    await queue(scene, template)
    const message = await client.message.findFirstOrThrow({ where: { template } })
    const said = () => composeMessage(scene.deps, message as ClaimedMessage, scene.clock.at)
    expect(await said()).toBeNull()
    await resume(scene)
    expect(await said()).not.toBeNull()
  },
)
