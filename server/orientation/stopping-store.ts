import type { Db } from '../db.ts'

type Key = { id: string; territoryId: string }

/**
 * Notes since when a household wants no SMS, and who refuses them; false when it was noted before. The provider's refusal
 * has the last word. Nobody's reading of it grows stale.
 */
export async function markSmsStopped(
  db: Db,
  { id, territoryId, by }: Key & { by: 'household' | 'provider' },
  now: Date,
): Promise<boolean> {
  const { count } = await db.orientationRequest.updateMany({
    where: { id, territoryId, smsStoppedAt: null },
    data: { smsStoppedAt: now, smsStoppedBy: by },
  })
  if (count === 1) return true
  if (by === 'provider')
    await db.orientationRequest.updateMany({
      where: { id, territoryId },
      data: { smsStoppedBy: by },
    })
  return false
}

/** Forgets that a household wants no SMS; false when it takes them. Nobody's reading of it grows stale. */
export async function clearSmsStopped(db: Db, { id, territoryId }: Key): Promise<boolean> {
  const { count } = await db.orientationRequest.updateMany({
    where: { id, territoryId, smsStoppedAt: { not: null } },
    data: { smsStoppedAt: null, smsStoppedBy: null },
  })
  return count === 1
}

/** Takes back the agreement of a household to be asked; false when there was none. Nobody's reading of it grows stale. */
export async function clearSurveyAgreement(db: Db, { id, territoryId }: Key): Promise<boolean> {
  const { count } = await db.orientationRequest.updateMany({
    where: { id, territoryId, surveyAgreedAt: { not: null } },
    data: { surveyAgreedAt: null },
  })
  return count === 1
}
