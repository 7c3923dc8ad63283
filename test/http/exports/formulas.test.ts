import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { outcomeColumns } from '../../../server/exports/columns.ts'
import { peopleColumns } from '../../../server/exports/people-columns.ts'
import type { OutcomeLine, PersonLine } from '../../../server/exports/service.ts'
import { csvText } from '../../../server/http/csv.ts'
import { NOW } from '../../support/app.ts'

/** What makes a spreadsheet compute: also full-width, and after what it skips at the beginning of a cell. */
const STARTS_FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/
const PAYLOADS = 5_000

const starts = fc.constantFrom(
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '\n',
  '\r\n',
  '\uFF1D',
  '\uFF0B',
  '\uFF0D',
  '\uFF20',
)
const ends = fc.constantFrom(
  '1+1',
  "cmd|' /C calc'!A0",
  'HYPERLINK("http://x.example";"a")',
  ';=1+1',
  '";=1+1;"',
  '"\r\n=1+1',
  'é œ € 😀',
)
const hostile = fc
  .tuple(fc.array(starts, { minLength: 1, maxLength: 3 }), ends, fc.string({ unit: 'grapheme' }))
  .map(([begin, end, rest]) => begin.join('') + end + rest)
const text = fc.oneof({ weight: 4, arbitrary: hostile }, { weight: 1, arbitrary: fc.string() })

/** One person whose every written answer is `typed`. */
function personWith(typed: string): PersonLine {
  return {
    number: 1,
    list: null,
    member: {
      id: 'm',
      lastName: typed,
      firstName: typed,
      birthDate: '1948-03-27',
      ald: true,
      canTravel: true,
      seenAt: null,
      declaredAt: null,
    },
    request: {
      id: 'r',
      territoryId: 't',
      reference: typed,
      status: 'ready',
      closeReason: null,
      source: typed,
      filledBy: typed,
      channel: 'sms',
      registeredAt: NOW,
      nextStepOn: null,
      inseeCode: typed,
      contact: { phone: typed, email: typed, canOpenLink: true },
      home: {
        address: typed,
        postalCode: typed,
        commune: typed,
        label: typed,
        position: null,
        oldInseeCode: null,
        placedBy: null,
        doubts: [],
        candidates: [],
      },
      wishes: {
        language: typed,
        wheelchair: false,
        transport: typed,
        maxKm: 3,
        reason: typed,
        alreadyFollowed: false,
      },
      members: [],
      verdict: null,
      verdictReason: typed,
      verdictBy: typed,
      orientedAt: null,
      foundAt: null,
      surveyAgreedAt: null,
      pausedFrom: null,
      pausedUntil: null,
      closedAt: null,
      smsStoppedAt: null,
      smsStoppedBy: null,
      version: 1,
      updatedAt: NOW,
      updatedBy: null,
    },
  }
}

function outcomeWith(typed: string): OutcomeLine {
  return {
    reference: typed,
    at: NOW,
    kind: 'refused',
    toldBy: typed,
    availabilityId: 'a',
    doctor: {
      id: 'a',
      doctorId: 'd',
      name: typed,
      firstName: typed,
      lastName: typed,
      practice: typed,
      practiceId: 'p',
      address: typed,
      postalCode: typed,
      commune: typed,
      phone: null,
      email: null,
      booking: typed,
      languages: [],
      stepFree: null,
    },
  }
}

function cellsOf(file: string): string[] {
  const [header, line, ...others]: string[][] = parse(file, {
    delimiter: ';',
    bom: true,
    relax_column_count: true,
  })
  expect(others).toEqual([])
  expect(line).toHaveLength(header?.length ?? 0)
  return line ?? []
}

test(`T-25: of ${PAYLOADS} hostile texts in every answer, no cell starts a formula and none breaks its line`, () => {
  const columns = peopleColumns(NOW)
  fc.assert(
    fc.property(text, (typed) => {
      const cells = [
        ...cellsOf(csvText(columns, [personWith(typed)])),
        ...cellsOf(csvText(outcomeColumns, [outcomeWith(typed)])),
      ]
      expect(cells.filter((cell) => STARTS_FORMULA.test(cell))).toEqual([])
      expect(cells.filter((cell) => cell === typed || cell === `'${typed}`).length).toBeGreaterThan(
        12,
      )
    }),
    { numRuns: PAYLOADS, seed: 25 },
  )
})
