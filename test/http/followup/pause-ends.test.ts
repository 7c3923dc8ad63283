import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { recordDoctorAnswer } from '../../../server/followup/by-doctor.ts'
import { followUp } from '../../../server/followup/care.ts'
import { recordAnswer } from '../../../server/followup/service.ts'
import { answerWider, askWider } from '../../../server/ladder/moving.ts'
import { composeMessage } from '../../../server/letters/compose.ts'
import type { ClaimedMessage } from '../../../server/messaging/rules.ts'
import { closeRequest } from '../../../server/orientation/service.ts'
import { aMember } from '../../support/app.ts'
import { anOffer, type BrokeredScene, COORDINATOR, DOCTOR } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'
import { signIn } from '../../support/people.ts'
import { aScene, type Scene, send, theRequest } from '../../support/scene.ts'
import { loadHousehold } from '../own-file/household.ts'

const database = await aDatabase()
const { client } = database

const DAY_MS = 86_400_000
const NOT_PAUSED = { pausedFrom: null, pausedUntil: null }

const pause = ({ patient, link }: Scene) =>
  patient.post(`${link}/pause`, { cle: randomUUID(), duree: '6' }).expect(303)

type Waiting = Pick<Scene, 'clock' | 'deps'>

async function wait({ clock, deps }: Waiting, days: number): Promise<void> {
  clock.at = new Date(clock.at.getTime() + days * DAY_MS)
  await followUp(deps, clock.at)
}

/** Nothing is answered: news, a reminder, then the pause. */
async function staySilent(scene: Waiting): Promise<void> {
  for (const days of [10, 20, 90, 30, 15]) await wait(scene, days)
  expect((await theRequest(database)).pausedUntil).not.toBeNull()
}

type Pressing = Pick<Scene, 'coordinator' | 'id' | 'deps'>

async function press({ coordinator, id, deps }: Pressing, path: string, fields = {}) {
  await signIn(deps, coordinator)
  const { version } = await theRequest(database)
  const sealed = { cle: randomUUID(), version: String(version) }
  return coordinator.post(`/coordination/demandes/${id}/${path}`, { ...sealed, ...fields })
}

test('a household that paused goes on with one press of its page, which opening it does not do', async () => {
  const scene = await aScene(database)
  await pause(scene)
  const { text } = await scene.patient.get(scene.link)
  expect(text).toContain('Reprendre ma recherche')
  const [, action = ''] = /action="([^"]*\/reprise)"/.exec(text) ?? []
  await scene.patient.get(action).expect(303)
  expect((await theRequest(database)).pausedUntil).not.toBeNull()
  for (let times = 0; times < 2; times += 1)
    await scene.patient.post(action, { cle: randomUUID() }).expect(303)
  expect(await theRequest(database)).toMatchObject(NOT_PAUSED)
  expect((await scene.patient.get(scene.link)).text).not.toContain('Reprendre ma recherche')
  expect(await client.requestEvent.count({ where: { kind: 'resumed' } })).toBe(1)
})

test.each([
  [
    'on its page',
    (scene: Scene) => scene.patient.post(`${scene.link}/reprise`, { cle: randomUUID() }),
  ],
  ['on the phone', (scene: Scene) => press(scene, 'reprise')],
] as const)(
  'a household that goes on with its search, %s, is not asked the next day whether it still searches',
  async (_where, resume) => {
    const scene = await aScene(database)
    await pause(scene)
    await wait(scene, 100)
    await resume(scene)
    await wait(scene, 1)
    expect(await client.message.count({ where: { template: 'still_waiting' } })).toBe(0)
    await wait(scene, 84)
    expect(await client.message.count({ where: { template: 'still_waiting' } })).toBe(1)
  },
)

test('a pause chosen on the day of a pause for silence is the household’s own: no later word ends it', async () => {
  const scene = await aScene(database)
  for (const days of [90, 30, 15]) await wait(scene, days)
  const still = () =>
    scene.patient.post(`${scene.link}/toujours`, { cle: randomUUID() }).expect(303)
  await still()
  await pause(scene)
  expect((await scene.patient.get(scene.link)).text).toContain('Reprendre ma recherche')
  await still()
  expect((await theRequest(database)).pausedUntil).not.toBeNull()
})

test('what was to be done or said of a pause for silence is no more, once a list was given', async () => {
  const scene = await aScene(database)
  for (const days of [90, 30, 15]) await wait(scene, days)
  const isToCall = () => client.todo.count({ where: { kind: 'silent_household', doneAt: null } })
  expect(await isToCall()).toBe(1)
  await signIn(scene.deps, scene.coordinator)
  await send(scene)
  expect(await isToCall()).toBe(0)
  const message = await client.message.findFirstOrThrow({ where: { template: 'search_paused' } })
  expect(await composeMessage(scene.deps, message as ClaimedMessage, scene.clock.at)).toBeNull()
})

test('a household put back by hand keeps whoever is declared', async () => {
  const scene = await aScene(database, { ...aMember(0, {}), ...aMember(1, {}) })
  await send(scene)
  await doctorSees(scene)
  const [first] = (await theRequest(database)).members
  const declaredAt = scene.clock.at
  await client.member.update({ where: { id: first?.id ?? '' }, data: { declaredAt } })
  expect((await press(scene, 'etat', { etat: 'ready' })).status).toBe(303)
  const marks = (await theRequest(database)).members.map((member) => [
    member.seenAt,
    member.declaredAt,
  ])
  expect(marks).toHaveLength(2)
  expect(marks).toContainEqual([declaredAt, declaredAt])
  expect(marks).toContainEqual([null, null])
})

