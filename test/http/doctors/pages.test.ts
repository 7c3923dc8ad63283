import { randomUUID } from 'node:crypto'
import request from 'supertest'
import { beforeEach, expect, test } from 'vitest'
import { versionOf } from '../../../server/doctors/rules.ts'
import { createDoctor } from '../../../server/doctors/service.ts'
import { findEntry } from '../../../server/doctors/store.ts'
import type { Staff } from '../../../server/http/access.ts'
import { aDatabase } from '../../support/database.ts'
import {
  A_FORM,
  aCoordinator,
  aGeocoder,
  aRegisterApp,
  aSheet,
  aTerritory,
  coordinator,
  now,
  someDeps,
} from './support.ts'

const database = await aDatabase()
const LIST = '/coordination/medecins'
const clock = { at: now }
let territoryId = ''
let geocoder = aGeocoder()
let deps = someDeps(database, { clock, geocoder })
let who: Staff | null = null
let app = aRegisterApp(deps, () => who)

beforeEach(async () => {
  clock.at = now
  territoryId = await aTerritory(database)
  geocoder = aGeocoder()
  deps = someDeps(database, { clock, geocoder })
  who = aCoordinator(territoryId)
  app = aRegisterApp(deps, () => who)
})

const post = (path: string, fields: Record<string, string>) =>
  request(app).post(path).type('form').send(fields)
const added = async (parts: Parameters<typeof aSheet>[0] = {}) => {
  const sheet = aSheet(parts)
  const saved = await createDoctor(
    deps,
    { territoryId, actor: coordinator, key: randomUUID(), sheet },
    now,
  )
  if (!('id' in saved)) throw new Error('not added')
  return saved.id
}
const entryOf = (id: string) => findEntry(database.client, { id, territoryId })
const versionNow = async (id: string) => {
  const entry = await entryOf(id)
  return String(entry ? versionOf(entry) : 0)
}

test('B1: a doctor is added by a form, and the list shows them with their places and freshness', async () => {
  const sent = await post(`${LIST}/nouveau`, { ...A_FORM, cle: randomUUID() })
  expect(sent.status).toBe(303)
  const list = await request(app).get(sent.headers.location ?? '')
  expect(list.text).toContain('Dr Nour Ostrevande : la fiche est enregistrée.')
  expect(list.text).toContain('Peut accueillir')
  expect(list.text).toContain('5 sur 5')
  expect(list.text).toContain('il y a 12 jours')
})

test('a form pressed twice adds one doctor', async () => {
  const form = { ...A_FORM, cle: randomUUID() }
  const [first, second] = [await post(`${LIST}/nouveau`, form), await post(`${LIST}/nouveau`, form)]
  expect(second.headers.location).toBe(first.headers.location)
  expect(await database.client.doctor.count()).toBe(1)
})

test.each([
  ['nom', '', 'Indiquez le nom du médecin.'],
  ['rpps', '123', 'Indiquez les 11 chiffres du numéro RPPS.'],
  ['code_postal', '75013', 'Code postal qui n’est pas celui de la commune.'],
  ['places', '-3', 'Indiquez un nombre entier de personnes, 0 ou plus.'],
  ['places_visite', '9', 'Plus que « places »'],
  ['age_min', '200', 'Âge en années attendu'],
  ['courriel', 'a@example.org,b@example.org', 'Indiquez une seule adresse mail'],
  ['confirme_le', '2031-05-01', 'Indiquez une date passée'],
  ['langues', 'patois', 'Code de langue inconnu (patois)'],
])(
  'a wrong %s gives the same page, what was typed and how to mend it',
  async (field, value, words) => {
    const answer = await post(`${LIST}/nouveau`, { ...A_FORM, [field]: value, cle: randomUUID() })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(words)
    expect(answer.text).toContain('value="Cabinet de la Toile-Bise"')
    expect(answer.text).toContain('<title>Erreur')
    expect(await database.client.doctor.count()).toBe(0)
  },
)

test('an RPPS number that is there already is told on its field', async () => {
  await added()
  const answer = await post(`${LIST}/nouveau`, { ...A_FORM, nom: 'Autre', cle: randomUUID() })
  expect(answer.status).toBe(422)
  expect(answer.text).toContain('Ce numéro est déjà celui du Dr Nour Ostrevande.')
})

