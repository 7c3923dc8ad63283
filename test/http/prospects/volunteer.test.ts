import { expect, test } from 'vitest'
import { listCandidates } from '../../../server/doctors/candidates.ts'
import { aDeps, anApp } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor, aTerritory, signIn } from '../../support/people.ts'
import { aFolder, aGp, anExtraction, imports } from './support.ts'
import { aVolunteer } from './volunteer-form.ts'

const database = await aDatabase()
const aFile = aFolder()
const PATH = '/medecins/rejoindre'
const STAFF = '/coordination/volontaires'

async function aPlace(config = {}) {
  const deps = aDeps(database, { config })
  const territoryId = await aTerritory(deps)
  const { visitor } = anApp(deps)
  const accepting = async () => {
    const candidates = await listCandidates(database.client, territoryId, deps.now())
    return candidates.filter((each) => each.accepting)
  }
  return { deps, territoryId, visitor, accepting }
}

async function pendingId(): Promise<string> {
  const { id } = await database.client.availability.findFirstOrThrow({ select: { id: true } })
  return id
}

test('a doctor volunteers, is on no list, and joins once the coordinator confirms', async () => {
  const { deps, visitor, accepting } = await aPlace()
  const form = aVolunteer()
  const guest = visitor()
  await guest.get(PATH).expect(200)
  await guest.post(PATH, form).expect(201)
  await guest.post(PATH, form).expect(201)
  expect(await database.client.doctor.count()).toBe(1)
  expect(await accepting()).toEqual([])

  const staff = visitor()
  await signIn(deps, staff)
  expect((await staff.get('/coordination/medecins')).text).toContain('1 médecin se propose')
  expect((await staff.get(STAFF)).text).toContain('Dr Nour Ostrevande')
  await staff.post(`${STAFF}/${await pendingId()}/confirmer`).expect(303)
  expect(await accepting()).toMatchObject([{ lastName: 'Ostrevande', named: true }])
  expect((await staff.get(STAFF)).text).toContain('Personne n’attend')
  await staff.post(`${STAFF}/${await pendingId()}/confirmer`).expect(404)
})

test('the three agreements are separate and dated; without the second, the doctor is asked before being named', async () => {
  const { deps, visitor, accepting } = await aPlace()
  await visitor()
    .post(PATH, aVolunteer({ accord_patients: 'non' }))
    .expect(201)
  const staff = visitor()
  await signIn(deps, staff)
  await staff.post(`${STAFF}/${await pendingId()}/confirmer`).expect(303)
  expect(await accepting()).toMatchObject([{ named: false }])
  const agreed = await database.client.doctor.findFirstOrThrow({
    select: { coordinationAgreedAt: true, patientsAgreedAt: true, mapAgreedAt: true },
  })
  expect(agreed).toEqual({
    coordinationAgreedAt: deps.now(),
    patientsAgreedAt: null,
    mapAgreedAt: null,
  })
})

test.each([
  ['shortlist', 'aucun foyer ne m’est adressé'],
  ['brokered', 'elle me demande d’abord, pour chaque foyer'],
] as const)(
  'rule 7: without the second agreement, the page says what comes of it in mode %s',
  async (mode, said) => {
    const { visitor } = await aPlace()
    await database.client.territory.updateMany({ data: { mode } })
    const { text } = await visitor().get(PATH).expect(200)
    expect(text.replaceAll('\u00a0', ' ')).toContain(`Sans cet accord, ${said}`)
  },
)

test('how to write to them and their private mobile are kept, and shown to the coordinator who confirms', async () => {
  const { deps, visitor } = await aPlace()
  const guest = visitor()
  const wrong = aVolunteer({ canal: 'sms', mobile: '' })
  expect((await guest.post(PATH, wrong).expect(422)).text).toContain('Pour les SMS, indiquez')
  await guest.post(PATH, { ...wrong, mobile: '06 39 98 56 78' }).expect(201)
  const kept = await database.client.doctor.findFirstOrThrow({
    select: { channel: true, mobile: true, phone: true },
  })
  expect(kept).toEqual({ channel: 'sms', mobile: '+33639985678', phone: '+33353010203' })
  const staff = visitor()
  await signIn(deps, staff)
  expect((await staff.get(STAFF)).text).toContain('06 39 98 56 78')
})

