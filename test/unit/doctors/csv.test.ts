import { describe, expect, test } from 'vitest'
import type { Column } from '../../../server/doctors/csv-columns.ts'
import { COLUMNS } from '../../../server/doctors/csv-columns.ts'
import { problemsReport } from '../../../server/doctors/csv-report.ts'
import { fileOf, line, placesOf, readFile } from './csv-file.ts'

const BOM = '\uFEFF'
const sheetWith = (cells: Partial<Record<Column, string>>) => {
  const { rows, problems } = readFile(fileOf(line(cells)))
  expect(problems).toEqual([])
  return rows[0]?.sheet
}

test('B1: a right row is a doctor, at a practice, with their availability and agreements', () => {
  const cells = { places_visite: '2', communes_visite: '59350,59355', age_min: '16', age_max: '75' }
  expect(sheetWith(cells)).toEqual({
    identity: {
      rpps: '99100000001',
      lastName: 'BELKASSARI',
      firstName: 'Nour',
      phone: '+33353011234',
      email: 'nour.belkassari@example.org',
      languages: ['fr'],
    },
    practice: {
      name: 'Cabinet des Essais',
      address: '3 rue des Essais',
      postalCode: '59000',
      commune: 'Lille',
      inseeCode: '59350',
    },
    position: [3.06, 50.63],
    conditions: {
      places: 4,
      aldPlaces: 1,
      homeVisitPlaces: 2,
      homeVisitCommunes: ['59350', '59355'],
      ageMin: 16,
      ageMax: 75,
      stepFree: true,
      booking: 'Par téléphone',
    },
    confirmedOn: '2026-11-10',
    agreements: { coordination: true, patients: true, map: false },
  })
})

describe('what is unusual but right is accepted', () => {
  test.each<[string, Partial<Record<Column, string>>, object]>([
    ['spaces around', { nom: '  BELKASSARI ', places: ' 4 ' }, { conditions: { places: 4 } }],
    ['+33', { telephone: '+33 6 39 98 12 34' }, { identity: { phone: '+33639981234' } }],
    [
      'capitals in an address',
      { courriel: ' NOUR@EXAMPLE.ORG ' },
      { identity: { email: 'nour@example.org' } },
    ],
    ['a commune in capitals', { commune: 'LILLE CEDEX' }, { practice: { commune: 'Lille' } }],
    [
      'an associated commune',
      { commune: 'Lomme', code_postal: '59160' },
      { practice: { commune: 'Lomme', inseeCode: '59350' } },
    ],
    [
      'a postal code without its zero',
      { commune: 'Bourg-en-Bresse', code_postal: '1000' },
      { practice: { postalCode: '01000' } },
    ],
    ['no position', { lon: '', lat: '' }, { position: null }],
    ['a position without address', { adresse: '' }, { position: [3.06, 50.63] }],
    ['a decimal comma', { lon: '3,06', lat: '50,63' }, { position: [3.06, 50.63] }],
    ['no language', { langues: '' }, { identity: { languages: ['fr'] } }],
    ['languages spaced', { langues: ' fr , AR, fr ' }, { identity: { languages: ['fr', 'ar'] } }],
    ['access not known', { plain_pied: '' }, { conditions: { stepFree: null } }],
    ['never confirmed', { confirme_le: '' }, { confirmedOn: null }],
    ['a date as Excel writes it', { confirme_le: '10/11/2026' }, { confirmedOn: '2026-11-10' }],
    ['confirmed today', { confirme_le: '2026-11-22' }, { confirmedOn: '2026-11-22' }],
    ['yes in capitals', { accord_carte: 'OUI' }, { agreements: { map: true } }],
    [
      'a quoted separator',
      { prise_de_rdv: '"Le matin ; dites ""CPTS"""' },
      { conditions: { booking: 'Le matin ; dites "CPTS"' } },
    ],
    ['a bare quote', { prise_de_rdv: 'Dire "CPTS"' }, { conditions: { booking: 'Dire "CPTS"' } }],
    [
      'accents made of two characters',
      { nom: 'Me\u0301rieux' },
      { identity: { lastName: 'Mérieux' } },
    ],
  ])('%s', (_, cells, sheet) => {
    expect(sheetWith(cells)).toMatchObject(sheet)
  })

  test('with or without BOM, any line end, columns in any order, blank lines counted', () => {
    const text = fileOf(line(), '', line({ rpps: '99100000002' }))
    for (const content of [
      BOM + text,
      text.replaceAll('\r\n', '\n'),
      text.replaceAll('\r\n', '\r'),
    ])
      expect(readFile(content)).toMatchObject({ problems: [], rows: [{ row: 2 }, { row: 4 }] })
    const turned = text.split('\r\n').map((each) => each.split(';').reverse().join(';'))
    expect(readFile(turned.join('\r\n')).problems).toEqual([])
  })

  test('empty columns that a spreadsheet adds at the end of a row', () => {
    expect(readFile(fileOf(`${line()};;`)).problems).toEqual([])
  })
})

