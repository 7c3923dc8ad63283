import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { findRequest } from '../../../server/orientation/service.ts'
import { referralOf, wishedDoctorOf } from '../../../server/referrals/service.ts'
import { aDeps, aGeocoder, anAnswer, anApp, NOW, type Visitor } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory, signIn } from '../../support/people.ts'
import { withoutTokens } from '../../support/tokens.ts'
import { aReferrer } from '../referrers/support.ts'
import { aRegistration, lastMessage, NEW, OWN } from './support.ts'

const database = await aDatabase()
const deps = aDeps(database)
const { client } = database

let territoryId = ''
let pharmacist: Visitor
beforeEach(async () => {
  territoryId = await aTerritory(deps)
  pharmacist = (await aReferrer(deps)).visitor
})

async function theRequest() {
  const { id } = await client.orientationRequest.findFirstOrThrow()
  const request = await findRequest(client, deps.keys, { id, territoryId })
  if (!request) throw new Error('request lost')
  const referral = await referralOf(client, { requestId: id, territoryId })
  return { request, referral }
}

describe('B15: a professional registers a person, with their agreement', () => {
  test('one page is enough: the request waits, and says who registered it and how the person agreed', async () => {
    const { status, headers } = await pharmacist.post(NEW, aRegistration())
    expect([status, headers.location]).toEqual([303, `${OWN}?inscrit=message`])
    const { request, referral } = await theRequest()
    expect(request).toMatchObject({
      status: 'ready',
      filledBy: 'adresseur',
      source: 'pharmacie',
      channel: 'sms',
      wishes: { maxKm: 5, wheelchair: false, alreadyFollowed: false },
      members: [{ lastName: 'Quintavelha', birthDate: '1948-03-27', ald: null, canTravel: true }],
    })
    expect(referral).toMatchObject({
      role: 'referrer',
      organisation: { name: 'Pharmacie de la Halle', kind: 'pharmacie' },
      profession: { code: 'pharmacien' },
      agreedOn: '2026-11-24',
      agreedHow: 'orally',
      outcomeAgreedAt: null,
      toldAt: NOW,
    })
  })

  test('without the agreement nothing is kept, and the first thing said is how to mend it', async () => {
    const { accord: _, ...form } = aRegistration()
    const { status, text } = await pharmacist.post(NEW, form)
    expect(status).toBe(422)
    expect(text).toContain('href="#accord"')
    expect(text).toContain('value="Quintavelha"')
    expect(await client.orientationRequest.count()).toBe(0)
  })

  test('boxes say what the person wanted to say; a box left empty says nothing of an ALD', async () => {
    const ticked = {
      'membres[0][ald]': 'oui',
      'membres[0][se_deplace]': 'non',
      fauteuil: 'oui',
      accord: 'ecrit',
      accord_suite: 'oui',
    }
    await pharmacist.post(NEW, aRegistration(ticked)).expect(303)
    const { request, referral } = await theRequest()
    expect(request.members[0]).toMatchObject({ ald: true, canTravel: false })
    expect(request.wishes.wheelchair).toBe(true)
    expect(referral).toMatchObject({ agreedHow: 'in_writing', outcomeAgreedAt: NOW })
  })

  test('the doctor wished for is kept sealed', async () => {
    await pharmacist.post(NEW, aRegistration({ medecin_souhaite: 'Dr Vanhoublon' })).expect(303)
    const { id: requestId } = await client.orientationRequest.findFirstOrThrow()
    expect(JSON.stringify(await client.referral.findMany())).not.toContain('Vanhoublon')
    const wished = await wishedDoctorOf(client, deps.keys, { requestId, territoryId })
    expect(wished).toBe('Dr Vanhoublon')
  })

  test('a couple is one household: a person is added on the same page, without a script', async () => {
    const asked = await pharmacist.post(NEW, { ...aRegistration(), ajouter: 'oui' })
    expect([asked.status, asked.text.includes('Personne 2')]).toEqual([200, true])
    const second = {
      'membres[1][prenom]': 'Abel',
      'membres[1][nom]': 'Quintavelha',
      'membres[1][naissance_jour]': '2',
      'membres[1][naissance_mois]': '1',
      'membres[1][naissance_annee]': '1950',
    }
    await pharmacist.post(NEW, aRegistration(second)).expect(303)
    expect((await theRequest()).request.members.map(({ firstName }) => firstName)).toEqual([
      'Rosa',
      'Abel',
    ])
  })

  test('the same form twice registers once', async () => {
    const form = aRegistration()
    await pharmacist.post(NEW, form).expect(303)
    await pharmacist.post(NEW, form).expect(303)
    expect(await client.referral.count()).toBe(1)
    expect(await client.orientationRequest.count()).toBe(1)
  })

  test('an address that is not found is kept all the same, for a person to place', async () => {
    const unsure = aDeps(database, {
      geocoder: aGeocoder(anAnswer({ status: 'to_locate', position: null })),
    })
    const { visitor } = await aReferrer(unsure)
    await visitor.post(NEW, aRegistration()).expect(303)
    expect((await theRequest()).request.status).toBe('to_locate')
  })

  test('an account that nobody placed is told whom to ask', async () => {
    const visitor = anApp(deps).visitor()
    await signIn(deps, visitor, 'referrer')
    const { status, text } = await visitor.get(NEW)
    expect(status).toBe(409)
    expect(text).toContain('Demandez à la coordinatrice')
  })
})

