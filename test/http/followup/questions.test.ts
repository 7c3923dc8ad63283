import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { followUp } from '../../../server/followup/care.ts'
import { composeMessage } from '../../../server/letters/compose.ts'
import type { ClaimedMessage } from '../../../server/messaging/rules.ts'
import { anOffer } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'
import { signIn } from '../../support/people.ts'
import { aScene, type Scene, send, theRequest } from '../../support/scene.ts'
import { withoutTokens } from '../../support/tokens.ts'

const database = await aDatabase()
const { client } = database
const DAY_MS = 86_400_000
const NOTHING = { asked: 0, news: 0, reminded: 0, paused: 0, failed: 0 }

type Timed = Pick<Scene, 'clock' | 'deps'>

/** Days pass, then what is due is done. */
async function after({ clock, deps }: Timed, days: number) {
  clock.at = new Date(clock.at.getTime() + days * DAY_MS)
  return followUp(deps, clock.at)
}

const say = ({ patient, link }: Scene, fields: Record<string, string | string[]>) =>
  patient.post(`${link}/suite`, { cle: randomUUID(), ...fields }).expect(303)

const asked = () =>
  client.message.findMany({
    where: { template: { in: ['followup_10', 'followup_30', 'declared_ask'] } },
    orderBy: { createdAt: 'asc' },
  })

const templates = async () => (await asked()).map(({ template, status }) => [template, status])

test('B11: a household is asked 10 days, then 30 days after its list, once each, whoever runs the job', async () => {
  const scene = await aScene(database)
  await send(scene)
  expect(await after(scene, 9)).toEqual(NOTHING)
  expect(await after(scene, 1)).toMatchObject({ asked: 1 })
  expect(await followUp(scene.deps, scene.clock.at)).toEqual(NOTHING)
  const [first] = await asked()
  expect(first).toMatchObject({ template: 'followup_10', channel: 'email', ids: {} })
  expect(first?.deliverAfter.toISOString()).toMatch(/T(0[89]|1[0-6]):/)
  const letter = await composeMessage(scene.deps, first as ClaimedMessage, scene.clock.at)
  expect(JSON.stringify(letter)).toContain('/suivi/')
  expect(withoutTokens(JSON.stringify(letter))).not.toMatch(/Dr |Jeanne|Lamercier|ALD/)
  expect(await after(scene, 20)).toMatchObject({ asked: 1 })
  expect(await templates()).toEqual([
    ['followup_10', 'queued'],
    ['followup_30', 'queued'],
  ])
  expect(await after(scene, 30)).toMatchObject({ asked: 0 })
})

test('T-14: it is asked on the tenth day in Paris that its page promises, whatever the hour of its list', async () => {
  const scene = await aScene(database)
  await send(scene)
  const { nextStepOn } = await theRequest(database)
  expect(nextStepOn).toEqual(new Date('2026-12-04'))
  const followedUp = (at: string) => followUp(scene.deps, new Date(at))
  expect(await followedUp('2026-12-03T22:59:00Z')).toEqual(NOTHING)
  expect(await followedUp('2026-12-04T06:00:00Z')).toMatchObject({ asked: 1 })
})

test('B11: on the page the question comes first; opening it answers nothing, a button does', async () => {
  const scene = await aScene(database)
  await send(scene)
  const early = await scene.patient.get(scene.link)
  expect(early.text.indexOf('id="reponse"')).toBeGreaterThan(early.text.indexOf('doctor-card'))
  await after(scene, 10)
  const before = await theRequest(database)
  const { text } = await scene.patient.get(scene.link).expect(200)
  expect(text.indexOf('id="reponse"')).toBeLessThan(text.indexOf('doctor-card'))
  expect((await theRequest(database)).version).toBe(before.version)
  expect(await client.outcome.count()).toBe(0)
  const [doctor = ''] = scene.doctors
  await say(scene, { suite: 'rendez_vous', medecin: doctor })
  expect(await client.outcome.findMany()).toMatchObject([
    { kind: 'appointment', availabilityId: doctor, toldBy: 'patient' },
  ])
  expect((await theRequest(database)).status).toBe('shortlisted')
  expect(await templates()).toEqual([['followup_10', 'cancelled']])
})

test('an appointment is asked about again at 30 days; once seen, whether it is declared, then no more', async () => {
  const scene = await aScene(database)
  await send(scene)
  await say(scene, { suite: 'rendez_vous', medecin: scene.doctors[0] ?? '' })
  expect(await after(scene, 10)).toMatchObject({ asked: 0 })
  expect(await after(scene, 20)).toMatchObject({ asked: 1 })
  await say(scene, { suite: 'vu', medecin: scene.doctors[0] ?? '' })
  expect(await after(scene, 29)).toMatchObject({ asked: 0 })
  expect(await after(scene, 1)).toMatchObject({ asked: 1 })
  await say(scene, { suite: 'declare' })
  expect(await theRequest(database)).toMatchObject({ status: 'declared' })
  expect(await templates()).toEqual([
    ['followup_30', 'cancelled'],
    ['declared_ask', 'cancelled'],
  ])
  expect(await after(scene, 200)).toEqual(NOTHING)
})

