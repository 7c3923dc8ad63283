import type { Actor } from '../audit/service.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Db } from '../db.ts'
import type { Care, Contact, Identity } from './household.ts'
import { dateColumn, type OrientationRequest, SELECTED, toRequest } from './row-store.ts'
import { sealColumn, searchIndexOf } from './sealed.ts'

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
