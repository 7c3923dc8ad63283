import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { followUp } from '../../../server/followup/care.ts'
import { aDatabase } from '../../support/database.ts'
import { signIn } from '../../support/people.ts'
import { aScene, type Scene, send, theRequest } from '../../support/scene.ts'

const database = await aDatabase()
const { client } = database
const DAY_MS = 86_400_000
const NOTHING = { asked: 0, news: 0, reminded: 0, paused: 0, failed: 0 }

async function after({ clock, deps }: Scene, days: number) {
  clock.at = new Date(clock.at.getTime() + days * DAY_MS)
  const done = await followUp(deps, clock.at)
  expect(await followUp(deps, clock.at)).toEqual(NOTHING)
  return done
}

/** A coordinator of that day: a session lasts less. */
async function signedIn({ deps, visitor }: Scene) {
  const coordinator = visitor()
  await signIn(deps, coordinator)
  return coordinator
}

const still = ({ patient, link }: Scene) =>
  patient.post(`${link}/toujours`, { cle: randomUUID() }).expect(303)

test('B26: nobody waits more than 90 days without news; one press says that it still waits', async () => {
  const scene = await aScene(database)
  expect(await after(scene, 84)).toEqual(NOTHING)
  expect(await after(scene, 1)).toEqual({ ...NOTHING, news: 1 })
  const before = await theRequest(database)
  const { text } = await scene.patient.get(scene.link)
  expect(text).toContain('Je cherche toujours')
  expect(text).toContain('J’ai trouvé un médecin')
  expect((await theRequest(database)).version).toBe(before.version)
  await still(scene)
  const noted = await scene.patient.get(`${scene.link}?note=toujours`)
  expect(noted.text).toContain('Nous continuons, et vous gardez votre place')
  expect(noted.text).not.toContain('Je cherche toujours')
  expect(await after(scene, 84)).toEqual(NOTHING)
  expect(await theRequest(database)).toMatchObject({ status: 'ready', pausedUntil: null })
  expect(await after(scene, 1)).toEqual({ ...NOTHING, news: 1 })
  await scene.patient
    .post(`${scene.link}/retrait`, { cle: randomUUID(), raison: 'trouve' })
    .expect(303)
  expect(await theRequest(database)).toMatchObject({ closeReason: 'found_alone' })
})

test('a household that does not answer is reminded, then paused, with a to-do: never closed, never deleted', async () => {
  const scene = await aScene(database)
  const { registeredAt } = await theRequest(database)
  await after(scene, 90)
  expect(await after(scene, 29)).toEqual(NOTHING)
  expect(await after(scene, 1)).toEqual({ ...NOTHING, reminded: 1 })
  expect(await after(scene, 14)).toEqual(NOTHING)
  expect(await after(scene, 1)).toEqual({ ...NOTHING, paused: 1 })
  const paused = await theRequest(database)
  expect(paused).toMatchObject({ status: 'ready', registeredAt })
  expect(paused.pausedUntil).not.toBeNull()
  const path = `/coordination/demandes/${scene.id}`
  const coordinator = await signedIn(scene)
  const page = await coordinator.get(path)
  expect(page.text).toContain('data-todo="silent_household"')
  expect(page.text).toContain('Recherche en pause, faute de réponse du foyer')
  expect(page.text).toContain('Le foyer cherche toujours')
  expect((await scene.patient.get(scene.link)).text).toContain('Votre demande attend votre réponse')
  await still(scene)
  expect(await theRequest(database)).toMatchObject({
    status: 'ready',
    pausedFrom: null,
    pausedUntil: null,
    registeredAt,
  })
  const lifted = await coordinator.get(path)
  expect(lifted.text).not.toContain('data-todo="silent_household"')
})

test('a pause that the household chose is not lifted by « je cherche toujours » said later, nor is it asked meanwhile', async () => {
  const scene = await aScene(database)
  await scene.patient.post(`${scene.link}/pause`, { cle: randomUUID(), duree: '6' }).expect(303)
  const { pausedUntil } = await theRequest(database)
  expect(await after(scene, 100)).toEqual(NOTHING)
  await still(scene)
  expect((await theRequest(database)).pausedUntil).toEqual(pausedUntil)
})

