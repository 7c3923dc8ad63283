import { dayTime, officeTime } from '../calendar/office-hours.ts'
import type { ClaimedMessage, Template } from './rules.ts'
import { QUESTIONS } from './template-names.ts'

/** Beside the ids of a message: its household, or a person for it, has just done what it answers. */
export const AT_ONCE = { leaves: 'at_once' } as const

/**
 * When a message may leave, however late the outbox is. What nobody asked for waits for office hours; what a machine, a
 * doctor or a date decides about a household waits for the day, from 8 h to 20 h; what somebody waits for leaves at once.
 */
export function mayLeaveAt(
  { template, ids }: Pick<ClaimedMessage, 'template' | 'ids'>,
  now: Date,
): Date {
  if (UNASKED.includes(template)) return officeTime(now)
  return DECIDED.includes(template) && ids.leaves !== AT_ONCE.leaves ? dayTime(now) : now
}

const UNASKED: readonly string[] = [
  'availability_ask',
  'availability_reminder',
  'doctor_news',
  'prospect_informed',
  'survey_ask',
  'survey_reminder',
] satisfies Template[]

const DECIDED: readonly string[] = [
  'request_outside',
  'solution_found',
  'solution_reminder',
  'solution_gone',
  'appointment_reminder',
  'wider_ask',
  'searching',
  'request_news',
  'declared_thanks',
  'request_closed',
  ...QUESTIONS,
] satisfies Template[]
