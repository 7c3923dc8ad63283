import { describe, expect, test } from 'vitest'
import {
  callDue,
  isStillAsked,
  messageDue,
  newsTime,
} from '../../../server/availability-campaign/rules.ts'
import { officeTime } from '../../../server/calendar/office-hours.ts'
import { parisDay } from '../../../server/calendar/rules.ts'
import { aDoctor, anAvailability, at, daily, daysOf, left, replay } from './replay.ts'

describe('B8: a doctor is asked every six months', () => {
  test('31 August holds until 28 February: asked on 24 January, or the Monday after, then 7 and 21 days later', () => {
    const sent = replay(aDoctor(), daily('2026-09-01', 300))
    expect(daysOf(sent)).toEqual(['2027-01-25', '2027-02-01', '2027-02-15'])
    expect(sent.map(({ rank }) => rank)).toEqual([1, 2, 3])
    expect(sent.map(({ key }) => key)).toEqual([
      'availability:d:2027-02-28:1',
      'availability:d:2027-02-28:2',
      'availability:d:2027-02-28:3',
    ])
  })

  test('in a leap year the same word holds until 29 February', () => {
    const doctor = aDoctor({ availabilities: [anAvailability({ confirmedAt: at('2027-08-31') })] })
    const [first] = replay(doctor, daily('2027-09-01', 300))
    expect(first?.key).toBe('availability:d:2028-02-29:1')
    expect(parisDay(first?.deliverAfter ?? at('2000-01-01'))).toBe('2028-01-25')
  })

  test('nothing leaves five weeks and a day before', () => {
    expect(messageDue(aDoctor(), at('2027-01-23'))).toBeNull()
    expect(messageDue(aDoctor(), at('2027-01-24'))).not.toBeNull()
  })

  test('who confirmed since is not asked', () => {
    const confirmed = anAvailability({ confirmedAt: at('2027-01-26', 10) })
    const asked = replay(aDoctor(), daily('2027-01-20', 6)).map((each) =>
      left(each, at('2027-01-24')),
    )
    const doctor = aDoctor({ availabilities: [confirmed], messages: asked })
    expect(replay(doctor, daily('2027-01-27', 100))).toEqual([])
  })

  test('who never said anything is asked at once', () => {
    const never = anAvailability({ confirmedAt: null, createdAt: at('2026-11-23', 15) })
    const sent = replay(aDoctor({ availabilities: [never] }), daily('2026-11-24', 60))
    expect(daysOf(sent)).toEqual(['2026-11-24', '2026-12-01', '2026-12-15'])
  })
})

describe('a patient told of a refusal', () => {
  const lowered = anAvailability({ loweredAt: at('2026-10-06', 15) })

  test('the doctor is asked at once, then as ever', () => {
    const sent = replay(aDoctor({ availabilities: [lowered] }), [
      at('2026-10-06', 16),
      ...daily('2026-10-07', 200),
    ])
    expect(daysOf(sent)).toEqual(['2026-10-06', '2026-10-13', '2026-10-27'])
    expect(sent[0]?.deliverAfter).toEqual(at('2026-10-06', 16))
  })

  test('a word that comes after the first message brings the reminder forward, a week apart', () => {
    const [first] = replay(aDoctor(), daily('2027-01-20', 10))
    const messages = first ? [left(first, at('2027-01-24'))] : []
    const second = replay(aDoctor({ messages }), daily('2027-01-26', 10))
    const told = [...messages, ...second.map((each) => left(each, at('2027-02-01')))]
    const doubted = anAvailability({ loweredAt: at('2027-02-03') })
    const sent = replay(
      aDoctor({ availabilities: [doubted], messages: told }),
      daily('2027-02-03', 90),
    )
    expect(daysOf(sent)).toEqual(['2027-02-08'])
  })
})

describe('several practices', () => {
  const near = anAvailability({ id: 'b', confirmedAt: at('2026-09-03') })
  const far = anAvailability({ id: 'c', confirmedAt: at('2026-11-20') })

  test('one message says what is due and what will be within the week', () => {
    const [first, ...others] = replay(
      aDoctor({ availabilities: [anAvailability(), near, far] }),
      daily('2027-01-20', 60),
    )
    expect(Object.keys(first?.about ?? {})).toEqual(['a', 'b'])
    expect(others).toHaveLength(2)
  })

  test('the one that comes later is asked at its own time, though the others were not answered', () => {
    const sent = replay(
      aDoctor({ availabilities: [anAvailability(), far] }),
      daily('2027-01-20', 200),
    )
    const about = sent.filter((each) => 'c' in each.about)
    expect(daysOf(about)).toEqual(['2027-04-15', '2027-04-22', '2027-05-07'])
  })

  test('an answer for one leaves the questions about the other', () => {
    const [first] = replay(aDoctor(), daily('2027-01-20', 10))
    const answered = anAvailability({ id: 'b', confirmedAt: at('2027-01-26') })
    const messages = first ? [left(first, at('2027-01-24'))] : []
    const sent = replay(
      aDoctor({ availabilities: [anAvailability(), answered], messages }),
      daily('2027-01-26', 60),
    )
    expect(sent.map(({ key }) => key)).toEqual([
      'availability:d:2027-02-28:2',
      'availability:d:2027-02-28:3',
    ])
  })
})

