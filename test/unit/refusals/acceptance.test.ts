import { describe, expect, test } from 'vitest'
import {
  type Answer,
  alertMove,
  isFarBelow,
  isForCoordinator,
  type Rate,
  ratesByBand,
  upperBound,
} from '../../../server/refusals/acceptance-rules.ts'

const rate = (yes: number, answered: number): Rate => ({ yes, answered })

describe('the upper bound of a rate', () => {
  test('is the one published for known samples', () => {
    expect(upperBound(rate(0, 10))).toBeCloseTo(0.2775, 4)
    expect(upperBound(rate(1, 10))).toBeCloseTo(0.4042, 4)
    expect(upperBound(rate(81, 263))).toBeCloseTo(0.3662, 4)
    expect(upperBound(rate(10, 10))).toBeCloseTo(1, 12)
  })

  test('is everything when nothing was answered', () => {
    expect(upperBound(rate(0, 0))).toBe(1)
  })
})

describe('far below the territory', () => {
  test('is more than fifteen points under it, whatever chance allows', () => {
    expect(isFarBelow({ doctor: rate(0, 10), territory: rate(43, 100) })).toBe(true)
    expect(isFarBelow({ doctor: rate(0, 10), territory: rate(42, 100) })).toBe(false)
    expect(isFarBelow({ doctor: rate(4, 10), territory: rate(70, 100) })).toBe(false)
  })

  test('is not said of a doctor who answered nine times, nor of a territory that answered twenty-nine', () => {
    expect(isFarBelow({ doctor: rate(0, 9), territory: rate(90, 100) })).toBe(false)
    expect(isFarBelow({ doctor: rate(0, 10), territory: rate(28, 29) })).toBe(false)
    expect(isFarBelow({ doctor: rate(0, 10), territory: rate(28, 30) })).toBe(true)
  })

  test('is never said of a doctor alone in the territory', () => {
    expect(isFarBelow({ doctor: rate(0, 40), territory: rate(0, 40) })).toBe(false)
  })
})

describe('an alert', () => {
  test('opens on the rule and stays while the rate is under the margin', () => {
    expect(alertMove(false, { doctor: rate(0, 12), territory: rate(60, 100) })).toBe('open')
    expect(alertMove(false, { doctor: rate(4, 12), territory: rate(60, 100) })).toBe('stay')
    expect(alertMove(true, { doctor: rate(4, 12), territory: rate(60, 100) })).toBe('stay')
  })

  test('closes once the rate is back within fifteen points', () => {
    expect(alertMove(true, { doctor: rate(8, 20), territory: rate(55, 100) })).toBe('close')
    expect(alertMove(true, { doctor: rate(7, 20), territory: rate(55, 100) })).toBe('stay')
  })

  test('closes when there are too few answers left to say anything', () => {
    expect(alertMove(true, { doctor: rate(0, 9), territory: rate(60, 100) })).toBe('close')
    expect(alertMove(true, { doctor: rate(0, 10), territory: rate(20, 29) })).toBe('close')
  })

  test('is for the coordinator once the doctor read it, or thirty days after they could', () => {
    const openedAt = new Date('2026-11-24T05:00:00Z')
    const before = new Date('2026-12-24T04:59:59Z')
    const then = new Date('2026-12-24T05:00:00Z')
    expect(isForCoordinator({ openedAt, shownAt: null }, before)).toBe(false)
    expect(isForCoordinator({ openedAt, shownAt: null }, then)).toBe(true)
    expect(isForCoordinator({ openedAt, shownAt: before }, before)).toBe(true)
  })
})

describe('the rates of a band', () => {
  const answer = (requestId: string, said: string, minute = 0): Answer => ({
    requestId,
    doctorId: 'd1',
    at: new Date(Date.UTC(2026, 10, 24, 9, minute)),
    said,
  })

  test('count a household once, by the last word', () => {
    const answers = [answer('r1', 'refused', 5), answer('r1', 'yes', 1), answer('r2', 'seen')]
    const { doctors, territory } = ratesByBand(answers, () => 'B')
    expect(doctors.get('d1')?.get('B')).toEqual(rate(1, 2))
    expect(territory.get('B')).toEqual(rate(1, 2))
  })

  test('leave out « moins », « pas maintenant », and a household that is gone', () => {
    const answers = [answer('r1', 'later'), answer('r2', 'fewer'), answer('r3', 'full')]
    const { territory } = ratesByBand(answers, ({ requestId }) => (requestId === 'r3' ? null : 'A'))
    expect(territory.size).toBe(0)
  })
})