describe('a wrong cell is told on its row and column', () => {
  test.each<[string, Column, string]>([
    ['letters in a number', 'rpps', '9910000000A'],
    ['a scientific number', 'rpps', '9,91E+10'],
    ['no number', 'rpps', ''],
    ['a plus', 'nom', '+BELKASSARI'],
    ['a minus', 'prise_de_rdv', '- sur rendez-vous'],
    ['an equals sign in a number', 'places', '=2+2'],
    ['a formula after a tab', 'cabinet', '"\t=1+1"'],
    ['no commune', 'commune', ''],
    ['a postal code with letters', 'code_postal', '59O00'],
    ['a latitude of 500', 'lat', '500'],
    ['a place in the sea', 'lon', '-30'],
    ['a telephone with an extension', 'telephone', '03 53 01 12 34 poste 5'],
    ['an address without domain', 'courriel', 'nour@example'],
    ['a half place', 'places', '2,5'],
    ['no place', 'places', ''],
    ['more ALD places than places', 'places_ald', '5'],
    ['more home visits than places', 'places_visite', '5'],
    ['a postal code for a commune code', 'communes_visite', '59000'],
    ['an age in words', 'age_max', 'adulte'],
    ['a date in words', 'confirme_le', 'hier'],
    ['29 February of a common year', 'confirme_le', '29/02/2026'],
    ['tomorrow', 'confirme_le', '2026-11-23'],
    ['no agreement said', 'accord_coordination', ''],
    ['text turned around', 'nom', 'BEL\u202EKASSARI'],
  ])('%s (%s)', (_, column, cell) => {
    const read = readFile(fileOf(line(), line({ rpps: '99100000002', [column]: cell })))
    expect(placesOf(read)).toEqual([`3;${column}`])
    expect(read.rows.map(({ row }) => row)).toEqual([2])
  })

  test('every cell of a row is told at once, in the order of the columns', () => {
    const cells = { accord_carte: 'ok', courriel: 'non', nom: '', adresse: '', lon: '', lat: '' }
    expect(placesOf(readFile(fileOf(line(cells))))).toEqual([
      '2;nom',
      '2;adresse',
      '2;courriel',
      '2;accord_carte',
    ])
  })

  test('a doctor given twice is told on the second row, even when the first is wrong', () => {
    const read = readFile(fileOf(line({ nom: '' }), line()))
    expect(placesOf(read)).toEqual(['2;nom', '3;rpps'])
    expect(read.problems[1]?.reason).toContain('ligne 2')
  })
})

describe('a wrong file is told, never thrown', () => {
  test.each([
    ['nothing', '', '1;(ligne)'],
    ['only a header', fileOf(), '1;(ligne)'],
    ['commas', 'rpps,nom\r\n1,2', '1;(ligne)'],
    ['a column too many', fileOf(`${line()};x`), '2;(ligne)'],
    ['a cell too few', fileOf(line().slice(0, line().lastIndexOf(';'))), '2;(ligne)'],
    ['an unknown column', fileOf().replace('langues', 'langue'), '1;langues'],
    ['a quote never closed', fileOf(line(), line({ nom: '"BELKASSARI' }), line()), '3;(ligne)'],
    ['only a quote', '"', '1;(ligne)'],
  ])('%s', (_, content, place) => {
    expect(placesOf(readFile(content))[0]).toBe(place)
    expect(readFile(content).problems.every(({ reason }) => reason.length > 10)).toBe(true)
  })

  test('a quote closed by the next one never makes one doctor of two', () => {
    const opened = line({ prise_de_rdv: '"Par téléphone' })
    const next = line({ rpps: '99100000002', prise_de_rdv: '"Le matin ; ou le soir"' })
    const { rows, problems } = readFile(fileOf(opened, next))
    expect(rows).toEqual([])
    expect(problems[0]?.row).toBe(2)
  })

  test('a file in Latin-1 is told cell by cell, one in UTF-16 as a whole', () => {
    const latin1 = Buffer.from(fileOf(line({ nom: 'MÉRIEUX', prise_de_rdv: 'x' })), 'latin1')
    expect(placesOf(readFile(latin1))).toEqual(['2;nom'])
    const utf16 = Buffer.from(BOM + fileOf(line()), 'utf16le')
    expect(placesOf(readFile(utf16))).toEqual(['1;(ligne)'])
  })

  test('random bytes are told, never thrown', () => {
    for (let seed = 0; seed < 64; seed += 1) {
      const bytes = Uint8Array.from({ length: 400 }, (_, index) => (index * (seed * 31 + 7)) % 256)
      expect(readFile(bytes).problems.length).toBeGreaterThan(0)
    }
  })
})

test('the report opens in a spreadsheet and runs no formula', () => {
  const { problems } = readFile(fileOf(line({ langues: 'patois' })))
  const report = problemsReport([...problems, { row: 3, column: '=A1', code: 'x', reason: 'y' }])
  expect(report.split('\r\n')).toEqual([
    `${BOM}row;column;code;reason`,
    '2;langues;language;code de langue inconnu (patois) : deux lettres, par exemple fr, ar, pl',
    "3;'=A1;x;y",
    '',
  ])
})

test('the header has the 24 columns of the import format', () => {
  expect(COLUMNS).toHaveLength(24)
})
