import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import request from 'supertest'
import { beforeEach, expect, test } from 'vitest'
import { COLUMNS } from '../../../server/doctors/csv-columns.ts'
import { versionOf } from '../../../server/doctors/rules.ts'
import { createDoctor, importDoctors } from '../../../server/doctors/service.ts'
import { findEntry, listEntries } from '../../../server/doctors/store.ts'
import type { Staff } from '../../../server/http/access.ts'
import { aDatabase } from '../../support/database.ts'
import {
  aCoordinator,
  aGeocoder,
  aRegisterApp,
  aSheet,
  aTerritory,
  coordinator,
  found,
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

const FORM = {
  rpps: '99700000017',
  nom: 'Ostrevande',
  prenom: 'Nour',
  cabinet: 'Cabinet de la Toile-Bise',
  adresse: '4 Rue de la Toile-Bise',
  code_postal: '59000',
  commune: 'Lille',
  lon: '3,0635',
  lat: '50,6365',
  telephone: '03 53 01 01 01',
  places: '5',
  plain_pied: 'oui',
  langues: 'fr, ar',
  confirme_le: '2026-11-10',
  accord_coordination: 'oui',
  accord_patients: 'oui',
}
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
  const sent = await post(`${LIST}/nouveau`, { ...FORM, cle: randomUUID() })
  expect(sent.status).toBe(303)
  const list = await request(app).get(sent.headers.location ?? '')
  expect(list.text).toContain('Dr Nour Ostrevande : la fiche est enregistrée.')
  expect(list.text).toContain('Peut accueillir')
  expect(list.text).toContain('5 sur 5')
  expect(list.text).toContain('il y a 12 jours')
})

test('a form pressed twice adds one doctor', async () => {
  const form = { ...FORM, cle: randomUUID() }
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
    const answer = await post(`${LIST}/nouveau`, { ...FORM, [field]: value, cle: randomUUID() })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(words)
    expect(answer.text).toContain('value="Cabinet de la Toile-Bise"')
    expect(answer.text).toContain('<title>Erreur')
    expect(await database.client.doctor.count()).toBe(0)
  },
)

test('an RPPS number that is there already is told on its field', async () => {
  await added()
  const answer = await post(`${LIST}/nouveau`, { ...FORM, nom: 'Autre', cle: randomUUID() })
  expect(answer.status).toBe(422)
  expect(answer.text).toContain('Ce numéro est déjà celui du Dr Nour Ostrevande.')
})

test('a sheet is read, corrected and saved again; both are in the audit', async () => {
  const id = await added()
  const page = await request(app).get(`${LIST}/${id}`)
  expect(page.text).toContain('value="99700000017"')
  expect(page.text).toContain('depuis le 22 novembre 2026')
  const form = { ...FORM, places: '3', cle: randomUUID(), version: await versionNow(id) }
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
  const late = await post(`${LIST}/${id}`, { ...FORM, places: '9', cle: randomUUID(), version })
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

test('a file is tried, then confirmed; pressed twice, once; its file is then forgotten', async () => {
  geocoder.knows['12 Rue du Fil-Gris'] = found([3.08, 50.65])
  const row = {
    ...FORM,
    lon: '',
    lat: '',
    places_ald: '0',
    places_visite: '0',
    accord_carte: 'non',
  }
  const tried = await giveFile(
    aFile({ ...row, adresse: '12 Rue du Fil-Gris' }, { ...row, rpps: '99700000024' }),
  )
  expect(tried.status).toBe(200)
  expect(tried.text).toContain('<strong>2</strong> à ajouter')
  expect(tried.text).toContain('ligne 3, Cabinet de la Toile-Bise : l’adresse n’a pas été trouvée')
  expect(await database.client.doctor.count()).toBe(0)
  const [, id = ''] = /name="import" value="([^"]+)"/.exec(tried.text) ?? []
  const kept = await database.client.draft.findFirstOrThrow()
  expect(kept.valuesSealed).not.toContain('Ostrevande')
  const press = (cle: string) => post(`${LIST}/import/confirmer`, { cle, import: id })
  const key = randomUUID()
  const [confirmed, twice] = [await press(key), await press(key)]
  expect([confirmed.status, await database.client.doctor.count()]).toEqual([303, 2])
  expect(twice.headers.location).toBe(confirmed.headers.location)
  expect(await database.client.draft.count()).toBe(0)
  expect((await press(randomUUID())).status).toBe(422)
})

test('a wrong file is told row by row, and nothing of it is kept', async () => {
  const answer = await giveFile(aFile({ ...FORM, places: 'beaucoup', accord_carte: 'non' }))
  expect(answer.status).toBe(422)
  expect(answer.text).toContain('Rien n’a été enregistré.')
  expect(answer.text).toContain('<code>places</code>')
  expect(await database.client.draft.count()).toBe(0)
})

test('no file, or one beyond 5 MB, is told on the same page', async () => {
  const none = await request(app).post(`${LIST}/import`).field('cle', randomUUID())
  expect([none.status, none.text.includes('Choisissez un fichier CSV')]).toEqual([422, true])
  const large = await giveFile('x'.repeat(5 * 1024 * 1024 + 1))
  expect([large.status, large.text.includes('dépasse 5 Mo')]).toEqual([413, true])
})

test('the exported register is read back by the import, and changes nothing', async () => {
  await added({
    identity: { languages: ['fr', 'ar'] },
    conditions: { homeVisitCommunes: ['59350'], ageMin: 16 },
  })
  const file = await request(app).get('/coordination/exports/medecins.csv')
  expect(file.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(file.headers['content-disposition']).toBe('attachment; filename=medecins-2026-11-22.csv')
  const [header, row] = parse(file.text, { delimiter: ';', bom: true })
  expect(header).toEqual([...COLUMNS])
  expect(row).toContain('03 53 01 01 01')
  const before = await listEntries(database.client, territoryId)
  const again = { territoryId, bytes: Buffer.from(file.text), dryRun: false, actor: coordinator }
  expect(await importDoctors(deps, again, now)).toMatchObject({ unchanged: 1, problems: [] })
  expect(await listEntries(database.client, territoryId)).toEqual(before)
  expect(await database.client.auditEntry.count({ where: { action: 'export' } })).toBe(1)
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

function aFile(...rows: Partial<Record<string, string>>[]): string {
  const lines = rows.map((row) => COLUMNS.map((column) => row[column] ?? ''))
  return [COLUMNS, ...lines].map((cells) => cells.join(';')).join('\r\n')
}

function giveFile(text: string) {
  return request(app)
    .post(`${LIST}/import`)
    .field('cle', randomUUID())
    .attach('fichier', Buffer.from(text), 'médecins.csv')
}
