import { describe, expect, test } from 'vitest'
import { daily, isDue, type Run, type Schedule } from '../../../server/jobs/rules.ts'

const atFour: Schedule = { kind: 'daily', hour: 4 }
const SOON = '2026-11-24T03:15:00Z'

describe('a daily job of 4 h in Paris', () => {
  const cases: [string, string | null, string, boolean][] = [
    ['before its hour, not yet', null, '2026-11-24T02:59:59Z', false],
    ['from its hour on, once', null, '2026-11-24T03:00:00Z', true],
    ['not again the same day', '2026-11-24T03:00:00Z', '2026-11-24T22:59:00Z', false],
    ['the next day, again', '2026-11-24T22:30:00Z', '2026-11-25T03:00:00Z', true],
    ['not at midnight of the next day', '2026-11-24T03:00:00Z', '2026-11-24T23:30:00Z', false],
    [
      'late, when the server was stopped at its hour',
      '2026-11-22T03:00:00Z',
      '2026-11-24T19:00:00Z',
      true,
    ],
    ['at 4 h the day the clocks go forward', '2027-03-27T03:00:00Z', '2027-03-28T02:00:00Z', true],
    ['not at 3 h that day', '2027-03-27T03:00:00Z', '2027-03-28T01:30:00Z', false],
    ['once the day they go back', '2026-10-25T03:00:00Z', '2026-10-25T04:00:00Z', false],
    ['on 29 February', '2028-02-28T03:00:00Z', '2028-02-29T03:00:00Z', true],
  ]
  test.each(cases)('%s', (_name, last, now, due) => {
    const run = last ? { ranAt: new Date(last), result: {} } : null
    expect(isDue(atFour, run, new Date(now))).toBe(due)
  })

  const bad: [string, Run['result'], string, boolean][] = [
    ['that ended, not again the same day', { requests: 2 }, '2026-11-24T20:00:00Z', false],
    ['that failed in part, again a little later', { requests: 2, failed: 1 }, SOON, true],
    ['that failed, not at once', { failed: 1 }, '2026-11-24T03:14:59Z', false],
    ['that was stopped, again a little later', null, SOON, true],
    ['that may be under way, left to itself', null, '2026-11-24T03:14:59Z', false],
    ['that was stopped, not before its hour of the next day', null, '2026-11-25T02:59:00Z', false],
    [
      'that was stopped before the clock was set back, not at once',
      null,
      '2026-11-24T03:00:00Z',
      false,
    ],
  ]
  test.each(bad)('a run %s', (_name, result, now, due) => {
    const ranAt = new Date(now < '2026-11-24T03:00:01Z' ? SOON : '2026-11-24T03:00:00Z')
    expect(isDue(atFour, { ranAt, result }, new Date(now))).toBe(due)
  })

  test('nothing late is caught up between 2 h and 3 h, in neither of the two of October', () => {
    const atOne: Schedule = { kind: 'daily', hour: 1 }
    for (const now of ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', '2026-11-24T01:30:00Z'])
      expect(isDue(atOne, null, new Date(now))).toBe(false)
  })
})

test('no job is planned at 2 h, nor at an hour that does not exist', () => {
  for (const hour of [2, -1, 24, 4.5])
    expect(() => daily('purge', hour, async () => ({}))).toThrow(RangeError)
})

test('a job of each turn is always due', () => {
  expect(isDue({ kind: 'always' }, null, new Date('2026-10-25T00:30:00Z'))).toBe(true)
})
