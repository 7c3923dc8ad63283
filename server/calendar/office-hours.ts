import { addDays, type Day, parisDay, parisTime, startOfDay } from './rules.ts'
import { addWorkingDays, isWorkingDay } from './working-days.ts'

/** What nobody asked for is read while people work: from this hour on, and before that one. */
export const OPENS_AT = 9
export const CLOSES_AT = 18

/** Nobody is woken at home: from this hour on, and before that one, every day. */
const DAY_OPENS_AT = 8
const DAY_CLOSES_AT = 20

const HOUR_MS = 3_600_000

/** The first instant from `from` on, included, between 9 h and 18 h in Paris on a working day. */
export function officeTime(from: Date): Date {
  const day = parisDay(from)
  const { hour } = parisTime(from)
  if (isWorkingDay(day) && hour >= OPENS_AT && hour < CLOSES_AT) return from
  const isLater = isWorkingDay(day) && hour < OPENS_AT
  return hourOf(isLater ? day : addWorkingDays(day, 1), OPENS_AT)
}

/** The first instant from `from` on, included, between 8 h and 20 h in Paris, whatever the day. */
export function dayTime(from: Date): Date {
  const day = parisDay(from)
  const { hour } = parisTime(from)
  if (hour >= DAY_OPENS_AT && hour < DAY_CLOSES_AT) return from
  return hourOf(hour < DAY_OPENS_AT ? day : addDays(day, 1), DAY_OPENS_AT)
}

/** That hour of a day in Paris, also on the days when the clocks change; not the hours in which they do. */
export function hourOf(day: Day, hour: number): Date {
  const sinceMidnight = new Date(startOfDay(day).getTime() + hour * HOUR_MS)
  return new Date(sinceMidnight.getTime() + (hour - parisTime(sinceMidnight).hour) * HOUR_MS)
}
