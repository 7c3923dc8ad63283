import { officeTime } from '../calendar/office-hours.ts'
import { addDays, type Day, daysBetween, parisDay, startOfDay } from '../calendar/rules.ts'
import type { SentChannel } from '../messaging/rules.ts'
import { type AskedAvailability, askOn, isActive, periodOf, WEEK_DAYS } from './periods.ts'

/** Days from the first message to each of the two reminders. */
const REMINDER_DAYS = [7, 21]

/** The first message and its reminders; then a person phones. */
export const MESSAGES = 1 + REMINDER_DAYS.length

/**
 * A message dated further ahead than this was dated by a clock that ran ahead, and is as if it had never left: believed,
 * it would silence its doctor until that day. A clock set back by less keeps messages a week apart.
 */
const AHEAD_DAYS = 31

const DAY_MS = 86_400_000

/** A message to this doctor that they did not ask for. */
export type FormerMessage = {
  key: string
  /** Period of each availability that it was about, by its id. */
  about: Readonly<Record<string, Day>>
  createdAt: Date
  /** When it left, else when it may leave. */
  leavesAt: Date
  /** `failed`: it reached the doctor by no way. */
  status: 'waiting' | 'done' | 'cancelled' | 'failed'
}

/** A doctor who volunteers and has not left. */
export type AskedDoctor = {
  id: string
  /** How a message reaches them; null when none can. */
  channel: SentChannel | null
  availabilities: readonly AskedAvailability[]
  messages: readonly FormerMessage[]
}

/** A message to send. `rank` is 1 for the first one about what it says, 2 and 3 for the reminders. */
export type DueMessage = {
  key: string
  channel: SentChannel
  rank: number
  /** Period of each availability that it is about, by its id. */
  about: Record<string, Day>
  deliverAfter: Date
}

/**
 * The message that is due to a doctor at `now`, or null. One message is about all their practices that are due, or will
 * be within the week. Its key is made of the doctor, the end of the period and the number of the message in it: the
 * same state gives the same key, and a state that knows of the message gives none until the next step.
 */
export function messageDue(doctor: AskedDoctor, now: Date): DueMessage | null {
  const { channel } = doctor
  const sent = livingMessages(doctor.messages, now)
  if (!channel || sent.some(({ status }) => status === 'waiting')) return null
  const last = latest(sent.map(({ leavesAt }) => leavesAt))
  const today = parisDay(now)
  if (last && daysBetween(parisDay(last), today) < WEEK_DAYS) return null
  const steps = activeSteps(doctor, now)
  const [lead] = steps.filter((step) => isMessageDue(step, today)).sort(byPeriod)
  if (!lead) return null
  const soon = addDays(today, WEEK_DAYS - 1)
  const said = steps.filter((step) => step === lead || soon >= askOn(step.availability))
  return {
    key: nextKey(doctor, lead.period),
    channel,
    rank: lead.sent.length + 1,
    about: Object.fromEntries(said.map(({ availability, period }) => [availability.id, period])),
    deliverAfter: officeTime(
      last ? later(now, new Date(last.getTime() + WEEK_DAYS * DAY_MS)) : now,
    ),
  }
}

/**
 * When something new may be told to a doctor: now, a week after the last message they did not ask for, or with the one
 * that waits to leave. `isWaiting`: that one will say it too.
 */
export function newsTime(
  messages: readonly FormerMessage[],
  now: Date,
): { at: Date; isWaiting: boolean } {
  const living = livingMessages(messages, now)
  const waiting = living.find(({ status }) => status === 'waiting')
  if (waiting) return { at: officeTime(later(now, waiting.leavesAt)), isWaiting: true }
  const last = latest(living.map(({ leavesAt }) => leavesAt))
  const at = last ? later(now, new Date(last.getTime() + WEEK_DAYS * DAY_MS)) : now
  return { at: officeTime(at), isWaiting: false }
}

/** Why a person is to phone a doctor: they did not answer, no message can reach them, or the last one did not. */
export type CallReason = 'silent' | 'unreachable' | 'failed'

/** A call to make: why, and the day of the first message left without an answer. */
export type DueCall = { reason: CallReason; since: Day | null }

