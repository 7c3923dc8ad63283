import { describe, expect, test } from 'vitest'
import {
  LEASE_MS,
  MAX_ATTEMPTS,
  retryWaitMs,
  type SendResult,
  settle,
} from '../../../server/messaging/rules.ts'

const now = new Date('2026-11-24T09:00:00Z')
const tried = { provider: 'smtp', attempts: 1, chance: 1, now }
const reason = { code: '451', words: 'attendez' }

test('the wait doubles from fifteen seconds to a quarter of an hour', () => {
  const waits = [1, 2, 3, 4, 5, 6, 7, 8, 50].map((attempts) => retryWaitMs(attempts, 1) / 1000)
  expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900, 900])
})

test('the wait is drawn between half and whole, so that refused messages spread', () => {
  expect(retryWaitMs(3, 0)).toBe(30_000)
  expect(retryWaitMs(3, 0.5)).toBe(45_000)
})

test('a lease is at most 120 seconds', () => {
  expect(LEASE_MS).toBeLessThanOrEqual(120_000)
})

describe('the state after the answer', () => {
  const cases: [string, SendResult, string][] = [
    ['accepted', { kind: 'accepted', ref: 'q1', delivered: false }, 'accepted'],
    ['delivered at once', { kind: 'accepted', ref: null, delivered: true }, 'delivered'],
    ['refused for now', { kind: 'retry', reason }, 'failed_temporary'],
    ['refused for good', { kind: 'permanent', reason }, 'failed_permanent'],
    ['unknown', { kind: 'uncertain', reason }, 'uncertain'],
  ]
  test.each(cases)('%s', (_name, result, status) => {
    expect(settle(result, tried).status).toBe(status)
  })

  test('a refusal for now says when it is tried again, and why it was refused', () => {
    expect(settle({ kind: 'retry', reason }, tried)).toEqual({
      status: 'failed_temporary',
      deliverAfter: new Date('2026-11-24T09:00:15Z'),
      provider: 'smtp',
      providerRef: null,
      reason: '451 · attendez',
    })
  })

  test('after the last try a refusal for now is for good', () => {
    const last = { ...tried, attempts: MAX_ATTEMPTS }
    expect(settle({ kind: 'retry', reason }, last).status).toBe('failed_permanent')
  })
})
