import { describe, expect, test } from 'vitest'
import {
  addWorkingDays,
  easterSunday,
  isHoliday,
  isWorkingDay,
} from '../../../server/calendar/working-days.ts'

describe('public holidays', () => {
  test.each([
    [1954, '1954-04-18'],
    [1981, '1981-04-19'],
    [2000, '2000-04-23'],
    [2024, '2024-03-31'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
    [2285, '2285-03-22'],
  ])('Easter of %i falls on %s', (year, day) => {
    expect(easterSunday(year)).toBe(day)
  })

  test('2026 has its eleven', () => {
    const days = Array.from({ length: 365 }, (_, rank) =>
      new Date(Date.UTC(2026, 0, 1 + rank)).toISOString().slice(0, 10),
    )
    expect(days.filter(isHoliday)).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-08',
      '2026-05-14',
      '2026-05-25',
      '2026-07-14',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ])
  })
})

describe('working days', () => {
  test('week-ends and holidays are stepped over', () => {
    expect(addWorkingDays('2026-11-10', 1)).toBe('2026-11-12')
    expect(addWorkingDays('2026-12-24', 1)).toBe('2026-12-28')
    expect(addWorkingDays('2026-11-20', 10)).toBe('2026-12-04')
  })

  test('with none to add, a day off becomes the next working day', () => {
    expect(addWorkingDays('2026-11-21', 0)).toBe('2026-11-23')
    expect(addWorkingDays('2026-11-23', 0)).toBe('2026-11-23')
  })

  test('a Saturday, a Sunday and a holiday are not worked', () => {
    expect(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-11'].map(isWorkingDay)).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
})
