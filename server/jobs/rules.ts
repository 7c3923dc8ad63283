import { parisDay, parisTime } from '../calendar/rules.ts'

/** Rows or messages, by what was done with them. */
export type Counts = Record<string, number>

/** `always`: at each turn of the loop. `daily`: once a day in Paris, from that hour on. */
export type Schedule = { kind: 'always' } | { kind: 'daily'; hour: number }

export type Job = {
  name: string
  schedule: Schedule
  /** Run apart from the others, and as soon as a commit tells that something waits. */
  isWoken?: boolean
  /** A long job asks `isStopping` between two pieces of work, and ends early. */
  run: (now: Date, isStopping: () => boolean) => Promise<Counts>
}

/** The hour that is skipped in March and comes twice in October: nothing daily is planned in it, nor runs in it. */
const UNSURE_HOUR = 2

/** A daily job. @throws RangeError for an hour that does not exist every day. */
export function daily(name: string, hour: number, run: Job['run']): Job {
  if (!Number.isInteger(hour) || hour < 0 || hour > 23 || hour === UNSURE_HOUR)
    throw new RangeError(`${name}: no job is planned at ${hour} h`)
  return { name, schedule: { kind: 'daily', hour }, run }
}

/** A job of each turn. */
export function always(name: string, run: Job['run']): Job {
  return { name, schedule: { kind: 'always' }, run }
}

/** A run dated further ahead than this was written by a clock since set right. */
const CLOCK_ERROR_MS = 86_400_000

/**
 * True when a daily job has not run today in Paris and its hour has come. A server that was stopped then runs it later;
 * a clock that was long ahead does not hold it until that time comes.
 */
export function isDue(schedule: Schedule, lastRanAt: Date | null, now: Date): boolean {
  if (schedule.kind === 'always') return true
  const { hour } = parisTime(now)
  if (hour < schedule.hour || hour === UNSURE_HOUR) return false
  if (lastRanAt === null || lastRanAt.getTime() - now.getTime() > CLOCK_ERROR_MS) return true
  return parisDay(lastRanAt) < parisDay(now)
}
