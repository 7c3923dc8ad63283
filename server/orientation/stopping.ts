import { type Actor, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { appendEvent } from '../timeline/service.ts'
import { clearSmsStopped, clearSurveyAgreement, markSmsStopped } from './stopping-store.ts'

type Who = { id: string; territoryId: string; actor: Actor }

/** A household wants no SMS any more, as it says on its page or to the provider: none is sent from then on. Once. */
export async function stopSms(
  tx: Db,
  { keys }: Pick<Deps, 'keys'>,
  { id, territoryId, actor }: Who,
  now: Date,
): Promise<void> {
  const by = actor.kind === 'system' ? 'provider' : 'household'
  if (!(await markSmsStopped(tx, { id, territoryId, by }, now))) return
  await note(tx, keys, { id, territoryId, actor, kind: 'sms_stopped' }, now)
}

/**
 * A household takes SMS again, as it chooses or as it told somebody. Once. Where the provider refuses its number, call it
 * only once the household says that it answered START: if it did not, the next SMS stops them again.
 */
export async function resumeSms(
  tx: Db,
  { keys }: Pick<Deps, 'keys'>,
  { id, territoryId, actor }: Who,
  now: Date,
): Promise<void> {
  if (!(await clearSmsStopped(tx, { id, territoryId }))) return
  await note(tx, keys, { id, territoryId, actor, kind: 'sms_resumed' }, now)
}

/** A household wants no survey any more: its separate agreement is withdrawn. Once. */
export async function stopSurveys(
  tx: Db,
  { keys }: Pick<Deps, 'keys'>,
  { id, territoryId, actor }: Who,
  now: Date,
): Promise<void> {
  if (!(await clearSurveyAgreement(tx, { id, territoryId }))) return
  await note(tx, keys, { id, territoryId, actor, kind: 'survey_stopped' }, now)
}

type Stopped = Who & { kind: 'sms_stopped' | 'sms_resumed' | 'survey_stopped' }

async function note(
  tx: Db,
  keys: Deps['keys'],
  { id, territoryId, actor, kind }: Stopped,
  now: Date,
): Promise<void> {
  await appendEvent(tx, keys, { territoryId, requestId: id, kind, actor: actor.kind }, now)
  const subject = { kind: 'orientation_request', id }
  await writeAudit(tx, { territoryId, actor, action: 'update', subject }, now)
}
