import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { composeMessage } from '../../../server/letters/compose.ts'
import { afterSettling } from '../../../server/letters/settled.ts'
import { deliverDue } from '../../../server/messaging/worker.ts'
import { openColumn } from '../../../server/orientation/sealed.ts'
import { findRequest } from '../../../server/orientation/service.ts'
import { aGeocoder, aMember, anAnswer } from '../../support/app.ts'
import { aBrokeredScene, anOffer } from '../../support/brokered.ts'
import { aDatabase } from '../../support/database.ts'
import { signIn } from '../../support/people.ts'
import { aScene, send } from '../../support/scene.ts'
import { delivery, senders } from '../messaging/outbox.ts'
import { loadHousehold } from './household.ts'

const database = await aDatabase()

const TWO = aMember(1, { prenom: 'Émile', naissance_annee: '1946' })
const REACH = { telephone: '06 39 98 55 66', courriel: '', canal: 'sms', lien_possible: 'oui' }

describe('a household corrects what it said', () => {
  test('a new phone is kept, found by, and used by what waits; the old one is nowhere', async () => {
    const { link, visitor, deps, id, territoryId } = await aBrokeredScene(database)
    const household = await loadHousehold(visitor(), link)
    await household.post('joindre', REACH).expect(303)
    const request = await findRequest(database.client, deps.keys, { id, territoryId })
    expect(request).toMatchObject({
      channel: 'sms',
      contact: { phone: '+33639985566', email: null },
    })
    const [message] = await database.client.message.findMany()
    expect(message).toMatchObject({ status: 'queued', channel: 'sms' })
    const coordinator = visitor()
    await signIn(deps, coordinator)
    const found = await coordinator.get('/coordination?q=06+39+98+55+66')
    expect(found.text).toContain(request?.reference)
    const history = (await coordinator.get(`/coordination/demandes/${id}`)).text
    expect(history).toContain('Corrigé par le foyer')
    const [line] = await database.client.requestEvent.findMany({ where: { kind: 'corrected' } })
    expect(line?.facts).toEqual({ section: 'joindre' })
  })

  test('moved to the phone alone: what waits is a call to make, and nothing is lost', async () => {
    const { link, visitor, deps, id } = await aBrokeredScene(database)
    const household = await loadHousehold(visitor(), link)
    await household.post('joindre', { ...REACH, canal: 'telephone' }).expect(303)
    const orders = delivery({
      compose: (message, at) => composeMessage(deps, message, at),
      onSettled: afterSettling(deps),
      senders: senders([]),
    })
    await deliverDue(deps, orders, deps.now())
    const calls = await database.client.todo.findMany({ where: { kind: 'call_household' } })
    expect(calls).toMatchObject([{ requestId: id }])
  })

  test('a wrong field is said in the words of the questionnaire, and nothing typed is lost', async () => {
    const { link, visitor } = await aBrokeredScene(database)
    const household = await loadHousehold(visitor(), link)
    const wrong = { ...REACH, telephone: '06 39 98 55', courriel: 'nouveau@example.org' }
    const page = await household.post('joindre', wrong).expect(422)
    expect(page.text).toContain('Il manque 2 chiffres')
    expect(page.text).toContain('value="06 39 98 55"')
    expect(page.text).toContain('nouveau@example.org')
  })

  test('pressed twice it acts once, and from an older tab it says so and keeps what was typed', async () => {
    const { link, visitor, read } = await aBrokeredScene(database)
    const household = await loadHousehold(visitor(), link)
    const cle = randomUUID()
    await household.post('joindre', { ...REACH, cle }).expect(303)
    await household.post('joindre', { ...REACH, cle }).expect(303)
    expect(await database.client.requestEvent.count({ where: { kind: 'corrected' } })).toBe(1)
    const { version } = await read()
    const page = await household.post('enquete', { accord_enquete: 'oui' }).expect(409)
    expect(page.text).toContain('a changé pendant que vous écriviez')
    expect(page.text).toContain(`name="version" value="${version}"`)
    expect((await read()).surveyAgreedAt).toBeNull()
  })

  test('the same form sent again with something else shows what was typed, to be sent anew', async () => {
    const { link, visitor, read } = await aBrokeredScene(database)
    const household = await loadHousehold(visitor(), link)
    const cle = randomUUID()
    await household.post('joindre', { ...REACH, cle }).expect(303)
    const other = { ...REACH, cle, courriel: 'autre@example.org' }
    const page = await household.post('joindre', other).expect(409)
    expect(page.text).toContain('autre@example.org')
    expect(page.text).toContain(`name="version" value="${(await read()).version}"`)
    expect(page.text).not.toContain(cle)
  })

  test('the agreement to the survey is given and taken back', async () => {
    const { link, visitor, read } = await aBrokeredScene(database)
    const household = await loadHousehold(visitor(), link)
    await household.post('enquete', { accord_enquete: 'oui' }).expect(303)
    expect((await read()).surveyAgreedAt).not.toBeNull()
    await household.again('enquete', { accord_enquete: 'non' }, (await read()).version)
    expect((await read()).surveyAgreedAt).toBeNull()
  })

  test('B6: another address is placed and judged again: outside, the household is told who follows it', async () => {
    const { link, visitor, deps, read } = await aBrokeredScene(database)
    Object.assign(deps.geocoder, aGeocoder(anAnswer({ position: [3.2, 50.7], inseeCode: '59512' })))
    const household = await loadHousehold(visitor(), link)
    const address = { adresse: '3 rue du Fil', code_postal: '59100', commune: 'Roubaix' }
    await household.post('adresse', address).expect(303)
    expect(await read()).toMatchObject({ status: 'outside', inseeCode: '59512' })
    const templates = (await database.client.message.findMany()).map(({ template }) => template)
    expect(templates).toContain('request_outside')
  })

  test('wishes changed while a list is out leave something to do, once a doctor was chosen by them', async () => {
    const scene = await aScene(database)
    await send(scene)
    const household = await loadHousehold(scene.visitor(), scene.link)
    await household.post('souhaits', WISHES).expect(303)
    const todos = await database.client.todo.findMany()
    expect(todos.map(({ kind }) => kind)).toEqual(['household_corrected'])
    const page = await scene.coordinator.get(`/coordination/demandes/${scene.id}`)
    expect(page.text).toContain('a corrigé ses réponses')
  })
})

