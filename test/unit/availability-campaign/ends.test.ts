import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { callDue, nextQuestionOn } from '../../../server/availability-campaign/rules.ts'
import { addDays, parisDay } from '../../../server/calendar/rules.ts'
import { aDoctor, anAvailability, at, daily, daysOf, left, replay } from './replay.ts'

describe('B8: a doctor who gave an end that comes before the six months are over', () => {
  const until = (endsOn: string, part: Parameters<typeof anAvailability>[0] = {}) =>
    aDoctor({ availabilities: [anAvailability({ endsOn, ...part })] })

  test('is asked five weeks before that end, then 7 and 21 days later', () => {
    const sent = replay(until('2026-12-31'), daily('2026-09-01', 300))
    expect(daysOf(sent)).toEqual(['2026-11-26', '2026-12-03', '2026-12-17'])
    expect(sent.map(({ key }) => key)).toEqual([
      'availability:d:2026-12-31:1',
      'availability:d:2026-12-31:2',
      'availability:d:2026-12-31:3',
    ])
  })

  test('is called a week after the last reminder, and no more once that day is over', () => {
    const doctor = until('2026-12-31')
    const messages = replay(doctor, daily('2026-11-20', 60)).map((each) =>
      left(each, each.deliverAfter),
    )
    expect(callDue({ ...doctor, messages }, at('2026-12-23'))).toBeNull()
    for (const day of ['2026-12-24', '2026-12-31'])
      expect(callDue({ ...doctor, messages }, at(day))).toMatchObject({ reason: 'silent' })
    expect(callDue({ ...doctor, messages }, at('2027-01-01'))).toBeNull()
    expect(replay({ ...doctor, messages }, daily('2027-01-01', 400))).toEqual([])
  })

  test('is not asked twice when they let that end stand, and is when they give another', () => {
    const messages = replay(until('2026-12-31'), daily('2026-11-26', 1)).map((each) =>
      left(each, each.deliverAfter),
    )
    const confirmedAt = at('2026-11-28', 10)
    const stands = { ...until('2026-12-31', { confirmedAt }), messages }
    expect(replay(stands, daily('2026-11-28', 400))).toEqual([])
    const renewed = { ...until('2027-03-31', { confirmedAt }), messages }
    expect(daysOf(replay(renewed, daily('2026-11-28', 400)))).toEqual([
      '2027-02-24',
      '2027-03-03',
      '2027-03-17',
    ])
  })

  test('is not asked at once when they have just given an end within five weeks', () => {
    const soon = until('2026-09-30', { confirmedAt: at('2026-08-31') })
    expect(replay(soon, daily('2026-09-01', 60))).toEqual([])
  })

  test('is asked again at once when a patient doubts it, whatever they said of the end', () => {
    const doubted = until('2026-12-31', {
      confirmedAt: at('2026-12-01'),
      loweredAt: at('2026-12-08'),
    })
    expect(daysOf(replay(doubted, daily('2026-12-08', 60)))).toEqual([
      '2026-12-08',
      '2026-12-15',
      '2026-12-29',
    ])
  })

  test('is not asked about a stay that another one of theirs outlasts', () => {
    const stay = anAvailability({ id: 'b', endsOn: '2026-12-31' })
    const about = (other: Parameters<typeof anAvailability>[0]) =>
      replay(
        aDoctor({ availabilities: [anAvailability(other), stay] }),
        daily('2026-11-20', 40),
      ).map((each) => Object.keys(each.about))
    expect(about({ endsOn: null })).toEqual([])
    expect(about({ endsOn: '2027-01-31' })).toEqual([['a']])
    expect(about({ endsOn: '2026-12-30' })).toEqual([['b'], ['b'], ['b']])
    expect(about({ endsOn: '2026-12-31' })).toEqual([
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'b'],
    ])
  })
})

describe('the next question', () => {
  const next = (part: Parameters<typeof anAvailability>[0], now = at('2026-09-01')) =>
    nextQuestionOn(aDoctor({ availabilities: [anAvailability(part)] }), now)

  test('is the working day on which it leaves: before the six months, or before the end', () => {
    expect(next({})).toBe('2027-01-25')
    expect(next({ endsOn: '2026-12-31' })).toBe('2026-11-26')
    expect(next({ pausedUntil: '2027-03-31' })).toBe('2027-04-01')
  })

  test('is none when they leave, or have just said when they stop', () => {
    expect(next({ endsOn: '2026-12-31', isLeaving: true })).toBeNull()
    expect(next({ endsOn: '2026-09-20' })).toBeNull()
  })

  test('is told to a doctor without an address too, and whatever waits to leave', () => {
    const [first] = replay(aDoctor(), daily('2027-01-20', 10))
    const waiting = first ? [{ ...left(first, at('2027-01-24')), status: 'waiting' as const }] : []
    const confirmed = anAvailability({ confirmedAt: at('2027-01-24', 20) })
    const doctor = aDoctor({ channel: null, availabilities: [confirmed], messages: waiting })
    expect(nextQuestionOn(doctor, at('2027-01-24', 20))).toBe('2027-06-21')
  })
})

describe('over four years, with two leap days and ten changes of the clock', () => {
  const aDay = fc.integer({ min: 0, max: 365 * 4 }).map((rank) => addDays('2026-03-01', rank))

  test('an end that comes before the six months are over is asked about in time, three times, and never after it', () => {
    fc.assert(
      fc.property(
        aDay,
        fc.integer({ min: 36, max: 181 }),
        fc.integer({ min: 0, max: 23 }),
        (confirmedOn, days, hour) => {
          const confirmedAt = at(confirmedOn, 14)
          const endsOn = addDays(confirmedOn, days)
          const due = addDays(endsOn, -35)
          const runs = Array.from({ length: 300 }, (_, rank) =>
            at(addDays(confirmedOn, rank), hour),
          )
          const doctor = aDoctor({ availabilities: [anAvailability({ confirmedAt, endsOn })] })
          const sent = replay(doctor, runs)
          expect(sent.map(({ rank }) => rank)).toEqual([1, 2, 3])
          const [first = '', , third = ''] = sent.map(({ deliverAfter }) => parisDay(deliverAfter))
          expect(first >= due && first <= addDays(due, 5)).toBe(true)
          expect(third <= endsOn).toBe(true)
        },
      ),
      { numRuns: 100 },
    )
  })

  test('an end that the doctor lets stand, or gives in the five weeks before it, is never asked about again', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 0, max: 35 }), (endsOn, days) => {
        const confirmedAt = at(addDays(endsOn, -days), 10)
        const runs = Array.from({ length: 400 }, (_, rank) => at(addDays(endsOn, rank - days), 11))
        const doctor = aDoctor({ availabilities: [anAvailability({ confirmedAt, endsOn })] })
        expect(replay(doctor, runs)).toEqual([])
        expect(nextQuestionOn(doctor, confirmedAt)).toBeNull()
      }),
      { numRuns: 50 },
    )
  })
})