test('where no machine can write, a person gives the news, once every 90 days, and notes the answer', async () => {
  const scene = await aScene(database, { canal: 'telephone' })
  expect(await after(scene, 90)).toEqual({ ...NOTHING, news: 1 })
  expect(await after(scene, 60)).toEqual(NOTHING)
  const path = `/coordination/demandes/${scene.id}`
  const coordinator = await signedIn(scene)
  const { text } = await coordinator.get(path)
  expect(text).toContain('data-todo="give_news"')
  expect(text).not.toContain('/a-faire/')
  const { version } = await theRequest(database)
  const press = { cle: randomUUID(), version: `${version}` }
  await coordinator.post(`${path}/toujours`, press).expect(303)
  expect((await coordinator.get(path)).text).not.toContain('data-todo="give_news"')
  expect(await client.message.count({ where: { template: 'still_waiting' } })).toBe(0)
})

test('told of doctors long ago, it is no more late for having said that it still searches', async () => {
  const scene = await aScene(database)
  await send(scene)
  await after(scene, 40)
  await still(scene)
  const { nextStepOn } = await theRequest(database)
  const days = ((nextStepOn?.getTime() ?? 0) - scene.clock.at.getTime()) / DAY_MS
  expect(Math.ceil(days)).toBe(85)
})

/** A message of the household, as it failed for good. */
async function lost({ territoryId, clock, id: requestId }: Scene) {
  const told = { territoryId, requestId, channel: 'email', template: 'request_news' } as const
  const status = 'failed_permanent' as const
  const at = { deliverAfter: clock.at, createdAt: clock.at }
  await client.message.create({ data: { ...told, ...at, status, uniqueKey: 'lost' } })
}

test('a message that never arrived is no news: the household hears of us when it should have', async () => {
  const scene = await aScene(database)
  await after(scene, 60)
  await lost(scene)
  expect(await after(scene, 25)).toEqual({ ...NOTHING, news: 1 })
})

test('news that never arrived are given by phone, once: nobody is written to in vain every day', async () => {
  const scene = await aScene(database)
  await after(scene, 85)
  const asked = { template: 'still_waiting' }
  await client.message.updateMany({ where: asked, data: { status: 'failed_permanent' } })
  expect(await after(scene, 1)).toEqual({ ...NOTHING, news: 1 })
  expect(await client.message.count({ where: asked })).toBe(1)
  expect(await client.todo.findMany()).toMatchObject([{ kind: 'give_news', doneAt: null }])
  expect(await after(scene, 84)).toEqual(NOTHING)
  expect(await after(scene, 1)).toEqual({ ...NOTHING, news: 1 })
  expect(await client.message.count({ where: asked })).toBe(2)
})

test('a reminder that no machine may send is a call, until it is made: not one more each day, nor a pause', async () => {
  const scene = await aScene(database)
  await after(scene, 90)
  await client.orientationRequest.updateMany({ data: { channel: 'phone' } })
  expect(await after(scene, 30)).toEqual({ ...NOTHING, reminded: 1 })
  expect(await after(scene, 1)).toEqual(NOTHING)
  expect(await after(scene, 20)).toEqual(NOTHING)
  expect(await client.todo.findMany()).toMatchObject([{ kind: 'give_news', doneAt: null }])
  await client.todo.updateMany({ data: { doneAt: scene.clock.at } })
  expect(await after(scene, 63)).toEqual(NOTHING)
  expect(await after(scene, 1)).toEqual({ ...NOTHING, news: 1 })
  expect((await theRequest(database)).pausedUntil).toBeNull()
})

test('a household whose reminder never arrived is not taken for silent', async () => {
  const scene = await aScene(database)
  await after(scene, 90)
  expect(await after(scene, 30)).toEqual({ ...NOTHING, reminded: 1 })
  const reminder = { template: 'still_waiting_reminder' }
  await client.message.updateMany({ where: reminder, data: { status: 'failed_permanent' } })
  expect(await after(scene, 20)).toEqual(NOTHING)
  expect((await theRequest(database)).pausedUntil).toBeNull()
  const { uniqueKey, ids, ...lost } = await client.message.findFirstOrThrow({ where: reminder })
  const relayed = {
    channel: 'email',
    status: 'delivered',
    uniqueKey: `${uniqueKey}:fallback`,
  } as const
  await client.message.create({ data: { ...lost, ids: ids ?? {}, ...relayed, id: randomUUID() } })
  expect(await after(scene, 1)).toEqual({ ...NOTHING, paused: 1 })
})
