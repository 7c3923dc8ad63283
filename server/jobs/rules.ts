import { parisDay, parisTime } from '../calendar/rules.ts'

/** Rows or messages, by what was done with them. */
export type Counts = Record<string, number>

/** When a job last began, and what it counted; null when it did not end. */
export type Run = { ranAt: Date; result: Counts | null }

/** `always`: at each turn of the loop. `daily`: once a day in Paris, from that hour on. */
export type Schedule = { kind: 'always' } | { kind: 'daily'; hour: number }

export type Job = {
  name: string
  schedule: Schedule
  /** Run apart from the others, and as soon as a commit tells that something waits. */
  isWoken?: boolean
  /**
   * A long job asks `isStopping` between two pieces of work, and ends early. What it counts as `failed` makes it run again
   * the same day: a daily job does nothing twice.
   */
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
/** A run that did not end well is begun again after this time: longer than any daily job takes. */
const AGAIN_AFTER_MS = 15 * 60_000

/**
 * True when a daily job has not run today in Paris and its hour has come, or when its run of today failed in whole or in
 * part, or did not end, some time ago: it does again only what is left to do. A server that was stopped then runs it later;
 * a clock that was long ahead does not hold it until that time comes.
 */
export function isDue(schedule: Schedule, last: Run | null, now: Date): boolean {
  if (schedule.kind === 'always') return true
  const { hour } = parisTime(now)
  if (hour < schedule.hour || hour === UNSURE_HOUR) return false
  if (last === null || last.ranAt.getTime() - now.getTime() > CLOCK_ERROR_MS) return true
  if (parisDay(last.ranAt) < parisDay(now)) return true
  return !hasEndedWell(last) && now.getTime() - last.ranAt.getTime() >= AGAIN_AFTER_MS
}

function hasEndedWell({ result }: Run): boolean {
  return result !== null && !result.failed
}
