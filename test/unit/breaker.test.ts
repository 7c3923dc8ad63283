import { expect, test } from 'vitest'
import { afterFailure, CLOSED, calling, isOpen, mayCall } from '../../server/breaker.ts'

const start = new Date('2026-11-22T10:00:00Z')
const later = (seconds: number) => new Date(start.getTime() + seconds * 1000)

function failing(times: number) {
  return Array.from({ length: times }).reduce<typeof CLOSED>(
    (breaker) => afterFailure(breaker, start),
    CLOSED,
  )
}

test('four failures in a row leave the service in use, the fifth leaves it alone', () => {
  expect(mayCall(failing(4), start)).toBe(true)
  expect(isOpen(failing(4))).toBe(false)
  expect(mayCall(failing(5), start)).toBe(false)
})

test('one probe goes through every thirty seconds, and only one', () => {
  const open = failing(5)
  expect(mayCall(open, later(29))).toBe(false)
  expect(mayCall(open, later(30))).toBe(true)
  const probing = calling(open, later(30))
  expect(mayCall(probing, later(31))).toBe(false)
  expect(mayCall(probing, later(60))).toBe(true)
})

test('a probe that fails waits for the next, without counting five again', () => {
  const probing = calling(failing(5), later(30))
  const again = afterFailure(probing, later(32))
  expect(mayCall(again, later(61))).toBe(false)
  expect(mayCall(again, later(62))).toBe(true)
})

test('a call of a closed circuit changes nothing', () => {
  expect(calling(CLOSED, start)).toBe(CLOSED)
})

test('five failures spread over more than the time that counts leave the service in use', () => {
  const within = 30_000
  const spread = [0, 10, 20, 30, 41].reduce(
    (breaker, seconds) => afterFailure(breaker, later(seconds), within),
    CLOSED,
  )
  expect(isOpen(spread)).toBe(false)
  const closer = [42, 43].reduce(
    (breaker, seconds) => afterFailure(breaker, later(seconds), within),
    spread,
  )
  expect(isOpen(closer)).toBe(true)
})

test('it says since when, however many probes fail', () => {
  const again = afterFailure(calling(failing(5), later(30)), later(32))
  expect(again.openedAt).toEqual(start)
})

test('a clock set back by an hour does not hold the probe for an hour', () => {
  expect(mayCall(failing(5), later(-3600))).toBe(true)
})
