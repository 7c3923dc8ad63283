import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AskedAvailability } from '../../../server/availability-campaign/periods.ts'
import {
  type DueMessage,
  type FormerMessage,
  messageDue,
  nextQuestionOn,
} from '../../../server/availability-campaign/rules.ts'
import { addDays, addMonths, parisDay, parisTime } from '../../../server/calendar/rules.ts'
import { isWorkingDay } from '../../../server/calendar/working-days.ts'
import { aDoctor, anAvailability, at, left, replay } from './replay.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const WEEK_MS = 7 * DAY_MS

/** A day from 2026 to 2030: two leap days, ten changes of the clock. */
const aDay = fc.integer({ min: 0, max: 365 * 4 }).map((rank) => addDays('2026-03-01', rank))
/** Any instant of the day, the hour that comes twice and the one that is skipped included. */
const anInstant = fc
  .tuple(aDay, fc.integer({ min: 0, max: 24 * 60 - 1 }))
  .map(([day, minute]) => new Date(at(day, 0).getTime() + minute * 60_000))

/** Gaps between runs of the job, in hours: every day, several a day by several nodes, or not for weeks. */
const someGaps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(24) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 30 }) },
    { weight: 1, arbitrary: fc.integer({ min: 24, max: 24 * 20 }) },
    { weight: 1, arbitrary: fc.integer({ min: -72, max: -1 }) },
  ),
  { minLength: 40, maxLength: 120 },
)

const someAvailabilities = fc.array(
  fc.record({
    confirmedAt: fc.option(anInstant),
    loweredAt: fc.option(anInstant, { freq: 3 }),
    /** Days from the first run of the job. */
    endsInDays: fc.option(fc.integer({ min: -10, max: 250 })),
    isLeaving: fc.boolean(),
  }),
  { minLength: 1, maxLength: 3 },
)

type Drawn = {
  confirmedAt: Date | null
  loweredAt: Date | null
  endsInDays: number | null
  isLeaving: boolean
}

function availabilities(drawn: readonly Drawn[], start: Date): AskedAvailability[] {
  const past = (instant: Date | null) => (instant && instant < start ? instant : null)
  return drawn.map(({ confirmedAt, loweredAt, endsInDays, isLeaving }, rank) =>
    anAvailability({
      id: String(rank),
      confirmedAt: past(confirmedAt),
      loweredAt: past(loweredAt),
      endsOn: endsInDays === null ? null : addDays(parisDay(start), endsInDays),
      isLeaving,
      createdAt: new Date(start.getTime() - DAY_MS),
    }),
  )
}

/** Instants of the job: the clock is sometimes set back, and catches up later. */
function runsFrom(start: Date, gaps: readonly number[]): Date[] {
  let now = start.getTime()
  return gaps.map((hours) => {
    now += hours * HOUR_MS
    return new Date(now)
  })
}

function aCase() {
  return fc.record({ drawn: someAvailabilities, start: anInstant, gaps: someGaps })
}

