import { beforeEach, describe, expect, test } from 'vitest'
import { insertOutcome } from '../../../server/shortlists/store.ts'
import { aDeps, NOW } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aDoctor, aTerritory } from '../../support/people.ts'
import { day, filesOf } from './files.ts'
import { aMember, aStoredRequest, exportsAudited } from './support.ts'

const database = await aDatabase()
const deps = aDeps(database)
const FILES = ['demandes', 'suites', 'indicateurs']
let territoryId = ''

beforeEach(async () => {
  territoryId = await aTerritory(deps)
})

const { download, lines } = filesOf(deps, () => territoryId)

describe('B9: what was said, one line for each time', () => {
  test('with its date, who said it and of which doctor', async () => {
    const availabilityId = await aDoctor(deps, territoryId, { name: 'Belkassari' })
    const { id: requestId, reference } = await aStoredRequest(deps, territoryId, {
      registeredAt: day('2026-09-01'),
    })
    const said = { territoryId, requestId }
    await insertOutcome(database.client, {
      ...said,
      availabilityId,
      kind: 'refused',
      at: new Date('2026-09-30T22:30:00Z'),
      toldBy: 'patient',
    })
    await insertOutcome(database.client, {
      ...said,
      availabilityId: null,
      kind: 'declared',
      at: day('2026-10-20'),
      toldBy: 'staff',
    })
    expect(await lines('suites')).toEqual([
      {
        reference,
        date: '2026-10-01',
        suite: 'le médecin a refusé',
        dit_par: 'le foyer',
        medecin: 'Dr Nour Belkassari',
        cabinet: 'Cabinet Belkassari',
      },
      {
        reference,
        date: '2026-10-20',
        suite: 'médecin traitant déclaré',
        dit_par: 'l’équipe',
        medecin: '',
        cabinet: '',
      },
    ])
  })
})

test('B11: the indicators, one line for each month since the first request', async () => {
  await aStoredRequest(deps, territoryId, {
    registeredAt: day('2025-12-20'),
    orientedAt: day('2026-01-05'),
    declaredAt: [day('2026-11-02')],
  })
  const months = await lines('indicateurs')
  expect(months.map(({ mois }) => mois)).toEqual([
    '2025-12',
    ...['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11'].map((m) => `2026-${m}`),
  ])
  expect(months[0]).toMatchObject({ demandes_recues: '1', demandes_recues_personnes: '1' })
  expect(months[1]).toMatchObject({
    demandes_recues: '0',
    foyers_orientes: '1',
    personnes_orientees: '1',
  })
  expect(months[11]).toMatchObject({ foyers_declares: '1', personnes_declarees: '1' })
})

describe('every file', () => {
  test('has its header alone when there is nothing to say, for French spreadsheets', async () => {
    for (const file of FILES) {
      const { text, headers } = await download(file).expect(200)
      expect(headers['content-type']).toBe('text/csv; charset=utf-8')
      expect(headers['content-disposition']).toBe(`attachment; filename=${file}.csv`)
      expect(text).toMatch(/^\uFEFF[\p{L}_' ]+(;[\p{L}_' ]+)+\r\n$/u)
    }
  })

  test('is in the audit with its number of lines, and nothing about anybody', async () => {
    await aStoredRequest(
      deps,
      territoryId,
      { registeredAt: day('2026-11-12') },
      { members: [aMember, { ...aMember, firstName: 'Émile' }] },
    )
    for (const file of FILES) await download(file).expect(200)
    expect(await exportsAudited(database)).toEqual(
      [
        ['demandes', 2],
        ['suites', 0],
        ['indicateurs', 1],
      ].map(([file, rows]) => ({
        territoryId,
        actorId: expect.any(String),
        subjectKind: 'export',
        subjectId: file,
        facts: { rows },
      })),
    )
  })

  test('says nothing of another territory', async () => {
    const elsewhere = await aTerritory(deps, { slug: 'ailleurs' })
    const { id: requestId } = await aStoredRequest(deps, elsewhere, {
      registeredAt: day('2026-11-12'),
    })
    await insertOutcome(database.client, {
      territoryId: elsewhere,
      requestId,
      availabilityId: null,
      kind: 'found',
      at: NOW,
      toldBy: 'patient',
    })
    for (const file of FILES) expect(await lines(file)).toEqual([])
  })

  test('is for those who coordinate: the auditor and the others get nothing, and no line is written', async () => {
    for (const role of ['auditor', 'referrer', 'cpam', 'partner', 'volunteer'] as const)
      for (const file of FILES) await download(file, role).expect(403)
    expect(await exportsAudited(database)).toEqual([])
    for (const role of ['delegate', 'administrator'] as const)
      await download('demandes', role).expect(200)
  })
})