test('seen and silent: asked again 85 days later, then called 45 days after that, and again only once that call was ended without an answer', async () => {
  const scene = await aScene(database)
  await send(scene)
  await say(scene, { suite: 'vu', medecin: scene.doctors[0] ?? '' })
  expect(await after(scene, 30)).toMatchObject({ asked: 1 })
  expect(await after(scene, 84)).toEqual(NOTHING)
  expect(await after(scene, 1)).toMatchObject({ asked: 1 })
  expect(await followUp(scene.deps, scene.clock.at)).toEqual(NOTHING)
  expect(await templates()).toEqual([
    ['declared_ask', 'queued'],
    ['declared_ask', 'queued'],
  ])
  expect(await after(scene, 44)).toEqual(NOTHING)
  expect(await after(scene, 1)).toMatchObject({ asked: 1 })
  expect(await client.todo.findMany()).toMatchObject([
    { kind: 'ask_outcome', whileStatus: 'seen', doneAt: null },
  ])
  expect(await after(scene, 200)).toEqual(NOTHING)
  await client.todo.updateMany({ data: { doneAt: scene.clock.at } })
  const { id: requestId, territoryId, clock } = scene
  const outOfSight = { kind: 'call_household', whileStatus: 'shortlisted' } as const
  const kept = { requestId, territoryId, uniqueKey: 'kept', createdAt: clock.at }
  await client.todo.create({ data: { ...outOfSight, ...kept } })
  expect(await after(scene, 1)).toMatchObject({ asked: 1 })
  expect(await after(scene, 1)).toEqual(NOTHING)
  const asking = { kind: 'ask_outcome', doneAt: null }
  expect(await client.todo.count({ where: asking })).toBe(1)
  await say(scene, { suite: 'declare' })
  expect(await client.todo.count({ where: asking })).toBe(0)
})

test('a household that no machine can write to is to be phoned, until its answer is noted', async () => {
  const scene = await aScene(database, { canal: 'telephone' })
  const path = `/coordination/demandes/${scene.id}`
  const form = async (fields: Record<string, string | string[]>) => {
    const { version } = await theRequest(database)
    return { cle: randomUUID(), version: `${version}`, ...fields }
  }
  const given = await form({ appel: 'dit', km: '5', medecin: scene.doctors })
  await scene.coordinator.post(`${path}/telephone`, given).expect(303)
  expect(await after(scene, 10)).toMatchObject({ asked: 1 })
  expect(await asked()).toEqual([])
  const coordinator = scene.visitor()
  await signIn(scene.deps, coordinator)
  const page = await coordinator.get(path)
  expect(page.text).toContain('data-todo="ask_outcome"')
  const answer = await form({ suite: 'pas_appele', medecin_suite: '' })
  await coordinator.post(`${path}/suite`, answer).expect(303)
  const noted = await coordinator.get(path)
  expect(noted.text).not.toContain('data-todo="ask_outcome"')
  expect(noted.text).toContain('Le foyer n’a pas encore appelé')
})

test('asked again by phone at 30 days, there is one call to make, the newest', async () => {
  const scene = await aScene(database, { canal: 'telephone' })
  const { version } = await theRequest(database)
  const given = { appel: 'dit', km: '5', medecin: scene.doctors, version: `${version}` }
  const path = `/coordination/demandes/${scene.id}/telephone`
  await scene.coordinator.post(path, { cle: randomUUID(), ...given }).expect(303)
  expect(await after(scene, 10)).toMatchObject({ asked: 1 })
  expect(await after(scene, 20)).toMatchObject({ asked: 1 })
  expect(await followUp(scene.deps, scene.clock.at)).toEqual(NOTHING)
  const open = await client.todo.findMany({ where: { doneAt: null } })
  expect(open).toMatchObject([
    { kind: 'ask_outcome', uniqueKey: expect.stringMatching(/^followup_30:/) },
  ])
})

test('B20: a household that agreed to a doctor is asked 10 days after its agreement', async () => {
  const scene = await anOffer(database)
  await scene.householdSays('agreed')
  scene.wait(9)
  expect(await followUp(scene.deps, scene.clock.at)).toMatchObject({ asked: 0 })
  scene.wait(1)
  expect(await followUp(scene.deps, scene.clock.at)).toMatchObject({ asked: 1 })
  expect(await templates()).toEqual([['followup_10', 'queued']])
})

test('B7: full is a refusal, and of a household of two one may be seen and the other not', async () => {
  const scene = await aScene(database, {
    'membres[1][prenom]': 'Émile',
    'membres[1][nom]': 'Lamercier',
    'membres[1][naissance_jour]': '1',
    'membres[1][naissance_mois]': '6',
    'membres[1][naissance_annee]': '1946',
    'membres[1][ald]': 'non',
    'membres[1][se_deplace]': 'oui',
  })
  await send(scene)
  const [full = '', doctor = ''] = scene.doctors
  await say(scene, { suite: 'complet', medecin: full })
  expect((await scene.patient.get(scene.link)).text).not.toContain(`data-doctor-id="${full}"`)
  const members = await client.member.findMany({ orderBy: { position: 'asc' } })
  const [one, other] = members.map(({ id }) => id)
  await say(scene, { suite: 'vu', medecin: doctor, membre: one ?? '' })
  expect(await theRequest(database)).toMatchObject({ status: 'seen' })
  await say(scene, { suite: 'declare', membre: one ?? '' })
  expect(await theRequest(database)).toMatchObject({ status: 'seen' })
  await say(scene, { suite: 'declare', membre: other ?? '' })
  expect(await theRequest(database)).toMatchObject({ status: 'declared' })
  const said = await client.outcome.findMany({ orderBy: { at: 'asc' } })
  expect(
    said
      .filter(({ kind }) => kind === 'declared')
      .map(({ memberId }) => memberId)
      .sort(),
  ).toEqual([one, other].sort())
})
