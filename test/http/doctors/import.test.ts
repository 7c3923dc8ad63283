import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { beforeEach, describe, expect, test } from 'vitest'
import { listCandidates } from '../../../server/doctors/candidates.ts'
import { COLUMNS } from '../../../server/doctors/csv-columns.ts'
import { withdrawDoctor } from '../../../server/doctors/moves.ts'
import { importDoctors } from '../../../server/doctors/service.ts'
import { listEntries, listPractices } from '../../../server/doctors/store.ts'
import { rankDoctors } from '../../../server/ranking/rules.ts'
import { aDatabase } from '../../support/database.ts'
import { aGeocoder, aTerritory, coordinator, found, now, someDeps } from './support.ts'

const database = await aDatabase()
const later = new Date('2026-11-25T10:00:00Z')
let territoryId = ''
let geocoder = aGeocoder()
let deps = someDeps(database, { geocoder })

beforeEach(async () => {
  territoryId = await aTerritory(database)
  geocoder = aGeocoder()
  deps = someDeps(database, { geocoder })
})

type Cells = Partial<Record<(typeof COLUMNS)[number], string>>
const A_ROW: Cells = {
  rpps: '99700000017',
  nom: 'Ostrevande',
  prenom: 'Nour',
  cabinet: 'Cabinet de la Toile-Bise',
  adresse: '4 Rue de la Toile-Bise',
  code_postal: '59000',
  commune: 'Lille',
  lon: '3.0635',
  lat: '50.6365',
  places: '5',
  confirme_le: '2026-11-10',
  accord_coordination: 'oui',
  accord_patients: 'oui',
  accord_carte: 'non',
}

function aFile(...rows: Cells[]): Uint8Array {
  const lines = rows.map((row) => COLUMNS.map((column) => ({ ...A_ROW, ...row })[column] ?? ''))
  return Buffer.from([COLUMNS, ...lines].map((cells) => cells.join(';')).join('\r\n'))
}

const run = (bytes: Uint8Array, { dryRun = false, at = now } = {}) =>
  importDoctors(deps, { territoryId, bytes, dryRun, actor: coordinator }, at)
const entries = () => listEntries(database.client, territoryId)
const SECOND = { rpps: '99700000024', nom: 'Lestoile', cabinet: 'Cabinet du Fil-Gris' }
const WITHOUT_POSITION = { lon: '', lat: '' }

test('a file fills the register whole, and says what it did', async () => {
  const report = await run(aFile({}, { ...SECOND, adresse: '12 Rue du Fil-Gris' }))
  expect(report).toMatchObject({
    rows: 2,
    created: 2,
    updated: 0,
    unchanged: 0,
    problems: [],
    warnings: [],
  })
  expect((await entries()).map(({ identity }) => identity.lastName)).toEqual([
    'Lestoile',
    'Ostrevande',
  ])
})

test('the same file twice changes nothing: no version, no line of change', async () => {
  const file = aFile({}, SECOND)
  await run(file)
  const before = await entries()
  expect(await run(file, { at: later })).toMatchObject({ created: 0, updated: 0, unchanged: 2 })
  expect(await entries()).toEqual(before)
  const updates = await database.client.auditEntry.count({ where: { action: 'update' } })
  expect(updates).toBe(0)
})

test('a changed row changes its doctor and nobody else', async () => {
  await run(aFile({}, SECOND))
  const [before] = await entries()
  expect(await run(aFile({ places: '2' }, SECOND), { at: later })).toMatchObject({
    updated: 1,
    unchanged: 1,
  })
  const [other, changed] = await entries()
  expect(other).toEqual(before)
  expect(changed).toMatchObject({ availabilityVersion: 2, doctorVersion: 1, updatedAt: later })
  expect(changed?.conditions.places).toBe(2)
})

test('one wrong row and nothing of the file is written', async () => {
  const report = await run(aFile({}, { ...SECOND, places: 'beaucoup' }))
  expect(report.problems).toMatchObject([{ row: 3, column: 'places', code: 'count' }])
  expect(await database.client.doctor.count()).toBe(0)
  expect(await database.client.practice.count()).toBe(0)
})

test('a trial says what would be done and writes nothing', async () => {
  expect(await run(aFile({}), { dryRun: true })).toMatchObject({ created: 1 })
  expect(await database.client.doctor.count()).toBe(0)
  expect(await database.client.auditEntry.count()).toBe(0)
})

test('practices without a position are asked of the geocoder once each, by their address alone', async () => {
  geocoder.knows['4 Rue de la Toile-Bise'] = found([3.07, 50.64])
  const file = aFile(WITHOUT_POSITION, { ...WITHOUT_POSITION, rpps: '99700000024' })
  await run(file)
  expect(geocoder.asked).toEqual(['4 Rue de la Toile-Bise'])
  expect(await listPractices(database.client, territoryId)).toMatchObject([
    { position: [3.07, 50.64], located: 'located' },
  ])
  await run(file)
  expect(geocoder.asked).toHaveLength(1)
})

