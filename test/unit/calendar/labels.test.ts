import { expect, test } from 'vitest'
import {
  dayLabel,
  daysAgoLabel,
  distanceLabel,
  fullDayLabel,
  momentLabel,
  recentDayLabel,
  timeLabel,
  weekdayLabel,
} from '../../../server/calendar/labels.ts'

test('dates are said in full, and the first of a month is « 1er »', () => {
  expect(weekdayLabel('2026-12-01')).toBe('mardi 1er décembre')
  expect(dayLabel('2026-11-24')).toBe('24 novembre')
  expect(fullDayLabel('1948-08-01')).toBe('1er août 1948')
})

test('the year is said when it is another year', () => {
  expect(recentDayLabel('2026-11-12', '2026-11-22')).toBe('12 novembre')
  expect(recentDayLabel('2025-11-12', '2026-11-22')).toBe('12 novembre 2025')
})

test('a moment is told in Paris time, summer and winter', () => {
  expect(momentLabel(new Date('2026-11-12T09:42:00Z'))).toBe('12 novembre, 10 h 42')
  expect(momentLabel(new Date('2026-07-01T22:05:00Z'))).toBe('2 juillet, 0 h 05')
  expect(timeLabel(new Date('2026-11-12T08:00:00Z'))).toBe('9 h')
})

test('distances have one decimal and a comma', () => {
  expect(distanceLabel(1.234)).toBe('1,2 km')
  expect(distanceLabel(12)).toBe('12,0 km')
  expect(distanceLabel(0.02)).toBe('0,1 km')
  expect(distanceLabel(0)).toBe('0,0 km')
})

test('a recent day is told by its distance', () => {
  expect([0, 1, 12].map(daysAgoLabel)).toEqual(['aujourd’hui', 'hier', 'il y a 12 jours'])
})
