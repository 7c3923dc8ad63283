import type { CampaignStatus, MessageStatus } from '../../prisma/generated/enums.ts'
import { CLOSES_AT, OPENS_AT, officeTime } from '../calendar/office-hours.ts'
import { addDays, type Day, parisDay, startOfDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import { FALLBACK, type SentChannel } from '../messaging/rules.ts'

/** What a campaign that a person starts is about. */
export type CampaignKind = 'satisfaction'

/** Households by what becomes of them: written to, to phone, left out and why. */
export type Audience = Readonly<Record<(typeof AUDIENCE)[number], number>>

export const AUDIENCE = [
  'email',
  'sms',
  'toCall',
  'noAgreement',
  'alreadyAsked',
  'duplicate',
  'deceased',
  'erased',
] as const

export type Campaign = {
  id: string
  territoryId: string
  kind: CampaignKind
  year: number
  status: CampaignStatus
  orientedFrom: Date
  orientedTo: Date | null
  /** As it was when the campaign started; null in a draft, where it is counted again each time. */
  audience: Audience | null
  firstAt: Date | null
  hours: number | null
  /** The day on which those who did not answer are reminded. */
  remindOn: Day | null
  remindedAt: Date | null
  /** The last day of its links. */
  closesOn: Day | null
  createdAt: Date
  startedAt: Date | null
  startedBy: string | null
  endedAt: Date | null
  version: number
  updatedAt: Date
  updatedBy: string | null
}

/** When the first message leaves, and over how many office hours the others follow. */
export type Plan = { firstAt: Date; hours: number }

/** What a person may do with a campaign, and from which states. */
export const FROM: Readonly<Record<Act, readonly CampaignStatus[]>> = {
  start: ['draft'],
  pause: ['running'],
  resume: ['paused'],
  cancel: ['draft', 'running', 'paused'],
}

export type Act = 'start' | 'pause' | 'resume' | 'cancel'

/** Working days left to answer before the reminder. */
const REMIND_WORKING_DAYS = 10
/** How long a link opens, after the last of them left. */
const LINK_DAYS = 60
const HOUR_MS = 3_600_000

/**
 * When each of `count` messages leaves: from `firstAt` on, at even steps over that many office hours of Paris. Nights,
 * week-ends and public holidays are skipped, so none leaves between 2 h and 3 h.
 */
export function spread({ firstAt, hours }: Plan, count: number): Date[] {
  const stepMs = (hours * HOUR_MS) / Math.max(count, 1)
  return Array.from({ length: count }, (_, rank) => afterOffice(firstAt, Math.floor(rank * stepMs)))
}

/** The instant that is so many milliseconds of office hours after `from`. */
function afterOffice(from: Date, ms: number): Date {
  let at = officeTime(from)
  for (let left = ms; ; ) {
    const closing = startOfOffice(parisDay(at)) + (CLOSES_AT - OPENS_AT) * HOUR_MS
    const rest = closing - at.getTime()
    if (left < rest) return new Date(at.getTime() + left)
    left -= rest
    at = officeTime(new Date(closing))
  }
}

/** 9 h in Paris; the clock changes on Sundays only, when nothing leaves. */
function startOfOffice(day: Day): number {
  return startOfDay(day).getTime() + OPENS_AT * HOUR_MS
}

/** Office hours for what is left of a campaign, at the pace that was chosen: one at least. */
export function hoursLeft(hours: number, { waiting, total }: { waiting: number; total: number }) {
  return Math.max(1, Math.ceil((hours * waiting) / Math.max(total, 1)))
}

/** The dates that follow from when the last message leaves. */
export function datesAfter(lastAt: Date): { remindOn: Day; closesOn: Day } {
  const day = parisDay(lastAt)
  return { remindOn: addWorkingDays(day, REMIND_WORKING_DAYS), closesOn: addDays(day, LINK_DAYS) }
}

/** Each message is in one of these, and in one only. */
export const FATES = [
  'delivered',
  'accepted',
  'waiting',
  'failed',
  'uncertain',
  'cancelled',
] as const

export type Fate = (typeof FATES)[number]

const FATE_OF: Readonly<Record<MessageStatus, Fate>> = {
  draft: 'waiting',
  queued: 'waiting',
  sending: 'waiting',
  failed_temporary: 'waiting',
  accepted: 'accepted',
  delivered: 'delivered',
  failed_permanent: 'failed',
  uncertain: 'uncertain',
  cancelled: 'cancelled',
}

/** `relay`: the e-mail that says what an SMS could not. */
export type Wave = 'first' | 'reminder' | 'relay'

export type ReportRow = { wave: Wave; channel: SentChannel; total: number } & Record<Fate, number>

/** A number of messages alike. */
export type Tally = {
  template: string
  channel: SentChannel
  status: MessageStatus
  isRelay: boolean
  count: number
}

/** The exact report of a campaign: every message once; in each row the fates add up to the total. */
export function reportOf(tallies: readonly Tally[]): ReportRow[] {
  const rows = new Map<string, ReportRow>()
  for (const { template, channel, status, isRelay, count } of tallies) {
    const wave = isRelay ? 'relay' : template.endsWith('_reminder') ? 'reminder' : 'first'
    const row = rows.get(`${wave} ${channel}`) ?? emptyRow(wave, channel)
    row[FATE_OF[status]] += count
    row.total += count
    rows.set(`${wave} ${channel}`, row)
  }
  const rank = ({ wave, channel }: ReportRow) =>
    WAVES.indexOf(wave) * 2 + (channel === 'sms' ? 1 : 0)
  return [...rows.values()].sort((a, b) => rank(a) - rank(b))
}

const WAVES: readonly Wave[] = ['first', 'reminder', 'relay']

/** The rows added up; `total` is the number of messages. */
export function totalOf(rows: readonly ReportRow[]): Record<Fate | 'total', number> {
  const sum = (name: Fate | 'total') => rows.reduce((all, row) => all + row[name], 0)
  return {
    total: sum('total'),
    delivered: sum('delivered'),
    accepted: sum('accepted'),
    waiting: sum('waiting'),
    failed: sum('failed'),
    uncertain: sum('uncertain'),
    cancelled: sum('cancelled'),
  }
}

/** True of the key of a message that says another way what did not pass. */
export function isRelayKey(uniqueKey: string): boolean {
  return uniqueKey.endsWith(FALLBACK)
}

function emptyRow(wave: Wave, channel: SentChannel): ReportRow {
  const none = { delivered: 0, accepted: 0, waiting: 0, failed: 0, uncertain: 0, cancelled: 0 }
  return { wave, channel, total: 0, ...none }
}
