import { type Actor, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { appendEvent } from '../timeline/service.ts'
import { markSmsStopped } from './sms-stop-store.ts'

type Who = { id: string; territoryId: string; actor: Actor }

/** A household wants no SMS any more, as it says on its page or to the provider: none is sent from then on. Once. */
export async function stopSms(
  tx: Db,
  { keys }: Pick<Deps, 'keys'>,
  { id, territoryId, actor }: Who,
  now: Date,
): Promise<void> {
  if (!(await markSmsStopped(tx, { id, territoryId }, now))) return
  const line = { territoryId, requestId: id, kind: 'sms_stopped', actor: actor.kind } as const
  await appendEvent(tx, keys, line, now)
  const subject = { kind: 'orientation_request', id }
  await writeAudit(tx, { territoryId, actor, action: 'update', subject }, now)
}