describe.each([
  ['B30: the emergency health card', 'carte-urgence-sante', {}],
  ['B29: a centre for unscheduled care', 'soins-non-programmes', { organisation_type: 'snp' }],
])('%s is a source', (_what, source, place) => {
  test('and is counted with the sources of requests', async () => {
    const { visitor } = await aReferrer(deps, {
      fields: { role: 'partner', profession: '', ...place },
    })
    await visitor.post(NEW, aRegistration({ source })).expect(303)
    expect((await theRequest()).request.source).toBe(source)
  })
})

test('B45: the MSA and a CCAS register people as a professional does', async () => {
  const fields = {
    role: 'partner',
    profession: '',
    organisation_nom: 'CCAS',
    organisation_type: 'ccas',
  }
  const { visitor } = await aReferrer(deps, { fields })
  await visitor.post(NEW, aRegistration({ source: 'accueil' })).expect(303)
  expect((await theRequest()).referral).toMatchObject({ role: 'partner', profession: null })
})

describe('the person is told by their own channel', () => {
  test('who registered them, as a kind of professional, with their private page and no word of health', async () => {
    await pharmacist.post(NEW, aRegistration({ 'membres[0][ald]': 'oui' })).expect(303)
    const sms = await lastMessage(deps, 'request_received')
    expect(sms).toMatchObject({ channel: 'sms', to: '+33639981234' })
    expect(sms?.text).toContain('Votre pharmacie vous a inscrit')
    expect(sms?.text).toMatch(/\/suivi\/[A-Za-z0-9_-]{43}/)
    expect(withoutTokens(sms?.text ?? '')).not.toMatch(/Halle|Lise|Quintavelha|ALD|1948/)
  })

  test('by e-mail, with how to stop it all', async () => {
    const reached = { canal: 'courriel', courriel: 'rosa@example.org' }
    await pharmacist.post(NEW, aRegistration(reached)).expect(303)
    const mail = await lastMessage(deps, 'request_received')
    expect(mail?.text).toContain('Vous n’êtes pas d’accord ?')
  })

  test.each([
    ['a call', { canal: 'telephone' }],
    ['a letter', { canal: 'courrier', telephone: '' }],
  ])('%s is the work of the coordinator, who is told to do it', async (_what, reached) => {
    const { headers } = await pharmacist.post(NEW, aRegistration(reached))
    expect(headers.location).toBe(`${OWN}?inscrit=appel`)
    expect((await theRequest()).referral?.toldAt).toBeNull()
    const coordinator = anApp(deps).visitor()
    await signIn(deps, coordinator)
    const todo = /data-todo="call_back"[\s\S]*?Rosa Quintavelha/
    expect((await coordinator.get('/coordination')).text).toMatch(todo)
    const { request } = await theRequest()
    const page = `/coordination/demandes/${request.id}`
    await coordinator.post(`${page}/prevenue`, { cle: randomUUID() }).expect(303)
    expect((await coordinator.get('/coordination')).text).not.toMatch(todo)
    expect((await coordinator.get(page)).text).toContain('Personne prévenue de son inscription')
  })
})
