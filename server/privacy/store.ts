import type { Db } from '../db.ts'

/** Draft questionnaires left untouched since before `limit`. */
export async function deleteDrafts(db: Db, limit: Date): Promise<number> {
  const { count } = await db.draft.deleteMany({ where: { updatedAt: { lt: limit } } })
  return count
}

/** Sessions over at `limit`. */
export async function deleteSessions(db: Db, limit: Date): Promise<number> {
  const { count } = await db.session.deleteMany({ where: { expiresAt: { lt: limit } } })
  return count
}

/** Rate limits over at `limit`. */
export async function deleteRateLimits(db: Db, limit: Date): Promise<number> {
  const { count } = await db.rateLimit.deleteMany({ where: { expire: { lt: limit } } })
  return count
}

export async function deleteIdempotencyKeys(db: Db, limit: Date): Promise<number> {
  const { count } = await db.idempotencyKey.deleteMany({ where: { createdAt: { lt: limit } } })
  return count
}

export async function deleteLocalMessages(db: Db, limit: Date): Promise<number> {
  const { count } = await db.localMessage.deleteMany({ where: { at: { lt: limit } } })
  return count
}

export async function deleteAuditEntries(db: Db, limit: Date): Promise<number> {
  const { count } = await db.auditEntry.deleteMany({ where: { at: { lt: limit } } })
  return count
}

/**
 * Requests over since before `limit`, of every territory, at most `most` at a time: closed then, or declared and the last
 * of their people was then, as nothing closes a request that succeeded.
 */
export function requestsOver(db: Db, limit: Date, most: number) {
  return db.orientationRequest.findMany({
    where: {
      OR: [
        { closedAt: { lt: limit } },
        {
          status: 'declared',
          members: { some: { declaredAt: { lt: limit } }, none: { declaredAt: { gte: limit } } },
        },
      ],
    },
    orderBy: { closedAt: 'asc' },
    take: most,
    select: { id: true, territoryId: true },
  })
}

/** Deletes a request with its people, lists, links, messages and outcomes. */
export async function deleteRequest(
  db: Db,
  { id, territoryId }: { id: string; territoryId: string },
): Promise<void> {
  await db.orientationRequest.deleteMany({ where: { id, territoryId } })
}
