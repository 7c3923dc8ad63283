import { parisDay, parisTime, startOfDay } from '../calendar/rules.ts'
import { addWorkingDays, isWorkingDay } from '../calendar/working-days.ts'

/** What nobody asked for is read while people work: from this hour on, and before that one. */
export const OPENS_AT = 9
export const CLOSES_AT = 18

const HOUR_MS = 3_600_000

/** What nobody asked for waits for office hours, even when the outbox was late; the rest leaves at any time. */
export function mayLeaveAt({ template }: { template: string }, now: Date): Date {
  return UNASKED.includes(template) ? officeTime(now) : now
}

const UNASKED = [
  'availability_ask',
  'availability_reminder',
  'doctor_news',
  'prospect_informed',
  'survey_ask',
  'survey_reminder',
]

/** The first instant from `from` on, included, between 9 h and 18 h in Paris on a working day. */
export function officeTime(from: Date): Date {
  const day = parisDay(from)
  const { hour } = parisTime(from)
  if (isWorkingDay(day) && hour >= OPENS_AT && hour < CLOSES_AT) return from
  const isLater = isWorkingDay(day) && hour < OPENS_AT
  const opening = isLater ? day : addWorkingDays(day, 1)
  return new Date(startOfDay(opening).getTime() + OPENS_AT * HOUR_MS)
}
