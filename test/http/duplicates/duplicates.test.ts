import { beforeEach, describe, expect, test } from 'vitest'
import { aDeps, aForm, aMember, anApp, NOW, type Visitor } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory, signIn } from '../../support/people.ts'
import { aRegistration, NEW, OWN } from '../referrals/support.ts'
import { aReferrer } from '../referrers/support.ts'

const database = await aDatabase()
const clock = { at: NOW }
const deps = aDeps(database, { clock })
const { client } = database
const { visitor } = anApp(deps)

let pharmacist: Visitor
let coordinator: Visitor
beforeEach(async () => {
  clock.at = NOW
  await aTerritory(deps)
  pharmacist = (await aReferrer(deps)).visitor
  coordinator = visitor()
  await signIn(deps, coordinator)
})

const ROSA = { nom: 'Quintavelha', prenom: 'Rosa' }

/** Rosa fills the questionnaire in herself; the identifier of her request. */
async function rosaAlone(fields: Record<string, string> = {}): Promise<string> {
  await visitor()
    .post('/questionnaire', aForm({ ...aMember(0, ROSA), ...fields }))
    .expect(303)
  return (await newest()).id
}

async function rosaRegistered(fields: Record<string, string> = {}) {
  clock.at = new Date(clock.at.getTime() + 60_000)
  await pharmacist.post(NEW, aRegistration(fields)).expect(303)
  return newest()
}

function newest() {
  return client.orientationRequest.findFirstOrThrow({ orderBy: { registeredAt: 'desc' } })
}

const isWarned = async () =>
  (await coordinator.get('/coordination')).text.includes('data-todo="duplicate"')

describe('the same person registered twice', () => {
  test('is a warning for the coordinator, on both pages, each with a link to the other', async () => {
    const first = await rosaAlone()
    const { id: second } = await rosaRegistered()
    expect(await isWarned()).toBe(true)
    for (const [here, other] of [
      [first, second],
      [second, first],
    ])
      expect((await coordinator.get(`/coordination/demandes/${here}`)).text).toContain(
        `<a href="/coordination/demandes/${other}">`,
      )
  })

  test.each([
    ['capitals and no accent', { 'membres[0][nom]': 'QUINTAVELHA', 'membres[0][prenom]': 'ROSÀ' }],
    ['the two names exchanged', { 'membres[0][nom]': 'Rosa', 'membres[0][prenom]': 'Quintavelha' }],
  ])('is found again with %s', async (_what, fields) => {
    await rosaAlone()
    await rosaRegistered(fields)
    expect(await isWarned()).toBe(true)
  })

  test('is never told to the referrer: the answers are the same to the byte', async () => {
    const answersOf = async (form: Record<string, string>) => {
      clock.at = new Date(NOW.getTime() + 600_000)
      const sent = await pharmacist.post(NEW, form)
      const { reference } = await newest()
      const list = await pharmacist.get(sent.headers.location ?? '')
      const page = list.text.replaceAll(reference, 'REF').replace(/nonce="[^"]+"/g, '')
      return { status: sent.status, location: sent.headers.location, sent: sent.text, page }
    }
    const unknown = await answersOf(aRegistration())
    await client.orientationRequest.deleteMany()
    clock.at = NOW
    await rosaAlone()
    expect(await answersOf(aRegistration())).toEqual(unknown)
    expect((await pharmacist.get(OWN)).text).not.toMatch(/doubl|déjà sur|même personne/i)
  })

  test('is nothing any more once one of the two is closed', async () => {
    await rosaAlone()
    const { id } = await rosaRegistered()
    const { version } = await newest()
    const closing = { raison_cloture: 'duplicate', version: String(version) }
    await coordinator.post(`/coordination/demandes/${id}/clore`, closing).expect(303)
    expect(await isWarned()).toBe(false)
  })

  test('is two people when the coordinator says so, in both timelines', async () => {
    const first = await rosaAlone()
    const { id: second } = await rosaRegistered()
    await coordinator
      .post(`/coordination/demandes/${first}/distinctes`, { autre: second })
      .expect(303)
    expect(await isWarned()).toBe(false)
    for (const id of [first, second]) {
      const { text } = await coordinator.get(`/coordination/demandes/${id}`)
      expect(text).toContain('deux personnes différentes')
      expect(text).not.toContain('Peut-être la même personne')
    }
  })
})

describe('what is not a duplicate', () => {
  test('a couple who share a phone, an e-mail and an address', async () => {
    await rosaAlone({ telephone: '06 39 98 12 34' })
    await rosaRegistered({ 'membres[0][prenom]': 'Abel', 'membres[0][naissance_annee]': '1950' })
    expect(await isWarned()).toBe(false)
  })

  test('two people of one name, born on other days', async () => {
    await rosaAlone()
    await rosaRegistered({ 'membres[0][naissance_jour]': '28' })
    expect(await isWarned()).toBe(false)
  })

  test('the same person in another territory', async () => {
    const elsewhere = await aTerritory(deps, { slug: 'lys-armentieres' })
    await visitor()
      .post('/t/lys-armentieres/questionnaire', aForm(aMember(0, ROSA)))
      .expect(303)
    expect(await client.orientationRequest.count({ where: { territoryId: elsewhere } })).toBe(1)
    await rosaRegistered()
    expect(await isWarned()).toBe(false)
  })
})

test('names and birth dates cannot be read from the column that compares them', async () => {
  await rosaAlone()
  const { identityIndex } = await client.member.findFirstOrThrow()
  expect(identityIndex).toMatch(/^[\w-]{22}$/)
})