describe('nobody is asked', () => {
  const quiet = (part: Parameters<typeof anAvailability>[0]) =>
    replay(aDoctor({ availabilities: [anAvailability(part)] }), daily('2027-01-20', 40))

  test('during a pause; the day after it, they are', () => {
    expect(daysOf(quiet({ pausedUntil: '2027-02-10' }))).toEqual(['2027-02-11', '2027-02-18'])
  })

  test('B31: a pause that outlasts the confirmation ends with the question', () => {
    const availabilities = [anAvailability({ pausedUntil: '2027-06-30' })]
    const sent = replay(aDoctor({ availabilities }), daily('2027-01-20', 200))
    expect(daysOf(sent)[0]).toBe('2027-07-01')
  })

  test('once gone, nor when about to leave for good', () => {
    expect(quiet({ endsOn: '2027-01-10' })).toEqual([])
    expect(quiet({ endsOn: '2027-02-20', isLeaving: true })).toEqual([])
    expect(quiet({ endsOn: '2027-06-30', isLeaving: true })).not.toEqual([])
  })

  test('without an address: a person phones', () => {
    const doctor = aDoctor({ channel: null })
    expect(replay(doctor, daily('2027-01-20', 40))).toEqual([])
    expect(callDue(doctor, at('2027-01-23'))).toBeNull()
    expect(callDue(doctor, at('2027-01-24'))).toEqual({ reason: 'unreachable', since: null })
  })
})

describe('a message dated by a clock that ran ahead', () => {
  const [first] = replay(aDoctor(), daily('2027-01-20', 10))
  const ahead = first ? [{ ...left(first, at('2036-01-24')), leavesAt: at('2036-01-25') }] : []

  test.each(['done', 'waiting'] as const)('(%s) silences nobody until that day', (status) => {
    const messages = ahead.map((each) => ({ ...each, status }))
    const sent = replay(aDoctor({ messages }), daily('2027-01-20', 60))
    expect(sent).toHaveLength(3)
    expect(new Set([first?.key, ...sent.map(({ key }) => key)]).size).toBe(4)
    expect(newsTime(messages, at('2027-01-20', 10))).toEqual({
      at: at('2027-01-20', 10),
      isWaiting: false,
    })
  })

  test('by a few days still keeps the next one a week apart', () => {
    const messages = ahead.map((each) => ({ ...each, leavesAt: at('2027-01-26') }))
    const far = anAvailability({ id: 'c', confirmedAt: at('2026-08-20') })
    const sent = replay(
      aDoctor({ availabilities: [anAvailability(), far], messages }),
      daily('2027-01-20', 20),
    )
    expect(daysOf(sent)[0]).toBe('2027-02-02')
  })
})

describe('the call', () => {
  test('comes a week after the last reminder, and stays until they answer', () => {
    const messages = replay(aDoctor(), daily('2027-01-20', 60)).map((each) =>
      left(each, each.deliverAfter),
    )
    expect(callDue(aDoctor({ messages }), at('2027-02-21'))).toBeNull()
    for (const day of ['2027-02-22', '2027-06-01'])
      expect(callDue(aDoctor({ messages }), at(day))).toEqual({
        reason: 'silent',
        since: '2027-01-25',
      })
    const answered = anAvailability({ confirmedAt: at('2027-02-23') })
    expect(callDue(aDoctor({ messages, availabilities: [answered] }), at('2027-02-24'))).toBeNull()
  })
})

describe('a message that has not left', () => {
  const [first] = replay(aDoctor(), daily('2027-01-20', 10))
  const waiting = first ? [{ ...left(first, at('2027-01-24')), status: 'waiting' as const }] : []

  test('holds the next ones, however late', () => {
    expect(replay(aDoctor({ messages: waiting }), daily('2027-01-26', 60))).toEqual([])
  })

  test('leaves the reminders a week after the day it did leave', () => {
    const late = waiting.map((each) => ({
      ...each,
      status: 'done' as const,
      leavesAt: at('2027-01-28', 15),
    }))
    const sent = replay(aDoctor({ messages: late }), daily('2027-01-28', 60))
    expect(sent[0]?.deliverAfter).toEqual(at('2027-02-04', 15))
  })

  test('was cancelled: it is sent anew under another key', () => {
    const cancelled = waiting.map((each) => ({ ...each, status: 'cancelled' as const }))
    const [again] = replay(aDoctor({ messages: cancelled }), daily('2027-01-26', 1))
    expect(again).toMatchObject({ rank: 1, key: 'availability:d:2027-02-28:2' })
  })

  test('says nothing once they answered or paused', () => {
    const about = first?.about ?? {}
    const now = at('2027-01-25', 9)
    expect(isStillAsked(aDoctor(), about, now)).toBe(true)
    for (const part of [
      { confirmedAt: at('2027-01-24', 20) },
      { pausedUntil: '2027-03-01' },
      { endsOn: '2027-02-10', confirmedAt: at('2027-01-24', 20) },
    ])
      expect(isStillAsked({ availabilities: [anAvailability(part)] }, about, now)).toBe(false)
  })
})

describe('messages leave from 9 h to 18 h on working days', () => {
  test.each([
    ['2026-11-24', 8, '2026-11-24', 9],
    ['2026-11-24', 9, '2026-11-24', 9],
    ['2026-11-24', 17.99, '2026-11-24', 17.99],
    ['2026-11-24', 18, '2026-11-25', 9],
    ['2026-11-27', 19, '2026-11-30', 9],
    ['2026-11-28', 10, '2026-11-30', 9],
    ['2026-12-24', 20, '2026-12-28', 9],
    ['2027-03-26', 20, '2027-03-30', 9],
    ['2026-10-24', 12, '2026-10-26', 9],
  ])('%s at %d h becomes %s at %d h', (day, hour, outDay, outHour) => {
    expect(officeTime(at(day, hour))).toEqual(at(outDay, outHour))
  })
})