test('the communes where they visit are ticked among those of the territory, kept when the form comes back, and shown', async () => {
  const { deps, visitor } = await aPlace()
  const guest = visitor()
  const page = (await guest.get(PATH).expect(200)).text
  expect(page).toContain('Où allez-vous à domicile ?')
  expect(page).toMatch(/name="communes_visite"[^>]* value="59350">/)
  const visits = { places_visite: '2', communes_visite: ['59350', '75056'] }
  const wrong = await guest.post(PATH, aVolunteer({ ...visits, nom: '' })).expect(422)
  expect(wrong.text).toMatch(/name="communes_visite"[^>]* value="59350" checked>/)
  await guest.post(PATH, aVolunteer(visits)).expect(201)
  const kept = await database.client.availability.findFirstOrThrow({
    select: { homeVisitPlaces: true, homeVisitCommunes: true },
  })
  expect(kept).toEqual({ homeVisitPlaces: 2, homeVisitCommunes: ['59350'] })
  const staff = visitor()
  await signIn(deps, staff)
  expect((await staff.get(STAFF)).text).toContain('2 personnes : Lille')
})

test('one who is not who they say is erased with their practice', async () => {
  const { deps, visitor } = await aPlace()
  await visitor().post(PATH, aVolunteer()).expect(201)
  const staff = visitor()
  await signIn(deps, staff)
  await staff.post(`${STAFF}/${await pendingId()}/ecarter`).expect(303)
  expect(await database.client.doctor.count()).toBe(0)
  expect(await database.client.practice.count()).toBe(0)
})

test('a number of the register gets the same answer, changes nothing there, and the coordinator is told', async () => {
  const { deps, territoryId, visitor } = await aPlace()
  await aDoctor(deps, territoryId, { name: 'Lestoile' })
  const written = { updatedAt: deps.now() }
  await database.client.doctor.updateMany({ data: written })
  await database.client.availability.updateMany({ data: written })
  const select = { rpps: true, lastName: true, phone: true, version: true } as const
  const before = await database.client.doctor.findFirstOrThrow({ select })
  const later = { ...deps, now: () => new Date(deps.now().getTime() + 60_000) }
  const app = anApp(later)
  const known = await app
    .visitor()
    .post(PATH, aVolunteer({ rpps: before.rpps }))
    .expect(201)
  expect(await database.client.doctor.findFirstOrThrow({ select })).toEqual(before)
  const unknown = await app
    .visitor()
    .post(PATH, aVolunteer({ rpps: '99123456789' }))
    .expect(201)
  const without = (text: string) => text.replaceAll(/nonce="[^"]*"/g, '')
  expect(without(known.text)).toBe(without(unknown.text))

  const staff = visitor()
  await signIn(deps, staff)
  const page = (await staff.get(STAFF)).text
  expect(page).toContain('Dr Nour Lestoile</a>, déjà au registre')
})

test('what is missing is said in the page, with what was typed; an old browser without a key still gets through', async () => {
  const { visitor } = await aPlace()
  const wrong = aVolunteer({ rpps: '123', telephone: '', accord_coordination: 'non' })
  const page = await visitor().post(PATH, wrong).expect(422)
  expect(page.text).toContain('Indiquez les 11 chiffres de votre numéro RPPS.')
  expect(page.text).toContain('Indiquez un téléphone')
  expect(page.text).toContain('Cochez le premier accord')
  expect(page.text).toContain('value="Ostrevande"')
  expect(await database.client.doctor.count()).toBe(0)
  const { cle: _none, ...bare } = aVolunteer()
  await visitor().post(PATH, bare).expect(201)
})

test('too many forms from one address are refused, and a position typed by hand is not taken', async () => {
  const { visitor } = await aPlace({ limitFormPerHour: 2 })
  const guest = visitor()
  await guest.post(PATH, aVolunteer({ lon: '2.35', lat: '48.85' })).expect(201)
  const practice = await database.client.practice.findFirstOrThrow({
    select: { lon: true, lat: true },
  })
  expect(practice).toEqual({ lon: 3.06, lat: 50.63 })
  await guest.post(PATH, aVolunteer({ rpps: '99000000002' })).expect(201)
  await guest.post(PATH, aVolunteer({ rpps: '99000000003' })).expect(429)
})

test('who joins stops being a prospect, and the coordinator reads what the directory says of the number', async () => {
  const { deps, territoryId, visitor } = await aPlace()
  await imports(deps, territoryId, aFile(anExtraction([aGp(1), aGp(2)])))
  await visitor().post('/t/grand-lille/medecins/rejoindre', aVolunteer()).expect(201)
  const staff = visitor()
  await signIn(deps, staff)
  expect((await staff.get(STAFF)).text).toContain('Dr Nour Exemple-B, Lille')
  const list = (await staff.get('/coordination/prospects')).text
  expect([list.includes('Exemple-B'), list.includes('Exemple-C')]).toEqual([false, true])
})
