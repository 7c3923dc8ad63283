import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type CountedReferral,
  daysOf,
  quarterOf,
  quartersBetween,
  reportOf,
  shownCounts,
} from '../../../server/referrals/report-rules.ts'

const PHARMACY = { id: 'a', name: 'Pharmacie de la Halle', kind: 'pharmacie' } as const
const CPAM = { id: 'b', name: 'CPAM de la plaine', kind: 'cpam' } as const

function aReferral(changes: Partial<CountedReferral> = {}): CountedReferral {
  return {
    organisation: PHARMACY,
    registeredOn: '2026-11-01',
    status: 'ready',
    isOriented: false,
    people: 1,
    seen: 0,
    declared: 0,
    ...changes,
  }
}

describe('B26: the counts of a quarter', () => {
  test('are people, each organisation apart, and the total of all', () => {
    const report = reportOf(
      [
        ...Array.from({ length: 6 }, () => aReferral()),
        aReferral({ people: 3, status: 'shortlisted', isOriented: true }),
        ...Array.from({ length: 5 }, () =>
          aReferral({
            organisation: CPAM,
            status: 'declared',
            isOriented: true,
            seen: 1,
            declared: 1,
          }),
        ),
      ],
      '2026-11-24',
    )
    expect(report.total).toMatchObject({
      referred: 14,
      oriented: 8,
      seen: 5,
      declared: 5,
      waiting: 6,
    })
    const names = report.organisations.map(({ organisation }) => organisation.name)
    expect(names).toEqual(['CPAM de la plaine', 'Pharmacie de la Halle'])
    expect(report.organisations[1]?.counts.referred).toBe(9)
  })

  test('the median waits from the registration to today, each person counted', () => {
    const waits = (days: string[]) =>
      reportOf(
        days.map((registeredOn) => aReferral({ registeredOn })),
        '2026-11-24',
      ).total.medianDays
    expect(waits(['2026-11-20', '2026-11-14', '2026-11-23'])).toBe(4)
    expect(waits(['2026-11-20', '2026-11-14'])).toBe(7)
    expect(waits([])).toBeNull()
    const household = [aReferral({ people: 5, registeredOn: '2026-11-04' }), aReferral()]
    expect(reportOf(household, '2026-11-24').total.medianDays).toBe(20)
  })

  test('the median of an organisation is not told when too few wait', () => {
    const few = Array.from({ length: 4 }, () => aReferral())
    expect(reportOf(few, '2026-11-24').organisations[0]?.medianDays).toBeNull()
  })
})

describe('a small count tells of nobody', () => {
  test('below five it is « moins de 5 », zero too', () => {
    expect(shownCounts([0, 4, 5, 12])).toEqual(['few', 'few', 5, 12])
  })

  test('where it is the only one, the next smallest is hidden: the total gives neither away', () => {
    expect(shownCounts([3, 8, 20])).toEqual(['few', 'hidden', 20])
  })

  test('whatever the counts, none below five is shown, and never one alone is left out', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 2 }), (counts) => {
        const shown = shownCounts(counts)
        expect(shown.filter((one) => typeof one === 'number' && one < 5)).toEqual([])
        expect(shown.filter((one) => typeof one !== 'number').length).not.toBe(1)
      }),
    )
  })
})

describe('quarters', () => {
  test.each([
    ['2026-01-01', '2026-T1'],
    ['2026-03-31', '2026-T1'],
    ['2026-11-24', '2026-T4'],
  ])('%s is in %s', (day, quarter) => {
    expect(quarterOf(day)).toBe(quarter)
    const { from, to } = daysOf(quarter)
    expect(from <= day && day < to).toBe(true)
  })

  test('the last one ends with the year', () => {
    expect(daysOf('2026-T4')).toEqual({ from: '2026-10-01', to: '2027-01-01' })
  })

  test('follow one another across a year, the last first', () => {
    expect(quartersBetween('2026-T3', '2027-T1')).toEqual(['2027-T1', '2026-T4', '2026-T3'])
  })
})
