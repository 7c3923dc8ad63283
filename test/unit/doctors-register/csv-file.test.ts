import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { csvText } from '../../../server/http/csv.ts'

type Line = { text: string; figure: number | null }
const columns = [
  { name: 'texte', cell: ({ text }: Line) => text },
  { name: 'nombre', cell: ({ figure }: Line) => figure },
]

test('a file has a byte order mark, semicolons and CRLF', () => {
  expect(csvText(columns, [{ text: 'Lys', figure: 2 }])).toBe('\uFEFFtexte;nombre\r\nLys;2\r\n')
})

test.each(['=1+1', '+33', '-2', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\uFF1D1'])(
  'a text that starts a formula is made inert: %j',
  (text) => {
    const [, record] = parse(csvText(columns, [{ text, figure: null }]), {
      delimiter: ';',
      bom: true,
    })
    expect(record).toEqual([`'${text}`, ''])
  },
)

test('a negative number stays a number, and separators are quoted', () => {
  expect(csvText(columns, [{ text: 'a;"b"', figure: -1.5 }])).toContain('"a;""b""";-1.5\r\n')
})