/** Whether a doctor is to be phoned at `now`: a week after the last reminder, as soon as due without any address, or as soon as a message failed for good. */
export function callDue(doctor: AskedDoctor, now: Date): DueCall | null {
  const today = parisDay(now)
  const due = activeSteps(doctor, now).filter(({ availability }) => today >= askOn(availability))
  if (due.length === 0) return null
  if (!doctor.channel) return { reason: 'unreachable', since: null }
  const failed = due.find(({ sent }) => sent.at(-1)?.status === 'failed')
  if (failed) return { reason: 'failed', since: null }
  const silent = due.find(({ sent }) => {
    const reminded = sent[MESSAGES - 1]
    return reminded && daysBetween(parisDay(reminded.leavesAt), today) >= WEEK_DAYS
  })
  const [first] = silent?.sent ?? []
  return first ? { reason: 'silent', since: parisDay(first.leavesAt) } : null
}

/** True when a doctor must still be asked about one of these, at `now`: they answered for none of them meanwhile. */
export function isStillAsked(
  { availabilities }: Pick<AskedDoctor, 'availabilities'>,
  about: Readonly<Record<string, Day>>,
  now: Date,
): boolean {
  const today = parisDay(now)
  return availabilities.some(
    (each) =>
      isActive(each, availabilities, today) &&
      about[each.id] === periodOf(each) &&
      today >= askOn(each, 1),
  )
}

/** Longer than any period before its question; a pause may last longer: then nothing can be told. */
const FORESEEN_DAYS = 366

/** The day the next question reaches a doctor who says nothing more until then; null when none does within the year. */
export function nextQuestionOn(doctor: AskedDoctor, now: Date): Day | null {
  const messages = livingMessages(doctor.messages, now).filter(({ status }) => status === 'done')
  const settled = { ...doctor, channel: doctor.channel ?? 'email', messages }
  const today = parisDay(now)
  for (let days = 0; days <= FORESEEN_DAYS; days += 1) {
    const due = messageDue(settled, days === 0 ? now : startOfDay(addDays(today, days)))
    if (due) return parisDay(due.deliverAfter)
  }
  return null
}

/** Where one availability stands: the messages about its present period, oldest first. */
type Step = { availability: AskedAvailability; period: Day; sent: readonly FormerMessage[] }

/** Messages that were not cancelled, nor dated by a clock that ran ahead. */
function livingMessages(messages: readonly FormerMessage[], now: Date): FormerMessage[] {
  const latestDate = now.getTime() + AHEAD_DAYS * DAY_MS
  return messages.filter(
    ({ status, leavesAt }) => status !== 'cancelled' && leavesAt.getTime() <= latestDate,
  )
}

function activeSteps({ availabilities, messages }: AskedDoctor, now: Date): Step[] {
  const today = parisDay(now)
  const living = livingMessages(messages, now)
  return availabilities
    .filter((availability) => isActive(availability, availabilities, today))
    .map((availability) => {
      const period = periodOf(availability)
      const since = availability.confirmedAt ?? availability.createdAt
      const sent = living.filter(
        ({ about, createdAt }) => about[availability.id] === period && createdAt >= since,
      )
      return { availability, period, sent: [...sent].sort(byDate) }
    })
}

/** The next step is brought forward by a patient's word that came after the last message. */
function isMessageDue({ availability, sent }: Step, today: Day): boolean {
  const [first] = sent
  const last = sent.at(-1)
  if (!first || !last) return today >= askOn(availability)
  const wait = REMINDER_DAYS[sent.length - 1]
  if (wait === undefined) return false
  const { loweredAt } = availability
  const isDoubted = loweredAt !== null && loweredAt > last.leavesAt
  return isDoubted || today >= addDays(parisDay(first.leavesAt), wait)
}

function nextKey({ id, messages }: AskedDoctor, period: Day): string {
  const prefix = `availability:${id}:${period}:`
  return `${prefix}${messages.filter(({ key }) => key.startsWith(prefix)).length + 1}`
}

function byPeriod(a: Step, b: Step): number {
  return a.period < b.period || (a.period === b.period && a.availability.id < b.availability.id)
    ? -1
    : 1
}

function byDate(a: FormerMessage, b: FormerMessage): number {
  return a.leavesAt.getTime() - b.leavesAt.getTime()
}

function latest(instants: readonly Date[]): Date | null {
  return instants.reduce<Date | null>((last, each) => (last && last > each ? last : each), null)
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b
}