test('a sheet is read, corrected and saved again; both are in the audit', async () => {
  const id = await added()
  const page = await request(app).get(`${LIST}/${id}`)
  expect(page.text).toContain('value="99700000017"')
  expect(page.text).toContain('depuis le 22 novembre 2026')
  const form = { ...A_FORM, places: '3', cle: randomUUID(), version: await versionNow(id) }
  expect((await post(`${LIST}/${id}`, form)).status).toBe(303)
  expect((await entryOf(id))?.conditions.places).toBe(3)
  const actions = await database.client.auditEntry.findMany({
    where: { subjectKind: 'doctor' },
    orderBy: { sequence: 'asc' },
    select: { action: true },
  })
  expect(actions.map(({ action }) => action)).toEqual(['create', 'read', 'update'])
})

test('a correction made on an old page is refused, with who changed it and when', async () => {
  const id = await added()
  const version = await versionNow(id)
  await post(`${LIST}/${id}/confirmer`, { cle: randomUUID(), version })
  const late = await post(`${LIST}/${id}`, { ...A_FORM, places: '9', cle: randomUUID(), version })
  expect(late.status).toBe(409)
  expect(late.text).toContain('Maud Vérilande a modifié cette fiche le 22 novembre, 9 h.')
  expect((await entryOf(id))?.conditions.places).toBe(5)
})

test('confirmed today, paused, resumed, withdrawn and back: one press each', async () => {
  const id = await added()
  clock.at = new Date('2026-12-02T09:00:00Z')
  const press = async (name: string, fields: Record<string, string> = {}) =>
    post(`${LIST}/${id}/${name}`, { cle: randomUUID(), version: await versionNow(id), ...fields })
  expect((await press('confirmer')).headers.location).toContain('fait=confirme')
  expect((await entryOf(id))?.confirmedAt).toEqual(clock.at)
  expect((await press('pause', { pause_jusqu_au: '31/01/2027' })).headers.location).toContain(
    'fait=pause',
  )
  expect((await request(app).get(`${LIST}/${id}`)).text).toContain(
    'En pause jusqu’au 31 janvier 2027',
  )
  expect((await press('pause', { pause_jusqu_au: '' })).headers.location).toContain('fait=reprise')
  await press('retrait')
  expect((await request(app).get(LIST)).text).not.toContain('Ostrevande')
  expect((await request(app).get(`${LIST}/${id}`)).text).toContain('Retiré le 2 décembre 2026')
  await press('retour')
  expect((await request(app).get(LIST)).text).toContain('manque : foyers, carte publique')
})

test('a pause in the past is refused on its field', async () => {
  const id = await added()
  const answer = await post(`${LIST}/${id}/pause`, {
    cle: randomUUID(),
    pause_jusqu_au: '2026-01-31',
  })
  expect(answer.status).toBe(422)
  expect(answer.text).toContain('Indiquez un jour à venir')
  expect(answer.text).toContain('value="2026-01-31"')
})

test('the list is searched without accents, by freshness and by commune; doubtful addresses come first', async () => {
  await added()
  await added({
    identity: { rpps: '99700000024', lastName: 'Lestoilé' },
    confirmedOn: '2025-11-01',
  })
  await added({
    identity: { rpps: '99700000031', lastName: 'Zuidrêve' },
    position: null,
    practice: {
      name: 'Cabinet perdu',
      commune: 'Lambersart',
      inseeCode: '59328',
      postalCode: '59130',
    },
  })
  const names = async (query: string) => {
    const { text } = await request(app).get(`${LIST}?${query}`)
    return [...text.matchAll(/Dr Nour (\S+?)</g)].map(([, name]) => name)
  }
  expect(await names('')).toEqual(['Zuidrêve', 'Lestoilé', 'Ostrevande'])
  expect(await names('q=LESTOILE')).toEqual(['Lestoilé'])
  expect(await names('q=cabinet+perdu')).toEqual(['Zuidrêve'])
  expect(await names('etat=expired')).toEqual(['Lestoilé'])
  expect(await names('commune=59328')).toEqual(['Zuidrêve'])
  expect((await request(app).get(LIST)).text).toContain('1 cabinet reste à placer')
})

test('an auditor reads the register and writes nothing; nobody else comes in; other territories stay apart', async () => {
  const id = await added()
  who = aCoordinator(territoryId, { role: 'auditor' })
  expect((await request(app).get(`${LIST}/${id}`)).status).toBe(200)
  expect((await post(`${LIST}/${id}/retrait`, { cle: randomUUID() })).status).toBe(403)
  who = aCoordinator(await aTerritory(database, 'lys'))
  expect((await request(app).get(`${LIST}/${id}`)).status).toBe(404)
  expect((await request(app).get(LIST)).text).not.toContain('Ostrevande')
  expect((await request(app).get(`${LIST}/pas-un-identifiant`)).status).toBe(404)
  who = null
  expect((await request(app).get(LIST)).headers.location).toContain('/connexion')
})
