import { describe, expect, test } from 'vitest'
import { aDatabase } from '../../support/database.ts'
import { ANSWERS, aHousehold, aSurveyScene, linksIn, start } from './scene.ts'

const database = await aDatabase()
const { client } = database

/** A survey that left to three households. */
async function asked() {
  const scene = await aSurveyScene(database)
  for (let rank = 0; rank < 3; rank += 1) await aHousehold(scene)
  await start(scene)
  await scene.run('2026-12-01T09:30:00Z')
  const [link = ''] = linksIn(scene.sent)
  return { ...scene, link, patient: scene.visitor() }
}

describe('a household that answers', () => {
  test('B10: reads six questions on one page, and opening it answers nothing', async () => {
    const { patient, link, sent } = await asked()
    expect(new Set(linksIn(sent)).size).toBe(3)
    const page = await patient.get(link).expect(200)
    expect(page.text.match(/<fieldset/g)).toHaveLength(6)
    expect(page.text).toContain('appelez le 15')
    expect(page.headers['referrer-policy']).toBe('no-referrer')
    expect(await client.surveyAnswer.count()).toBe(0)
    expect(await client.surveyLink.count()).toBe(3)
  })

  test('is thanked under an address that belongs to nobody, and its link opens nothing more', async () => {
    const { patient, link } = await asked()
    const sent = await patient.post(link, { ...ANSWERS, mots: 'Merci.' })
    expect([sent.status, sent.headers.location]).toEqual([303, '/enquete/merci'])
    await patient.get('/enquete/merci').expect(200)
    const again = await patient.get(link)
    expect(again.status).toBe(404)
    expect(again.text).toContain('Si vous avez déjà répondu, merci')
    expect(await client.surveyAnswer.findFirst()).toMatchObject({ found: 'oui', advise: 'oui' })
  })

  test('presses twice at once: one answer is kept', async () => {
    const { patient, link } = await asked()
    const both = await Promise.all([patient.post(link, ANSWERS), patient.post(link, ANSWERS)])
    expect(both.map(({ status }) => status).sort()).not.toContain(500)
    expect(await client.surveyAnswer.count()).toBe(1)
  })

  test('may leave questions aside, but not all of them', async () => {
    const { patient, link } = await asked()
    const none = await patient.post(link, {})
    expect(none.status).toBe(422)
    expect(none.text).toContain('Répondez à une question au moins')
    await patient.post(link, { trouve: 'non', facilite: 'inventé' }).expect(303)
    expect(await client.surveyAnswer.findFirst()).toMatchObject({ found: 'non', ease: null })
  })

  test('keeps what it wrote when its words are too long', async () => {
    const { patient, link } = await asked()
    const long = await patient.post(link, { ...ANSWERS, mots: 'a'.repeat(601) })
    expect(long.status).toBe(422)
    expect(long.text).toContain('gardez 600 caractères au plus')
    expect(long.text).toContain('a'.repeat(601))
    expect(await client.surveyLink.count()).toBe(3)
  })

  test('finds the link dead after its last day', async () => {
    const { patient, link, clock } = await asked()
    const { closesOn } = await client.campaign.findFirstOrThrow()
    expect(closesOn?.toISOString().slice(0, 10)).toBe('2027-01-30')
    clock.at = new Date('2027-01-30T22:00:00Z')
    await patient.get(link).expect(200)
    clock.at = new Date('2027-01-30T23:30:00Z')
    await patient.get(link).expect(404)
  })
})

describe('a household that wants no survey', () => {
  test('the mail says where to stop, a visit stops nothing, the button withdraws the agreement', async () => {
    const { patient, link, sent } = await asked()
    const [mail] = sent
    if (mail?.outgoing.channel !== 'email') throw new Error('no mail left')
    expect(mail.outgoing.unsubscribeUrl).toBe(`http://localhost:3000${link}/arreter`)
    await patient.get(`${link}/arreter`).expect(200)
    expect(await client.orientationRequest.count({ where: { surveyAgreedAt: null } })).toBe(0)
    await patient.post(`${link}/arreter`).expect(303)
    expect(await client.orientationRequest.count({ where: { surveyAgreedAt: null } })).toBe(1)
    expect(await client.requestEvent.count({ where: { kind: 'survey_stopped' } })).toBe(1)
    await patient.get(link).expect(404)
  })

  test('is not written to when it stops before its message leaves', async () => {
    const scene = await aSurveyScene(database)
    const id = await aHousehold(scene)
    await start(scene, { heure: '11' })
    await client.orientationRequest.update({ where: { id }, data: { surveyAgreedAt: null } })
    await scene.run('2026-12-01T11:30:00Z')
    expect(scene.sent).toEqual([])
    expect(await client.message.findFirst()).toMatchObject({ status: 'cancelled' })
  })
})
