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

/** Takes back the agreement of a household to be asked; false when there was none. Nobody's reading of it grows stale. */
export async function clearSurveyAgreement(
  db: Db,
  { id, territoryId }: { id: string; territoryId: string },
): Promise<boolean> {
  const { count } = await db.orientationRequest.updateMany({
    where: { id, territoryId, surveyAgreedAt: { not: null } },
    data: { surveyAgreedAt: null },
  })
  return count === 1
}
