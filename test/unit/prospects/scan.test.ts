import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { areaOf } from '../../../server/prospects/area.ts'
import { eachLine } from '../../../server/prospects/rpps-lines.ts'
import { scanRpps } from '../../../server/prospects/rpps-scan.ts'
import { fromCapitals } from '../../../server/prospects/rules.ts'
import type { TerritoryPart } from '../../../server/territory/rules.ts'
import { anExtraction, aRow, type Cells, COLUMNS, HEADER } from './extraction.ts'

const folder = mkdtempSync(join(tmpdir(), 'tu-scan-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let files = 0
function aFile(content: string | Uint8Array): string {
  files += 1
  const path = join(folder, `${files}.txt`)
  writeFileSync(path, content)
  return path
}

function aPart(code: string, part: Partial<TerritoryPart> = {}): TerritoryPart {
  return { role: 'base', code, associatedCodes: [], geometry: null, ...part }
}

const LILLE = areaOf([aPart('59350')])

function scan(content: string | Uint8Array, area = LILLE) {
  return scanRpps(aFile(content), area)
}

async function remarksOf(...rows: Cells[]) {
  const { doctors, remarks } = await scan(anExtraction(rows.map((cells) => aRow(cells))))
  return { kept: doctors.length, remarks: remarks.map(({ row, code }) => [row, code]) }
}

describe('who is kept', () => {
  test('a GP in private practice in the territory, written as people write', async () => {
    const { doctors, remarks, rows } = await scan(anExtraction([aRow()]))
    expect(rows).toBe(1)
    expect(remarks).toEqual([])
    expect(doctors).toEqual([
      {
        row: 2,
        rpps: '99000000017',
        lastName: 'Ostrevande',
        firstName: 'Nour',
        places: [
          {
            row: 2,
            name: 'Cabinet de la Toile-Bise',
            address: '4 Rue de la Toile Bise',
            postalCode: '59000',
            commune: 'Lille',
            inseeCode: '59350',
            phone: '+33353010101',
            email: null,
          },
        ],
      },
    ])
  })

  test('other professions and other communes are passed over in silence, other skills counted', async () => {
    const elsewhere = { 'Code commune (coord. structure)': '59009' }
    const rows = [{ 'Code profession': '60' }, elsewhere, { 'Code savoir-faire': 'SM05' }]
    const { doctors, remarks, otherSkills } = await scan(
      anExtraction(rows.map((cells) => aRow(cells))),
    )
    expect([doctors, remarks]).toEqual([[], []])
    expect([...otherSkills]).toEqual([['SM05', 1]])
  })

  test('each row left out says why, by its number', async () => {
    expect(
      await remarksOf(
        { 'Code mode exercice': 'S' },
        { 'Code mode exercice': '' },
        { 'Identifiant PP': '9900000001' },
        { 'Identifiant PP': 'x' },
        { "Nom d'exercice": '' },
        { 'Code catégorie professionnelle': 'E' },
        { 'Code commune (coord. structure)': '' },
      ),
    ).toEqual({
      kept: 0,
      remarks: [
        [2, 'salaried'],
        [3, 'mode'],
        [4, 'rpps'],
        [5, 'rpps'],
        [6, 'missing'],
        [7, 'student'],
        [8, 'commune_missing'],
      ],
    })
  })

  test('a doctor listed twice is one, with each of their places', async () => {
    const other = { 'Numéro Voie (coord. structure)': '9' }
    const { doctors, remarks } = await scan(
      anExtraction([aRow(), aRow(other), aRow(), aRow({ 'Code mode exercice': 'S' })]),
    )
    expect(doctors.map(({ places }) => places.map(({ address }) => address))).toEqual([
      ['4 Rue de la Toile Bise', '9 Rue de la Toile Bise'],
    ])
    expect(remarks.map(({ row, code }) => [row, code])).toEqual([
      [3, 'other_place'],
      [4, 'duplicate'],
      [5, 'salaried'],
    ])
  })

  test('a phone or a mail that cannot be one is set aside, the doctor stays', async () => {
    const cells = {
      'Téléphone (coord. structure)': '03 53',
      'Adresse e-mail (coord. structure)': 'a@b@c',
    }
    expect(await remarksOf(cells)).toEqual({
      kept: 1,
      remarks: [
        [2, 'phone'],
        [2, 'email'],
      ],
    })
  })
})

describe('which communes', () => {
  test('an associated commune counts with its whole, and a whole where one of its parts is listed', async () => {
    const lomme = anExtraction([aRow({ 'Code commune (coord. structure)': '59355' })])
    expect((await scan(lomme)).doctors[0]?.places[0]).toMatchObject({
      commune: 'Lomme',
      inseeCode: '59350',
    })
    const onlyLomme = areaOf([aPart('59355')])
    expect((await scan(anExtraction([aRow()]), onlyLomme)).doctors).toHaveLength(1)
  })

  test('a commune partly in the territory counts', async () => {
    const added = areaOf([aPart('59009'), aPart('59350', { role: 'add' })])
    expect((await scan(anExtraction([aRow()]), added)).doctors).toHaveLength(1)
  })
})

describe('the shape of the file', () => {
  test('columns are read by their names: another order, the 52 of 2021, a closing bar, CRLF', async () => {
    const shuffled = [...COLUMNS].reverse()
    const old = COLUMNS.slice(0, 52)
    const files = [
      `${shuffled.join('|')}\n${aRow({}, shuffled)}\n`,
      `${old.join('|')}\n${aRow({}, old)}\n`,
      anExtraction([aRow()], { end: '|' }),
      `${HEADER}\n${aRow()}|\n`,
      anExtraction([aRow()]).replaceAll('\n', '\r\n'),
      `\uFEFF${anExtraction([aRow()])}`,
      anExtraction([aRow()]).slice(0, -1),
    ]
    for (const file of files) {
      const { doctors, refusals, remarks } = await scan(file)
      expect([refusals, remarks, doctors.length]).toEqual([[], [], 1])
    }
  })

  test('a file that is not whole, or not this one, is refused', async () => {
    const whole = anExtraction([aRow(), aRow()])
    const latin1 = Buffer.from(whole, 'latin1')
    const missing = COLUMNS.filter((name) => name !== 'Code savoir-faire')
    const cases: [string | Uint8Array, [number, string]][] = [
      ['', [1, 'empty']],
      [`${HEADER}\n`, [1, 'empty']],
      [latin1, [1, 'encoding']],
      [Buffer.from(whole, 'utf16le'), [1, 'encoding']],
      [whole.replaceAll('|', ';'), [1, 'separator']],
      [`${missing.join('|')}\n${aRow({}, missing)}\n`, [1, 'column_missing']],
      [whole.slice(0, -120), [3, 'truncated']],
    ]
    for (const [content, expected] of cases) {
      const { refusals, doctors } = await scan(content)
      expect([refusals[0]?.row, refusals[0]?.code, doctors.length]).toEqual([...expected, 0])
    }
  })

  test('a broken row is told and passed over; a thousand of them refuse the file', async () => {
    const broken = 'a|b|c'
    const some = await scan(anExtraction([broken, aRow()]))
    expect([some.remarks.map(({ row, code }) => [row, code]), some.doctors.length]).toEqual([
      [[2, 'fields']],
      1,
    ])
    const many = await scan(anExtraction([...Array<string>(1001).fill(broken), aRow()]))
    expect([many.refusals.map(({ code }) => code), many.doctors.length]).toEqual([['broken'], 0])
  })

  test('a row in another encoding is left out by its number', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${HEADER}\n`),
      Buffer.from(`${aRow({ "Nom d'exercice": 'LEFÈVRE' })}\n`, 'latin1'),
      Buffer.from(`${aRow()}\n`),
    ])
    const { doctors, remarks } = await scan(bytes)
    expect([doctors.map(({ row }) => row), remarks.map(({ code }) => code)]).toEqual([
      [3],
      ['encoding'],
    ])
  })

  test('lines are the same wherever blocks end', async () => {
    const lines = Array.from({ length: 5000 }, (_, i) => `${i}|${'é'.repeat(i % 700)}`)
    const got: string[] = []
    await eachLine(aFile(`${lines.join('\n')}\n`), ({ block, start, end }) => {
      got.push(Buffer.from(block.subarray(start, end)).toString())
    })
    expect(got).toEqual(lines)
  })
})

test('capitals become words, and what already has small letters stays', () => {
  expect(fromCapitals('LE-GOFF')).toBe('Le-Goff')
  expect(fromCapitals("RUE DE L'ÉGLISE  DU BOURG")).toBe("Rue de L'Église du Bourg")
  expect(fromCapitals('McAllister')).toBe('McAllister')
  expect(fromCapitals('')).toBe('')
})

const FICTION = fileURLToPath(
  new URL('../../../../shared/data/ps-libreacces-personne-activite-FICTIF.txt', import.meta.url),
)

test.skipIf(!existsSync(FICTION))(
  'the fictitious extraction gives its traps (skipped without ../shared/data)',
  async () => {
    const { rows, doctors, remarks, otherSkills, refusals } = await scanRpps(FICTION, LILLE)
    expect([rows, refusals]).toEqual([139, []])
    expect([...otherSkills]).toEqual([['SM05', 4]])
    expect(remarks.map(({ row, code }) => [row, code])).toEqual([
      [56, 'salaried'],
      [67, 'salaried'],
      [78, 'salaried'],
    ])
    expect(doctors).toHaveLength(22)
  },
)
