import { expect, test } from 'vitest'
import { type Askable, audienceOf, fateOf } from '../../../server/survey/rules.ts'
import { aDatabase } from '../../support/database.ts'
import { signIn } from '../../support/people.ts'
import { ANSWERS, aHousehold, aSurveyScene, linksIn, prepare, press, start } from './scene.ts'

const database = await aDatabase()
const { client } = database

const BOTH = { email: true, sms: true }

function anAskable(facts: Partial<Askable> = {}): Askable {
  return {
    id: 'a',
    preferred: 'email',
    contact: { phone: '+33639981234', email: 'jeanne@example.org', canOpenLink: true },
    agreed: true,
    closeReason: null,
    smsStopped: false,
    wasAsked: false,
    ...facts,
  }
}

test('each household has one fate: how it is asked, or why it is not', () => {
  const noMail = { phone: '+33639981234', email: null, canOpenLink: true }
  const households: Askable[] = [
    anAskable(),
    anAskable({ preferred: 'sms' }),
    anAskable({ contact: noMail }),
    anAskable({ contact: { ...noMail, canOpenLink: false } }),
    anAskable({ contact: { ...noMail, phone: '+33353010024' } }),
    anAskable({ contact: { ...noMail, phone: '+32470123456' } }),
    anAskable({ contact: noMail, smsStopped: true }),
    anAskable({ agreed: false }),
    anAskable({ closeReason: 'deceased' }),
    anAskable({ closeReason: 'erased', agreed: false }),
    anAskable({ closeReason: 'duplicate' }),
    anAskable({ closeReason: 'moved' }),
    anAskable({ wasAsked: true }),
  ]
  expect(audienceOf(households.map((household) => fateOf(household, BOTH)))).toEqual({
    email: 2,
    sms: 2,
    toCall: 4,
    noAgreement: 1,
    alreadyAsked: 1,
    duplicate: 1,
    deceased: 1,
    erased: 1,
  })
  expect(fateOf(anAskable(), { email: false, sms: false })).toBe('toCall')
})

test('B10: the draft says who, who not and why, and the exact texts, before anything leaves', async () => {
  const scene = await aSurveyScene(database)
  await aHousehold(scene)
  await aHousehold(scene, { form: { accord_enquete: 'non' } })
  const closed = { status: 'closed', closeReason: 'deceased', closedAt: scene.clock.at }
  await aHousehold(scene, { row: closed })
  await aHousehold(scene, { row: { status: 'ready', orientedAt: null } })
  const page = await scene.coordinator.get(await prepare(scene)).expect(200)
  expect(page.text).toContain('Par mail</th><td class="number">1')
  expect(page.text).toContain('Sans accord pour l’enquête</th><td class="number">1')
  expect(page.text).toContain('décès</th><td class="number">1')
  expect(page.text).toContain('Aperçu du mail')
  expect(page.text).toContain('data-segments="2"')
  expect(page.text).toContain('Inès Belgrain')
  expect(await client.message.count()).toBe(0)
})

test('each household is asked once: the next year only those oriented since, and none of its data leaves', async () => {
  const scene = await aSurveyScene(database)
  await aHousehold(scene)
  await start(scene)
  await scene.run('2026-12-01T08:30:00Z')
  const [{ outgoing } = { outgoing: { text: '' } }] = scene.sent
  expect(outgoing.text).not.toMatch(/Amblard|Jeanne|1948|GL-|rue de/)
  await scene
    .visitor()
    .post(linksIn(scene.sent)[0] ?? '', ANSWERS)
    .expect(303)
  await scene.run('2027-12-01T08:00:00Z')
  const [latest] = await client.campaign.findMany({ orderBy: { createdAt: 'desc' } })
  expect(latest).toMatchObject({ year: 2027, status: 'draft' })
  expect(latest?.orientedFrom).toEqual(new Date('2026-12-01T08:00:00Z'))
})

test('a campaign that was cancelled and done again asks nobody twice', async () => {
  const scene = await aSurveyScene(database)
  for (let rank = 0; rank < 2; rank += 1) await aHousehold(scene)
  await start(scene, { duree: '2' })
  await scene.run('2026-12-01T08:10:00Z')
  await press(scene, 'annuler')
  await prepare(scene)
  const { id, version } = await client.campaign.findFirstOrThrow({ where: { status: 'draft' } })
  const form = { version: String(version), jour: '2026-12-01', heure: '9', duree: '1' }
  await scene.coordinator.post(`/coordination/campagnes/${id}/demarrer`, form).expect(303)
  await scene.run('2026-12-01T09:10:00Z')
  expect(new Set(scene.sent.map(({ outgoing }) => outgoing.to)).size).toBe(2)
  expect(scene.sent).toHaveLength(2)
})

test('the draft of last year and that of this year, both started now, ask nobody twice', async () => {
  const scene = await aSurveyScene(database)
  for (let rank = 0; rank < 2; rank += 1) await aHousehold(scene)
  const drafts = [await prepare(scene)]
  scene.clock.at = new Date('2027-12-01T08:00:00Z')
  await signIn(scene.deps, scene.coordinator)
  drafts.push(await prepare(scene))
  for (const draft of drafts) {
    const id = draft.slice(-36)
    const { version } = await client.campaign.findUniqueOrThrow({ where: { id } })
    const form = { version: String(version), jour: '2027-12-01', heure: '9', duree: '1' }
    await scene.coordinator.post(`${draft}/demarrer`, form).expect(303)
  }
  await scene.run('2027-12-01T09:10:00Z')
  expect(new Set(drafts).size).toBe(2)
  expect(scene.sent).toHaveLength(2)
})
