import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { recountAcceptance } from '../../../server/refusals/recount.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor, signIn } from '../../support/people.ts'
import { aDoctorScene, DAY_MS } from '../doctor-page/support.ts'
import { say, someHouseholds } from './support.ts'

const database = await aDatabase()

/** Twelve households that the doctor was too full for, and twenty whom a colleague saw, all of need C. */
async function aScene() {
  const scene = await aDoctorScene(database)
  const { deps, territoryId, availabilityId } = scene
  const colleague = await aDoctor(deps, territoryId)
  const refused = await someHouseholds(deps, territoryId, 12)
  const taken = await someHouseholds(deps, territoryId, 20)
  await say(deps, territoryId, refused, { kind: 'full', availabilityId })
  await say(deps, territoryId, taken, { kind: 'seen', availabilityId: colleague })
  const coordinator = scene.visitor()
  await signIn(deps, coordinator)
  const later = (ms = 1) => {
    scene.clock.at = new Date(scene.clock.at.getTime() + ms)
    return recountAcceptance(deps, scene.clock.at)
  }
  const alerts = () => database.client.acceptanceAlert.findMany()
  const read = async (key = randomUUID()) => {
    const alerte = (await alerts()).map(({ id }) => id)
    return scene.doctor.post(`${scene.path}/reponses`, { cle: key, alerte })
  }
  const sheet = `/coordination/medecins/${availabilityId}`
  return { ...scene, coordinator, later, alerts, read, sheet, refused }
}

const PARLEZ = 'de ses réponses : foyers « 70 ans et plus »'

test('the doctor reads it first: nothing for the coordinator until then', async () => {
  const scene = await aScene()
  expect(await scene.later()).toEqual({ opened: 1, closed: 0 })
  const page = await scene.doctor.get(scene.path).expect(200)
  expect(page.text).toContain('aucun accueilli sur 12 en douze mois')
  expect(page.text).toContain('Dans le territoire, 63 % sont accueillis')
  expect((await scene.coordinator.get('/coordination')).text).not.toContain(PARLEZ)
  expect((await scene.coordinator.get(scene.sheet)).text).not.toContain('à côté de celles')
  const [alert] = await scene.alerts()
  expect(alert).toMatchObject({ band: 'C', doctorYes: 0, doctorAnswered: 12, shownAt: null })
})

test('opening the page says nothing: « J’ai lu » does, once', async () => {
  const scene = await aScene()
  await scene.later()
  await scene.doctor.get(scene.path)
  const key = randomUUID()
  expect((await scene.read(key)).status).toBe(303)
  const [first] = await scene.alerts()
  expect(first?.shownAt).toEqual(scene.clock.at)
  scene.clock.at = new Date(scene.clock.at.getTime() + 60_000)
  await scene.read(key)
  await scene.read()
  expect((await scene.alerts())[0]?.shownAt).toEqual(first?.shownAt)
  const inbox = await scene.coordinator.get('/coordination')
  expect(inbox.text).toContain(PARLEZ)
  expect(inbox.text).toContain('0 accueilli sur 12 en douze mois')
  expect((await scene.coordinator.get(scene.sheet)).text).toContain('J’en ai parlé')
})

test('a doctor who reads nothing is told of to the coordinator after thirty days', async () => {
  const scene = await aScene()
  await scene.later()
  await scene.later(30 * DAY_MS - 1000)
  await signIn(scene.deps, scene.coordinator)
  expect((await scene.coordinator.get('/coordination')).text).not.toContain(PARLEZ)
  scene.clock.at = new Date(scene.clock.at.getTime() + 1000)
  expect((await scene.coordinator.get('/coordination')).text).toContain(PARLEZ)
})

test('« J’en ai parlé » is dated, once, and there is nothing left to do', async () => {
  const scene = await aScene()
  await scene.later()
  await scene.read()
  const [alert] = await scene.alerts()
  const path = `/coordination/reponses/${alert?.id}/parle`
  const cle = randomUUID()
  await scene.coordinator.post(path, { cle }).expect(303)
  await scene.coordinator.post(path, { cle }).expect(303)
  await scene.coordinator.post(path, { cle: randomUUID() }).expect(303)
  expect((await scene.alerts())[0]).toMatchObject({ talkedBy: 'Inès Belgrain' })
  expect((await scene.coordinator.get('/coordination')).text).not.toContain(PARLEZ)
  expect((await scene.coordinator.get(scene.sheet)).text).toContain('Inès Belgrain en a parlé le')
  const lines = await database.client.auditEntry.findMany({ where: { action: 'decide' } })
  expect(lines.map(({ facts }) => facts)).toEqual([{ move: 'acceptance_talked', band: 'C' }])
})

test('nobody may speak of what the doctor has not seen, nor of another territory', async () => {
  const scene = await aScene()
  await scene.later()
  const [alert] = await scene.alerts()
  const path = `/coordination/reponses/${alert?.id}/parle`
  await scene.coordinator.post(path, { cle: randomUUID() }).expect(404)
  await scene.coordinator.post('/coordination/reponses/rien/parle').expect(404)
  const auditor = scene.visitor()
  await signIn(scene.deps, auditor, 'auditor')
  await auditor.post(path, { cle: randomUUID() }).expect(403)
})

test('the count made again the same day comes to the same; it closes when the rate recovers', async () => {
  const scene = await aScene()
  const { deps, territoryId, availabilityId, refused } = scene
  expect(await scene.later()).toEqual({ opened: 1, closed: 0 })
  expect(await scene.later()).toEqual({ opened: 0, closed: 0 })
  const at = new Date(scene.clock.at.getTime() + 60_000)
  await say(deps, territoryId, refused.slice(0, 11), { kind: 'seen', availabilityId, at })
  expect(await scene.later(120_000)).toEqual({ opened: 0, closed: 1 })
  expect((await scene.alerts()).map(({ closedAt }) => closedAt)).toEqual([scene.clock.at])
  expect((await scene.doctor.get(scene.path)).text).not.toContain('à côté de celles du territoire')
})

test('a doctor who left has no alert any more', async () => {
  const scene = await aScene()
  await scene.later()
  await database.client.doctor.update({
    where: { id: scene.doctorId },
    data: { withdrawnAt: scene.clock.at },
  })
  expect(await scene.later()).toEqual({ opened: 0, closed: 1 })
})

test('answers older than twelve months are of no account', async () => {
  const scene = await aScene()
  await scene.later()
  expect(await scene.later(367 * DAY_MS)).toEqual({ opened: 0, closed: 1 })
})

test('it changes no ranking: the doctor is as they were on the list of a household', async () => {
  const scene = await aScene()
  const [id] = await someHouseholds(scene.deps, scene.territoryId, 1)
  const ranked = async () => {
    const { text } = await scene.coordinator.get(`/coordination/demandes/${id}`).expect(200)
    return text.match(/data-doctor-id="[^"]*"/g)
  }
  const before = await ranked()
  await scene.later()
  await scene.read()
  expect(await ranked()).toEqual(before)
})
