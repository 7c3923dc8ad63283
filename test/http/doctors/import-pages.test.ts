import { randomUUID } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import request from 'supertest'
import { beforeEach, expect, test } from 'vitest'
import { COLUMNS } from '../../../server/doctors/csv-columns.ts'
import { createDoctor, importDoctors } from '../../../server/doctors/service.ts'
import { listEntries } from '../../../server/doctors/store.ts'
import { aDatabase } from '../../support/database.ts'
import {
  A_FORM,
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
const geocoder = aGeocoder()
const deps = someDeps(database, { clock: { at: now }, geocoder })
let territoryId = ''
const app = aRegisterApp(deps, () => aCoordinator(territoryId))

beforeEach(async () => {
  territoryId = await aTerritory(database)
})

test('a file is tried, then confirmed; pressed twice, once; its file is then forgotten', async () => {
  geocoder.knows['12 Rue du Fil-Gris'] = found([3.08, 50.65])
  const row = {
    ...A_FORM,
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
  const press = (cle: string) =>
    request(app).post(`${LIST}/import/confirmer`).type('form').send({ cle, import: id })
  const key = randomUUID()
  const [confirmed, twice] = [await press(key), await press(key)]
  expect([confirmed.status, await database.client.doctor.count()]).toEqual([303, 2])
  expect(twice.headers.location).toBe(confirmed.headers.location)
  expect(await database.client.draft.count()).toBe(0)
  expect((await press(randomUUID())).status).toBe(422)
})

test('a wrong file is told row by row, and nothing of it is kept', async () => {
  const answer = await giveFile(aFile({ ...A_FORM, places: 'beaucoup', accord_carte: 'non' }))
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
  const sheet = aSheet({
    identity: { languages: ['fr', 'ar'] },
    conditions: { homeVisitCommunes: ['59350'], ageMin: 16 },
  })
  await createDoctor(deps, { territoryId, actor: coordinator, key: randomUUID(), sheet }, now)
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
