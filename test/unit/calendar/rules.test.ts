import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  addMonths,
  ageOn,
  dayFrom,
  daysBetween,
  isDay,
  parisDay,
  parisTime,
  startOfDay,
  weekday,
} from '../../../server/calendar/rules.ts'

const anyDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

describe('the day it is in Paris', () => {
  test.each([
    ['2026-11-30T22:59:59Z', '2026-11-30'],
    ['2026-11-30T23:00:00Z', '2026-12-01'],
    ['2026-06-30T21:59:59Z', '2026-06-30'],
    ['2026-06-30T22:00:00Z', '2026-07-01'],
  ])('at %s it is %s', (instant, day) => {
    expect(parisDay(new Date(instant))).toBe(day)
  })

  test('the hour that comes twice in October keeps its number', () => {
    expect(parisTime(new Date('2026-10-25T00:30:00Z'))).toEqual({ hour: 2, minute: 30 })
    expect(parisTime(new Date('2026-10-25T01:30:00Z'))).toEqual({ hour: 2, minute: 30 })
  })

  test('a day begins at midnight in Paris, on the days the clocks change too', () => {
    expect(startOfDay('2026-03-29').toISOString()).toBe('2026-03-28T23:00:00.000Z')
    expect(startOfDay('2026-03-30').toISOString()).toBe('2026-03-29T22:00:00.000Z')
    expect(startOfDay('2026-10-25').toISOString()).toBe('2026-10-24T22:00:00.000Z')
    expect(startOfDay('2026-10-26').toISOString()).toBe('2026-10-25T23:00:00.000Z')
  })

  test('the first instant of a day is that day, the millisecond before is the day before', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const start = startOfDay(day)
        expect(parisDay(start)).toBe(day)
        expect(parisDay(new Date(start.getTime() - 1))).toBe(addDays(day, -1))
      }),
    )
  })
})

describe('months and days', () => {
  test.each([
    ['2026-08-31', 6, '2027-02-28'],
    ['2027-08-31', 6, '2028-02-29'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2026-05-22', 6, '2026-11-22'],
    ['2026-12-31', 1, '2027-01-31'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-31', -1, '2025-12-31'],
    ['2100-01-31', 1, '2100-02-28'],
    ['2000-01-31', 1, '2000-02-29'],
  ])('%s and %i months make %s', (day, months, expected) => {
    expect(addMonths(day, months)).toBe(expected)
  })

  test('months added never move past the month asked for, nor change the day without need', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 60 }), (day, months) => {
        const reached = addMonths(day, months)
        expect(isDay(reached)).toBe(true)
        const month = (Number(day.slice(5, 7)) - 1 + months) % 12
        expect(Number(reached.slice(5, 7)) - 1).toBe(month)
        if (Number(day.slice(8)) <= 28) expect(reached.slice(8)).toBe(day.slice(8))
      }),
    )
  })

  test('days added are days counted', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -800, max: 800 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days)
      }),
    )
  })

  test('only days of the calendar are days', () => {
    expect(isDay('2028-02-29')).toBe(true)
    for (const text of ['2026-02-29', '2026-02-31', '2026-13-01', '31/02/2026', '2026-1-1', ''])
      expect(isDay(text)).toBe(false)
    expect(dayFrom(2026, 2, 31)).toBeUndefined()
    expect(dayFrom(1948, 3, 7)).toBe('1948-03-07')
    expect(dayFrom(Number.NaN, 3, 7)).toBeUndefined()
  })

  test('22 November 2026 is a Sunday', () => {
    expect(weekday('2026-11-22')).toBe(7)
    expect(weekday('2026-11-23')).toBe(1)
  })
})

describe('ages', () => {
  test.each([
    ['1956-11-22', '2026-11-22', 70],
    ['1956-11-23', '2026-11-22', 69],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2024-02-29', 16],
    ['2026-11-01', '2026-11-22', 0],
  ])('born on %s, on %s: %i', (birth, on, age) => {
    expect(ageOn(birth, on)).toBe(age)
  })
})
