import { expect, test } from 'vitest'
import {
  daysSince,
  freshnessOf,
  freshUntil,
  listedUntil,
} from '../../../server/ranking/freshness.ts'

test.each([
  ['2026-05-23', 'fresh'],
  ['2026-05-22', 'to_reconfirm'],
  ['2026-04-23', 'to_reconfirm'],
  ['2026-04-22', 'expired'],
  ['2026-11-22', 'fresh'],
])('confirmed on %s, on 22 November 2026: %s', (confirmedOn, freshness) => {
  expect(freshnessOf(confirmedOn, '2026-11-22')).toBe(freshness)
})

test('six months from 31 August end with February, leap or not', () => {
  expect(freshUntil('2026-08-31')).toBe('2027-02-28')
  expect(freshUntil('2027-08-31')).toBe('2028-02-29')
  expect(freshnessOf('2027-08-31', '2028-02-28')).toBe('fresh')
  expect(freshnessOf('2027-08-31', '2028-02-29')).toBe('to_reconfirm')
})

test('the month to reconfirm ends seven months after the confirmation, not one month after a clamped day', () => {
  expect(listedUntil('2026-08-31')).toBe('2027-03-31')
})

test('the age of a confirmation is in whole days', () => {
  expect(daysSince('2026-11-10', '2026-11-22')).toBe(12)
  expect(daysSince('2026-11-23', '2026-11-22')).toBe(0)
})

test('B8: what a household says of a refusal brings a fresh doctor to reconfirm at once, and no further', () => {
  expect(freshnessOf('2026-11-01', '2026-11-22', true)).toBe('to_reconfirm')
  expect(freshnessOf('2026-05-01', '2026-11-22', true)).toBe('to_reconfirm')
  expect(freshnessOf('2026-01-01', '2026-11-22', true)).toBe('expired')
})