describe('the people of a household', () => {
  test('one is corrected, and found by the new name', async () => {
    const { link, visitor, deps, id, territoryId } = await aBrokeredScene(database)
    const household = await loadHousehold(visitor(), link)
    const [member] = await database.client.member.findMany()
    await household
      .post(`personne/${member?.id}`, aMember(0, { nom: 'Nouvelier', ald: 'oui' }))
      .expect(303)
    const request = await findRequest(database.client, deps.keys, { id, territoryId })
    expect(request?.members).toMatchObject([{ lastName: 'Nouvelier', ald: true }])
    const after = await database.client.member.findFirstOrThrow()
    expect(after.identityIndex).not.toBe(member?.identityIndex)
    expect(after.position).toBe(0)
  })

  test('one more is added; a doctor who was asked is asked again about everybody', async () => {
    const { link, visitor, ask, doctors, proposals, read } = await aBrokeredScene(database)
    await ask(doctors.slice(0, 1))
    const household = await loadHousehold(visitor(), link)
    await household.post('personne', aMember(0, { prenom: 'Zoé' })).expect(303)
    expect((await read()).peopleCount).toBe(2)
    const held = (await proposals()).map(({ status, placesHeld }) => `${status} ${placesHeld}`)
    expect(held.sort()).toEqual(['pending 2', 'withdrawn 1'])
  })

  test('one is removed with a reason: places are free, the others stay in order, nothing of them is left', async () => {
    const { link, visitor, ask, doctors, deps, living, read } = await aBrokeredScene(database, {
      form: TWO,
    })
    await ask(doctors.slice(0, 1))
    const household = await loadHousehold(visitor(), link)
    const [first] = await database.client.member.findMany({ orderBy: { position: 'asc' } })
    await household.post(`retrait/${first?.id}`, {}).expect(422)
    await household.post(`retrait/${first?.id}`, { raison: 'ne_vit_plus_la' }).expect(303)
    const left = await database.client.member.findMany()
    expect(left.map(({ position }) => position)).toEqual([0])
    const [{ id = '', identitySealed = '' } = {}] = left
    const identity = openColumn(deps.keys, 'member.identity_sealed', id, identitySealed)
    expect(identity.firstName).toBe('Émile')
    expect((await read()).peopleCount).toBe(1)
    expect(await living()).toMatchObject({ placesHeld: 1 })
    expect((await database.client.todo.findMany()).map(({ kind }) => kind)).toContain(
      'household_corrected',
    )
    await household
      .again(`retrait/${id}`, { raison: 'par_erreur' }, (await read()).version)
      .expect(404)
  })

  test('a household told of a solution corrects its phone without losing it', async () => {
    const { link, visitor, read } = await anOffer(database)
    const household = await loadHousehold(visitor(), link)
    await household.post('joindre', REACH).expect(303)
    expect((await read()).status).toBe('offered')
    expect(await database.client.todo.count({ where: { kind: 'household_corrected' } })).toBe(0)
  })
})

test('a request that is closed is corrected no more, but still read and erased', async () => {
  const { link, visitor } = await aBrokeredScene(database)
  const household = visitor()
  await household.post(`${link}/retrait`, {}).expect(303)
  await household.get(`${link}/corriger`).expect(409)
  await household.get(`${link}/mes-reponses`).expect(200)
  const page = (await household.get(link).expect(200)).text
  expect(page).toContain(`${link}/effacer`)
  expect(page).not.toContain(`${link}/corriger`)
})

const WISHES = {
  distance_max_km: '10',
  transport: 'voiture',
  fauteuil: 'oui',
  langue: 'fr',
  deja_suivi: 'non',
  motif: 'autre',
}
