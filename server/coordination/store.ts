import { Prisma } from '../../prisma/generated/client.ts'
import type { Channel, MessageStatus, RequestStatus } from '../../prisma/generated/enums.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Db } from '../db.ts'
import { type OrientationRequest, SELECTED, toRequest } from '../orientation/service.ts'

/** How many requests there are in each status; a status without any is absent. */
export async function countByStatus(
  db: Db,
  territoryId: string,
): Promise<Map<RequestStatus, number>> {
  const groups = await db.orientationRequest.groupBy({
    by: ['status'],
    where: { territoryId },
    _count: { _all: true },
  })
  return new Map(groups.map(({ status, _count }) => [status, _count._all]))
}

/** How many requests are in one of these, to be counted with other things by one statement. */
export function statusCount(territoryId: string, statuses: readonly RequestStatus[]): Prisma.Sql {
  return Prisma.sql`select count(*) from orientation_request
    where territory_id = ${territoryId}::uuid and status::text = any(${[...statuses]})`
}

export type InboxQuestion = {
  territoryId: string
  statuses: readonly RequestStatus[]
  /** Fingerprints that must all be there; empty for no search. */
  terms: readonly string[]
}

/** The requests asked for, opened: need is sealed, so they are ordered by the caller. */
export async function listRequests(
  db: Db,
  keys: Keys,
  { territoryId, statuses, terms }: InboxQuestion,
): Promise<OrientationRequest[]> {
  const rows = await db.orientationRequest.findMany({
    where: {
      territoryId,
      status: { in: [...statuses] },
      ...(terms.length > 0 ? { searchIndex: { hasEvery: [...terms] } } : {}),
    },
    orderBy: [{ registeredAt: 'asc' }, { id: 'asc' }],
    select: SELECTED,
  })
  return rows.map((row) => toRequest(keys, row))
}

/** Households oriented, and found, since an instant (B11). */
export async function countYear(
  db: Db,
  territoryId: string,
  since: Date,
): Promise<{ oriented: number; found: number }> {
  const oriented = await db.orientationRequest.count({
    where: { territoryId, orientedAt: { gte: since } },
  })
  const found = await db.orientationRequest.count({
    where: { territoryId, foundAt: { gte: since } },
  })
  return { oriented, found }
}

export type MessageLine = {
  id: string
  channel: Channel
  status: MessageStatus
  reason: string | null
  createdAt: Date
  deliverAfter: Date
  uniqueKey: string
}

/** Messages of one request, newest first. */
export function listMessages(
  db: Db,
  { requestId, territoryId }: { requestId: string; territoryId: string },
): Promise<MessageLine[]> {
  return db.message.findMany({
    where: { requestId, territoryId },
    orderBy: { createdAt: 'desc' },
    select: {
      id: true,
      channel: true,
      status: true,
      reason: true,
      createdAt: true,
      deliverAfter: true,
      uniqueKey: true,
    },
  })
}