describe('over four years, with two leap days and ten changes of the clock', () => {
  test('never two messages within a week, nor two under one key, however often and late the job runs', () => {
    fc.assert(
      fc.property(aCase(), ({ drawn, start, gaps }) => {
        const sent = replay(
          aDoctor({ availabilities: availabilities(drawn, start) }),
          runsFrom(start, gaps),
        )
        expect(new Set(sent.map(({ key }) => key)).size).toBe(sent.length)
        const instants = sent
          .map(({ deliverAfter }) => deliverAfter.getTime())
          .sort((a, b) => a - b)
        for (const [rank, instant] of instants.slice(1).entries())
          expect(instant - (instants[rank] ?? 0)).toBeGreaterThanOrEqual(WEEK_MS)
      }),
      { numRuns: 150 },
    )
  })

  test('they leave on working days from 9 h to 18 h in Paris, never before they are due', () => {
    fc.assert(
      fc.property(aCase(), ({ drawn, start, gaps }) => {
        const doctor = aDoctor({ availabilities: availabilities(drawn, start) })
        for (const { deliverAfter, about } of replay(doctor, runsFrom(start, gaps))) {
          const day = parisDay(deliverAfter)
          const { hour } = parisTime(deliverAfter)
          expect(isWorkingDay(day) && hour >= 9 && hour < 18).toBe(true)
          expect(Object.keys(about).length).toBeGreaterThan(0)
        }
      }),
      { numRuns: 100 },
    )
  })

  test('run twice from the same state, by two nodes, the job gives the same key', () => {
    fc.assert(
      fc.property(aCase(), ({ drawn, start }) => {
        const doctor = aDoctor({ availabilities: availabilities(drawn, start) })
        const again = messageDue(doctor, new Date(start.getTime() + 1000))
        expect(again?.key).toBe(messageDue(doctor, start)?.key)
      }),
      { numRuns: 200 },
    )
  })

  test('nobody is skipped: whatever was confirmed, the first question leaves in time, and two follow', () => {
    fc.assert(
      fc.property(anInstant, fc.integer({ min: 0, max: 23 }), (confirmedAt, hour) => {
        const confirmedOn = parisDay(confirmedAt)
        const due = addDays(addMonths(confirmedOn, 6), -35)
        const runs = Array.from({ length: 60 }, (_, rank) => at(addDays(due, rank - 10), hour))
        const sent = replay(aDoctor({ availabilities: [anAvailability({ confirmedAt })] }), runs)
        expect(sent).toHaveLength(3)
        const [first = '', second = '', third = ''] = sent.map(({ deliverAfter }) =>
          parisDay(deliverAfter),
        )
        expect(first >= due && first <= addDays(due, 5)).toBe(true)
        expect(second >= addDays(first, 7) && second <= addDays(first, 13)).toBe(true)
        expect(third >= addDays(first, 21) && third <= addDays(first, 27)).toBe(true)
        expect(third < addMonths(confirmedOn, 6)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  test('the date that the thanks page says is the day on which the next message leaves', () => {
    fc.assert(
      fc.property(someAvailabilities, anInstant, (drawn, start) => {
        const doctor = aDoctor({ availabilities: availabilities(drawn, start) })
        const runs = Array.from({ length: 250 }, (_, rank) =>
          rank === 0 ? start : at(addDays(parisDay(start), rank)),
        )
        const [first] = replay(doctor, runs)
        expect(nextQuestionOn(doctor, start)).toBe(first ? parisDay(first.deliverAfter) : null)
      }),
      { numRuns: 100 },
    )
  })

  test('a job stopped for days says one thing when it comes back, and everybody gets the three in the end', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 200 }), (confirmedOn, stoppedDays) => {
        const due = addDays(addMonths(confirmedOn, 6), -35)
        const back = addDays(due, stoppedDays)
        const runs = Array.from({ length: 50 }, (_, rank) => at(addDays(back, rank)))
        const doctor = aDoctor({
          availabilities: [anAvailability({ confirmedAt: at(confirmedOn) })],
        })
        expect(replay(doctor, runs.slice(0, 1))).toHaveLength(1)
        expect(replay(doctor, runs)).toHaveLength(3)
      }),
      { numRuns: 100 },
    )
  })

  test('the zone of the machine changes nothing', () => {
    const zone = process.env.TZ
    const told = ['UTC', 'Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Kolkata'].map(
      (name) => {
        process.env.TZ = name
        const runs = Array.from({ length: 200 }, (_, rank) => at(addDays('2027-01-01', rank), 8))
        return replay(aDoctor(), runs)
      },
    )
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
    for (const each of told) expect(each).toEqual(told[0])
    expect(told[0]).toHaveLength(3)
  })
})

test('each practice gets its three messages, and no more, until the doctor answers', () => {
  fc.assert(
    fc.property(fc.array(aDay, { minLength: 1, maxLength: 4 }), (days) => {
      const start = addDays([...days].sort().at(-1) ?? '', 1)
      const practices = days.map((day, rank) =>
        anAvailability({ id: String(rank), confirmedAt: at(day) }),
      )
      let messages: FormerMessage[] = []
      const sent: DueMessage[] = []
      for (let rank = 0; rank < 330; rank += 1) {
        const now = at(addDays(start, rank))
        const due = messageDue(aDoctor({ availabilities: practices, messages }), now)
        if (!due) continue
        sent.push(due)
        messages = [...messages, left(due, now)]
      }
      for (const { id } of practices) {
        const about = sent.filter((each) => id in each.about).length
        expect(about).toBeGreaterThanOrEqual(3)
      }
      expect(sent.length).toBeLessThanOrEqual(3 * days.length)
    }),
    { numRuns: 25 },
  )
})
