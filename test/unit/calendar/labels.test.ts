import { expect, test } from 'vitest'
import { momentLabel, recentDayLabel, timeLabel } from '../../../server/calendar/labels.ts'
import { fullDay, kmText, longDay, shortDay } from '../../../web/words/dates.ts'

test('dates are said in full, and the first of a month is « 1er »', () => {
  expect(longDay('2026-12-01')).toBe('mardi 1er décembre')
  expect(shortDay('2026-11-24')).toBe('24 novembre')
  expect(fullDay('1948-08-01')).toBe('1er août 1948')
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
  expect(kmText(1.234)).toBe('1,2 km')
  expect(kmText(12)).toBe('12,0 km')
  expect(kmText(0.02)).toBe('0,1 km')
  expect(kmText(0)).toBe('0,0 km')
})