test('a doubtful address is imported, listed to be placed, and on no list of doctors', async () => {
  const report = await run(aFile(WITHOUT_POSITION))
  expect(report).toMatchObject({
    created: 1,
    problems: [],
    warnings: [{ row: 2, column: 'adresse', code: 'to_locate' }],
  })
  expect(report.warnings[0]?.reason).toContain('à localiser')
  expect(await listCandidates(database.client, territoryId, now)).toEqual([])
  expect(await run(aFile(WITHOUT_POSITION))).toMatchObject({ unchanged: 1 })
})

test('a practice that a person placed stays where they put it', async () => {
  await run(aFile({}))
  await database.client.practice.updateMany({ data: { lon: 3.1, lat: 50.7, located: 'by_hand' } })
  expect(await run(aFile({}))).toMatchObject({ unchanged: 1 })
  expect(await listPractices(database.client, territoryId)).toMatchObject([
    { position: [3.1, 50.7] },
  ])
})

test('one practice at two positions is told, on the later row', async () => {
  const { problems } = await run(aFile({}, { rpps: '99700000024', lat: '50.7' }))
  expect(problems).toMatchObject([{ row: 3, column: 'lon', code: 'position' }])
})

test('a doctor who moves takes their only availability with them', async () => {
  await run(aFile({}))
  const [before] = await entries()
  await run(aFile({ cabinet: 'Cabinet du Fil-Gris', adresse: '12 Rue du Fil-Gris' }))
  expect(await entries()).toMatchObject([
    { id: before?.id, practice: { name: 'Cabinet du Fil-Gris' } },
  ])
  expect(await listPractices(database.client, territoryId)).toHaveLength(1)
})

test('a doctor who withdrew is not brought back by a file: their row is told', async () => {
  await run(aFile({}))
  const [entry] = await entries()
  await withdrawDoctor(deps, { id: entry?.id ?? '', territoryId, actor: coordinator }, now)
  const report = await run(aFile({}))
  expect(report).toMatchObject({
    unchanged: 1,
    warnings: [{ row: 2, column: 'rpps', code: 'withdrawn' }],
  })
  expect((await entries())[0]?.withdrawnAt).toEqual(now)
})

test('a doctor who answered since a file was made keeps their word: their row is told, with its number', async () => {
  await run(aFile({}))
  await database.client.availability.updateMany({
    data: { places: 0, confirmedAt: new Date('2026-11-20T09:00:00Z') },
  })
  const report = await run(aFile({}))
  expect(report).toMatchObject({
    updated: 0,
    warnings: [{ row: 2, column: 'confirme_le', code: 'older' }],
  })
  expect((await entries())[0]?.conditions.places).toBe(0)
})

test('two imports of one file at once add each doctor once', async () => {
  const reports = await Promise.all([run(aFile({}, SECOND)), run(aFile({}, SECOND))])
  expect(reports.map(({ created }) => created).sort()).toEqual([0, 2])
  expect(await database.client.doctor.count()).toBe(2)
})

test('the progress of placing is told to whoever waits', async () => {
  const told: string[] = []
  const progress = (done: number, total: number) => told.push(`${done}/${total}`)
  const bytes = aFile(WITHOUT_POSITION)
  await importDoctors(deps, { territoryId, bytes, dryRun: true, actor: coordinator, progress }, now)
  expect(told).toEqual(['1/1'])
})

const DATA = new URL('../../../../shared/data/', import.meta.url)

describe.skipIf(!existsSync(DATA))('files of the shared data (absent: skipped)', () => {
  const shared = (name: string) => readFileSync(new URL(name, DATA))

  test('every wrong cell of the wrong file is told on its row and column, and nothing is imported', async () => {
    const expected: { row: string; column: string }[] = parse(
      shared('medecins-FICTIF-erreurs.attendu.csv'),
      {
        columns: true,
        delimiter: ';',
      },
    )
    const report = await run(shared('medecins-FICTIF-erreurs.csv'))
    const pairs = [...report.problems, ...report.warnings].map(
      ({ row, column }) => `${row} ${column}`,
    )
    expect(pairs).toEqual(expected.map(({ row, column }) => `${row} ${column}`))
    expect(await database.client.doctor.count()).toBe(0)
  })

  test('B21: 300 doctors are imported and ranked from a home, nearest and available first', async () => {
    const file = shared('medecins-FICTIF.csv')
    const report = await run(file)
    expect(report).toMatchObject({ rows: 300, created: 300, problems: [] })
    expect(report.warnings.every(({ code }) => code === 'to_locate')).toBe(true)
    expect(await run(file)).toMatchObject({ created: 0, updated: 0, unchanged: 300 })
    const candidates = await listCandidates(database.client, territoryId, now)
    expect(candidates).toHaveLength(300 - report.warnings.length)
    const household = {
      home: [3.0573, 50.6292] as const,
      homeCommunes: ['59350'],
      members: [{ birthDate: '1948-03-02', canTravel: true, ald: true }],
      wheelchair: false,
      languages: ['fr'],
      refusedBy: [],
    }
    const options = { bandKm: 0, maxKm: 5, solicitedFactor: 3, now }
    const { ranked, excluded } = rankDoctors(household, candidates, options)
    expect(ranked.length).toBeGreaterThan(5)
    expect(ranked.length + excluded.length).toBe(candidates.length)
    const kms = ranked.map(({ km }) => km)
    expect(kms).toEqual([...kms].sort((a, b) => a - b))
  })
})
