import type { Channel, RequestStatus } from '../../prisma/generated/enums.ts'
import type { Actor } from '../audit/service.ts'
import type { Day } from '../calendar/rules.ts'
import type { Keys } from '../crypto/keys.ts'
import { newReference } from '../crypto/tokens.ts'
import type { Db } from '../db.ts'
import type { Care, Contact, Home, Identity, Wishes } from './household.ts'
import { memberRow } from './members-store.ts'
import { type OrientationRequest, SELECTED, toRequest } from './row-store.ts'
import type { Verdict } from './rules.ts'
import { sealColumn, searchIndexOf } from './sealed.ts'

export type NewRequest = {
  id: string
  territoryId: string
  referencePrefix: string
  status: RequestStatus
  source: string | null
  filledBy: string
  channel: Channel
  nextStepOn: Day | null
  inseeCode: string | null
  contact: Contact
  home: Home
  wishes: Wishes
  members: (Identity & Care)[]
  verdict: Verdict | null
  surveyAgreed: boolean
}

/** Stores a request with its people, sealed. Its reference is drawn until it is free in the territory. */
export async function insertRequest(
  db: Db,
  keys: Keys,
  request: NewRequest,
  now: Date,
): Promise<void> {
  const { id } = request
  const reference = await freeReference(db, request)
  await db.orientationRequest.create({
    data: {
      id,
      territoryId: request.territoryId,
      reference,
      status: request.status,
      source: request.source,
      filledBy: request.filledBy,
      channel: request.channel,
      registeredAt: now,
      nextStepOn: dateColumn(request.nextStepOn),
      inseeCode: request.inseeCode,
      peopleCount: request.members.length,
      contactSealed: sealColumn(keys, 'orientation_request.contact_sealed', id, request.contact),
      homeSealed: sealColumn(keys, 'orientation_request.home_sealed', id, request.home),
      wishesSealed: sealColumn(keys, 'orientation_request.wishes_sealed', id, request.wishes),
      searchIndex: searchIndexOf(keys, {
        reference,
        contact: request.contact,
        people: request.members,
      }),
      verdict: request.verdict,
      surveyAgreedAt: request.surveyAgreed ? now : null,
      updatedAt: now,
    },
    select: { id: true },
  })
  await db.member.createMany({
    data: request.members.map((member, position) =>
      memberRow(keys, { member, position, requestId: id, territoryId: request.territoryId }),
    ),
  })
}

/** One request of a territory, opened; null when it is not there. */
export async function findRequest(
  db: Db,
  keys: Keys,
  { id, territoryId }: { id: string; territoryId: string },
): Promise<OrientationRequest | null> {
  const row = await db.orientationRequest.findFirst({
    where: { id, territoryId },
    select: SELECTED,
  })
  return row ? toRequest(keys, row) : null
}

/** Requests of a territory that wait for their address to be placed, oldest first. */
export async function listUnplaced(
  db: Db,
  keys: Keys,
  territoryId: string,
): Promise<OrientationRequest[]> {
  const rows = await db.orientationRequest.findMany({
    where: { territoryId, status: 'to_locate' },
    orderBy: { registeredAt: 'asc' },
    select: SELECTED,
  })
  return rows.map((row) => toRequest(keys, row))
}

export type RequestChange = Partial<
  Pick<
    OrientationRequest,
    | 'status'
    | 'closeReason'
    | 'inseeCode'
    | 'verdict'
    | 'verdictBy'
    | 'orientedAt'
    | 'foundAt'
    | 'surveyAgreedAt'
    | 'closedAt'
    | 'nextStepOn'
    | 'pausedFrom'
    | 'pausedUntil'
    | 'home'
    | 'verdictReason'
    | 'channel'
    | 'wishes'
  >
> & {
  /** With the people and the reference, by which the request is found again. */
  reach?: { contact: Contact; people: readonly Identity[]; reference: string }
}

/** Changes a request if it still is at `version`; false when somebody changed it first. */
export async function updateRequest(
  db: Db,
  keys: Keys,
  target: { id: string; territoryId: string; version: number; by: Actor },
  change: RequestChange,
  now: Date,
): Promise<boolean> {
  const { nextStepOn, pausedFrom, pausedUntil, home, verdictReason, wishes, reach, ...plain } =
    change
  const { count } = await db.orientationRequest.updateMany({
    where: { id: target.id, territoryId: target.territoryId, version: target.version },
    data: {
      ...plain,
      ...(nextStepOn === undefined ? {} : { nextStepOn: dateColumn(nextStepOn) }),
      ...(pausedFrom === undefined ? {} : { pausedFrom: dateColumn(pausedFrom) }),
      ...(pausedUntil === undefined ? {} : { pausedUntil: dateColumn(pausedUntil) }),
      ...(home
        ? { homeSealed: sealColumn(keys, 'orientation_request.home_sealed', target.id, home) }
        : {}),
      ...(wishes
        ? { wishesSealed: sealColumn(keys, 'orientation_request.wishes_sealed', target.id, wishes) }
        : {}),
      ...(reach
        ? {
            contactSealed: sealColumn(
              keys,
              'orientation_request.contact_sealed',
              target.id,
              reach.contact,
            ),
            searchIndex: searchIndexOf(keys, reach),
          }
        : {}),
      ...(verdictReason
        ? {
            verdictReasonSealed: sealColumn(
              keys,
              'orientation_request.verdict_reason_sealed',
              target.id,
              verdictReason,
            ),
          }
        : {}),
      version: { increment: 1 },
      updatedAt: now,
      updatedBy: target.by.name ?? target.by.kind,
    },
  })
  return count === 1
}

/** What one person of a request needs, in the place of what was known. */
export async function updateCare(
  db: Db,
  keys: Keys,
  { requestId, memberId }: { requestId: string; memberId: string },
  care: Care,
): Promise<void> {
  await db.member.updateMany({
    where: { id: memberId, requestId },
    data: { careSealed: sealColumn(keys, 'member.care_sealed', memberId, care) },
  })
}

export type MemberMark = { seenAt?: Date | null; declaredAt?: Date | null }

/** Records for some people of a request that they were seen or declared. */
export async function markMembers(
  db: Db,
  { requestId, memberIds }: { requestId: string; memberIds: readonly string[] },
  mark: MemberMark,
): Promise<void> {
  await db.member.updateMany({ where: { requestId, id: { in: [...memberIds] } }, data: mark })
}

async function freeReference(
  db: Db,
  { territoryId, referencePrefix }: NewRequest,
): Promise<string> {
  for (;;) {
    const reference = newReference(referencePrefix)
    const taken = await db.orientationRequest.count({ where: { territoryId, reference } })
    if (taken === 0) return reference
  }
}

function dateColumn(day: Day | null): Date | null {
  return day ? new Date(`${day}T00:00:00Z`) : null
}
