import type { Db } from '../db.ts'

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
