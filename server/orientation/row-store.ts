import type { Channel, RequestStatus } from '../../prisma/generated/enums.ts'
import { type Day, dayOfDateColumn } from '../calendar/rules.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Db } from '../db.ts'
import type { Contact, Home, Person, Wishes } from './household.ts'
import type { CloseReason, Verdict } from './rules.ts'
import { NOT_ERASED, openColumn } from './sealed.ts'

/** A request as the services know it: opened, with its people in their order. */
export type OrientationRequest = {
  id: string
  territoryId: string
  reference: string
  status: RequestStatus
  closeReason: CloseReason | null
  source: string | null
  filledBy: string
  channel: Channel
  registeredAt: Date
  nextStepOn: Day | null
  inseeCode: string | null
  contact: Contact
  home: Home
  wishes: Wishes
  members: Person[]
  verdict: Verdict | null
  verdictReason: string | null
  verdictBy: string | null
  orientedAt: Date | null
  foundAt: Date | null
  surveyAgreedAt: Date | null
  pausedFrom: Day | null
  pausedUntil: Day | null
  closedAt: Date | null
  /** Since when the household wants no SMS; null: it takes them. */
  smsStoppedAt: Date | null
  /** Who refuses them: the household, or the provider until it answers START. */
  smsStoppedBy: 'household' | 'provider' | null
  version: number
  updatedAt: Date
  updatedBy: string | null
}

export const SELECTED = {
  id: true,
  territoryId: true,
  reference: true,
  status: true,
  closeReason: true,
  source: true,
  filledBy: true,
  channel: true,
  registeredAt: true,
  nextStepOn: true,
  inseeCode: true,
  contactSealed: true,
  homeSealed: true,
  wishesSealed: true,
  verdict: true,
  verdictReasonSealed: true,
  verdictBy: true,
  orientedAt: true,
  foundAt: true,
  surveyAgreedAt: true,
  pausedFrom: true,
  pausedUntil: true,
  closedAt: true,
  smsStoppedAt: true,
  smsStoppedBy: true,
  version: true,
  updatedAt: true,
  updatedBy: true,
  members: {
    select: { id: true, identitySealed: true, careSealed: true, seenAt: true, declaredAt: true },
    where: NOT_ERASED,
    orderBy: { position: 'asc' },
  },
} as const

type Row = NonNullable<Awaited<ReturnType<typeof oneRow>>>

function oneRow(db: Db) {
  return db.orientationRequest.findFirst({ select: SELECTED })
}

/** Opens a row selected with `SELECTED`. */
export function toRequest(keys: Keys, row: Row): OrientationRequest {
  const { contactSealed, homeSealed, wishesSealed, verdictReasonSealed, ...plain } = row
  return {
    ...plain,
    verdict: row.verdict as Verdict | null,
    smsStoppedBy: row.smsStoppedBy as OrientationRequest['smsStoppedBy'],
    nextStepOn: dayOf(row.nextStepOn),
    pausedFrom: dayOf(row.pausedFrom),
    pausedUntil: dayOf(row.pausedUntil),
    contact: openColumn(keys, 'orientation_request.contact_sealed', row.id, contactSealed),
    home: openColumn(keys, 'orientation_request.home_sealed', row.id, homeSealed),
    wishes: openColumn(keys, 'orientation_request.wishes_sealed', row.id, wishesSealed),
    verdictReason: verdictReasonSealed
      ? openColumn(keys, 'orientation_request.verdict_reason_sealed', row.id, verdictReasonSealed)
      : null,
    members: row.members.map(({ identitySealed, careSealed, ...member }) => ({
      ...member,
      ...openColumn(keys, 'member.identity_sealed', member.id, identitySealed),
      ...openColumn(keys, 'member.care_sealed', member.id, careSealed),
    })),
  }
}

function dayOf(value: Date | null): Day | null {
  return value ? dayOfDateColumn(value) : null
}

/** A day as the columns of days hold it. */
export function dateColumn(day: Day | null): Date | null {
  return day ? new Date(`${day}T00:00:00Z`) : null
}
