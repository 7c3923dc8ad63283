import type { Db } from '../db.ts'

/** Notes since when a household wants no SMS; false when it was noted before. Nobody's reading of it grows stale. */
export async function markSmsStopped(
  db: Db,
  { id, territoryId }: { id: string; territoryId: string },
  now: Date,
): Promise<boolean> {
  const { count } = await db.orientationRequest.updateMany({
    where: { id, territoryId, smsStoppedAt: null },
    data: { smsStoppedAt: now },
  })
  return count === 1
}
