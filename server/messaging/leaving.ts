import { dayTime, officeTime } from '../calendar/office-hours.ts'
import type { ClaimedMessage, Template } from './rules.ts'
import { QUESTIONS } from './template-names.ts'

/** Beside the ids of a message: its household, or a person for it, has just done what it answers. */
export const AT_ONCE = { leaves: 'at_once' } as const

/** Whoever waits for a message no longer does so much after it was asked for. */
const WAITED_MS = 30 * 60_000

/**
 * When a message may leave, however late the outbox is. What nobody asked for waits for office hours; what a machine, a
 * doctor or a date decides about a household waits for the day, from 8 h to 20 h; what somebody waits for leaves at once,
 * unless an outage kept it so long that it would wake a household.
 */
export function mayLeaveAt(
  { template, ids, createdAt }: Pick<ClaimedMessage, 'template' | 'ids' | 'createdAt'>,
  now: Date,
): Date {
  if (UNASKED.includes(template)) return officeTime(now)
  const isDecided = DECIDED.includes(template)
  if (!isDecided && !ANSWERS.includes(template)) return now
  const isWaitedFor = !isDecided || ids.leaves === AT_ONCE.leaves
  return isWaitedFor && now.getTime() - createdAt.getTime() <= WAITED_MS ? now : dayTime(now)
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

/** To a household that has just asked, or agreed. */
const ANSWERS: readonly string[] = [
  'request_received',
  'shortlist',
  'link_again',
  'solution_agreed',
] satisfies Template[]
