import { type Actor, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { appendEvent } from '../timeline/service.ts'
import { clearSurveyAgreement } from './survey-stop-store.ts'

type Who = { id: string; territoryId: string; actor: Actor }

/** A household wants no survey any more: its separate agreement is withdrawn. Once. */
export async function stopSurveys(
  tx: Db,
  { keys }: Pick<Deps, 'keys'>,
  { id, territoryId, actor }: Who,
  now: Date,
): Promise<void> {
  if (!(await clearSurveyAgreement(tx, { id, territoryId }))) return
  const line = { territoryId, requestId: id, kind: 'survey_stopped', actor: actor.kind } as const
  await appendEvent(tx, keys, line, now)
  const subject = { kind: 'orientation_request', id }
  await writeAudit(tx, { territoryId, actor, action: 'update', subject }, now)
}
