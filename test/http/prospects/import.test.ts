import { expect, test } from 'vitest'
import { NoArea } from '../../../server/prospects/import.ts'
import { object } from '../../../server/prospects/service.ts'
import { listProspects } from '../../../server/prospects/store.ts'
import { aDeps, aGeocoder, anAnswer } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor, aTerritory } from '../../support/people.ts'
import { aFolder, aGp, anExtraction, command, imports } from './support.ts'

const database = await aDatabase()
const aFile = aFolder()

function counts({ created, updated, unchanged }: Awaited<ReturnType<typeof imports>>) {
  return [created, updated, unchanged]
}

test('an extraction becomes prospects with their places, and the same file again changes nothing', async () => {
  const geocoder = aGeocoder()
  const deps = aDeps(database, { geocoder })
  const territoryId = await aTerritory(deps)
  const other = { 'Numéro Voie (coord. structure)': '9' }
  const path = aFile(anExtraction([aGp(1), aGp(2), aGp(1, other)]))

  expect(counts(await imports(deps, territoryId, path))).toEqual([2, 0, 0])
  const stored = await listProspects(database.client, territoryId)
  expect(stored.map(({ lastName, places }) => [lastName, places.length])).toEqual([
    ['Exemple-B', 2],
    ['Exemple-C', 1],
  ])
  expect(stored[0]?.places[0]).toMatchObject({ located: 'located', position: [3.06, 50.63] })
  const asked = geocoder.asked.length

  expect(counts(await imports(deps, territoryId, path))).toEqual([0, 0, 2])
  expect(await listProspects(database.client, territoryId)).toEqual(stored)
  expect(geocoder.asked).toHaveLength(asked)
})

test('one address is asked once, whoever practises there; a trial writes nothing', async () => {
  const geocoder = aGeocoder()
  const deps = aDeps(database, { geocoder })
  const territoryId = await aTerritory(deps)
  const path = aFile(anExtraction([aGp(1), aGp(2), aGp(3)]))
  const trial = await imports(deps, territoryId, path, { dryRun: true })
  expect([counts(trial), geocoder.asked]).toEqual([[3, 0, 0], ['4 Rue de la Toile Bise']])
  expect(await listProspects(database.client, territoryId)).toEqual([])
})

test('an address in doubt waits for a person, is told, and is asked again by the next import', async () => {
  const doubtful = anAnswer({ status: 'to_locate', doubts: ['street_uncertain'] })
  const deps = aDeps(database, { geocoder: aGeocoder(doubtful) })
  const territoryId = await aTerritory(deps)
  const path = aFile(anExtraction([aGp(1)]))
  const { remarks } = await imports(deps, territoryId, path)
  expect(remarks).toMatchObject([{ row: 2, code: 'to_locate' }])
  const again = await imports(aDeps(database), territoryId, path)
  expect([counts(again), again.remarks]).toEqual([[0, 1, 0], []])
})

test('what the directory changed is changed; who is no longer in it is counted and kept', async () => {
  const deps = aDeps(database)
  const territoryId = await aTerritory(deps)
  await imports(deps, territoryId, aFile(anExtraction([aGp(1), aGp(2)])))
  const moved = { 'Numéro Voie (coord. structure)': '12', 'Téléphone (coord. structure)': '' }
  const report = await imports(deps, territoryId, aFile(anExtraction([aGp(1, moved)])))
  expect([counts(report), report.gone]).toEqual([[0, 1, 0], 1])
  const [first, second] = await listProspects(database.client, territoryId)
  expect(first?.places).toMatchObject([{ address: '12 Rue de la Toile Bise', phone: null }])
  expect(second?.places).toHaveLength(1)
})

test('who is in the register is not a prospect; who objected stays out for ever', async () => {
  const deps = aDeps(database)
  const territoryId = await aTerritory(deps)
  await aDoctor(deps, territoryId)
  const registered = await database.client.doctor.findFirstOrThrow({ select: { rpps: true } })
  const known = aGp(1, { 'Identifiant PP': registered.rpps })
  const path = aFile(anExtraction([known, aGp(502), aGp(503)]))
  const first = await imports(deps, territoryId, path)
  expect(first.remarks).toMatchObject([{ row: 2, code: 'registered' }])
  const [objector] = await listProspects(database.client, territoryId)
  if (!objector) throw new Error('nobody was imported')
  await object(deps, { id: objector.id, territoryId, actor: command }, deps.now())

  const again = await imports(deps, territoryId, path)
  expect([counts(again), again.gone]).toEqual([[0, 0, 1], 0])
  expect(again.remarks.map(({ row, code }) => [row, code])).toEqual([
    [2, 'registered'],
    [3, 'objected'],
  ])
  const left = await database.client.prospect.findUniqueOrThrow({
    where: { id: objector.id },
    select: { rpps: true, lastName: true, firstName: true, status: true, places: true },
  })
  expect(left).toEqual({
    rpps: objector.rpps,
    lastName: '',
    firstName: '',
    status: 'objected',
    places: [],
  })
})

test('a refused file writes nothing, whatever its right rows; a territory without communes either', async () => {
  const deps = aDeps(database)
  const territoryId = await aTerritory(deps)
  const cut = anExtraction([aGp(1), aGp(2)]).slice(0, -200)
  const { refusals } = await imports(deps, territoryId, aFile(cut))
  expect(refusals).toMatchObject([{ row: 3, code: 'truncated' }])
  expect(await listProspects(database.client, territoryId)).toEqual([])
  await database.client.territoryPart.deleteMany()
  await expect(imports(deps, territoryId, aFile(cut))).rejects.toThrow(NoArea)
})

test('imports at the same time write each doctor once', async () => {
  const deps = aDeps(database)
  const territoryId = await aTerritory(deps)
  const path = aFile(anExtraction([aGp(1), aGp(2), aGp(3)]))
  const reports = await Promise.all([1, 2, 3].map(() => imports(deps, territoryId, path)))
  expect(reports.reduce((sum, { created }) => sum + created, 0)).toBe(3)
  expect(await database.client.prospect.count()).toBe(3)
  expect(await database.client.prospectPlace.count()).toBe(3)
})

test('each import is in the audit, with counts and nothing of a person', async () => {
  const deps = aDeps(database)
  const territoryId = await aTerritory(deps)
  await imports(deps, territoryId, aFile(anExtraction([aGp(1)])))
  const line = await database.client.auditEntry.findFirstOrThrow({
    where: { subjectKind: 'prospects' },
    select: { action: true, actorKind: true, facts: true },
  })
  expect(line).toEqual({
    action: 'import',
    actorKind: 'system',
    facts: { created: 1, updated: 0, unchanged: 0, gone: 0, rows: 1 },
  })
})