test('a coordinator sees that a search is paused, and goes on with it when the household says so on the phone', async () => {
  const scene = await aScene(database)
  await pause(scene)
  const path = `/coordination/demandes/${scene.id}`
  expect((await scene.coordinator.get(path)).text).toContain('Recherche en pause jusqu’au 24 mai')
  expect((await press(scene, 'reprise')).status).toBe(303)
  expect(await theRequest(database)).toMatchObject(NOT_PAUSED)
  expect((await scene.coordinator.get(path)).text).not.toContain('Recherche en pause jusqu’au')
})

async function anAgreement(): Promise<BrokeredScene> {
  const scene = await anOffer(database)
  await scene.householdSays('agreed')
  return scene
}

const refuse = ({ deps, target, clock, id }: BrokeredScene) => {
  const actor = { kind: 'patient' as const, id }
  const told = { answer: 'refused' as const, availabilityId: null, memberIds: [] }
  return recordAnswer(deps, { ...target, actor }, { ...told, key: randomUUID() }, clock.at)
}

test.each([
  ['the practice refused it', refuse],
  [
    'it does not want this doctor any more',
    (scene: BrokeredScene) => scene.householdSays('refused'),
  ],
] as const)('a pause for silence ends with a late word: %s', async (_said, say) => {
  const scene = await anAgreement()
  await staySilent(scene)
  await say(scene)
  const request = await theRequest(database)
  expect(request).toMatchObject({ status: 'ready', ...NOT_PAUSED })
  expect(request.nextStepOn?.getTime()).toBeLessThan(scene.clock.at.getTime() + 30 * DAY_MS)
  const open = await client.todo.findMany({ where: { doneAt: null, whileStatus: 'ready' } })
  expect(open.map(({ kind }) => kind)).toContain('choose_again')
})

test('a pause for silence ends with what the household says of going farther', async () => {
  const scene = await anOffer(database)
  await scene.householdSays('refused')
  await askWider(scene.deps, scene.target, { key: randomUUID() }, scene.clock.at)
  await staySilent(scene)
  const answer = { key: randomUUID(), answer: 'agreed' as const }
  await answerWider(scene.deps, scene.target, answer, scene.clock.at)
  expect(await theRequest(database)).toMatchObject({ status: 'ready', ...NOT_PAUSED })
})

test.each([
  ['a pause for silence ends', (scene: Scene) => staySilent(scene), null],
  ['a pause that it chose goes on', pause, expect.any(Date)],
] as const)('%s when the household corrects what it said', async (_what, rest, pausedUntil) => {
  const scene = await aScene(database)
  await rest(scene)
  const household = await loadHousehold(scene.patient, scene.link)
  await household.post('enquete', { accord_enquete: 'oui' }).expect(303)
  expect((await theRequest(database)).pausedUntil).toEqual(pausedUntil)
})

const doctorSees = ({ deps, territoryId, id, doctors, clock }: Scene) => {
  const told = { territoryId, requestId: id, actor: DOCTOR, key: randomUUID() }
  const [availabilityId = ''] = doctors
  return recordDoctorAnswer(deps, { ...told, availabilityId, answer: 'seen' }, clock.at)
}

test('a household seen during its pause is asked thirty days later whether it is declared', async () => {
  const scene = await aScene(database)
  await send(scene)
  await pause(scene)
  await wait(scene, 1)
  await doctorSees(scene)
  expect(await theRequest(database)).toMatchObject({ status: 'seen', ...NOT_PAUSED })
  await wait(scene, 30)
  expect(await client.message.count({ where: { template: 'declared_ask' } })).toBe(1)
})

test('a list given to a household that paused ends its pause: it is asked what became of it', async () => {
  const scene = await aScene(database)
  await pause(scene)
  await send(scene)
  expect(await theRequest(database)).toMatchObject({ status: 'shortlisted', ...NOT_PAUSED })
  await wait(scene, 10)
  expect(await client.message.count({ where: { template: 'followup_10' } })).toBe(1)
})

test('a request closed during a pause and opened again is not paused', async () => {
  const scene = await aScene(database)
  await pause(scene)
  const { deps, id, territoryId, clock } = scene
  const target = { id, territoryId, actor: COORDINATOR }
  await closeRequest(deps, target, { reason: 'unreachable' }, clock.at)
  expect((await press(scene, 'etat', { etat: 'ready' })).status).toBe(303)
  expect(await theRequest(database)).toMatchObject({ status: 'ready', ...NOT_PAUSED })
})

test('a household seen, then put back on the waiting list by hand, has nobody: a later visit is asked about anew', async () => {
  const scene = await aScene(database)
  await send(scene)
  await doctorSees(scene)
  await wait(scene, 30)
  expect((await press(scene, 'etat', { etat: 'ready' })).status).toBe(303)
  const back = await theRequest(database)
  expect(back).toMatchObject({ status: 'ready', foundAt: null })
  expect(back.members.map(({ seenAt }) => seenAt)).toEqual([null])
  expect(back.shortlists.filter(({ closedAt }) => closedAt === null)).toEqual([])
  await send(scene)
  await doctorSees(scene)
  await wait(scene, 30)
  expect(await client.message.count({ where: { template: 'declared_ask' } })).toBe(2)
})

test('the place that a doctor kept for a household is free once it is put back on the waiting list by hand', async () => {
  const agreed = await anAgreement()
  const { deps, territoryId, id, clock, doctors } = agreed
  const told = { territoryId, requestId: id, actor: DOCTOR, key: randomUUID() }
  const [availabilityId = ''] = doctors
  await recordDoctorAnswer(deps, { ...told, availabilityId, answer: 'seen' }, clock.at)
  const coordinator = agreed.visitor()
  await press({ ...agreed, coordinator }, 'etat', { etat: 'ready' })
  expect((await agreed.read()).status).toBe('ready')
  expect(await agreed.living()).toBeNull()
})
