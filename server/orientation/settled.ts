import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import type { ClaimedMessage, Settlement } from '../messaging/rules.ts'
import { appendEvent } from '../timeline/service.ts'

/** A message that did not arrive is told in the timeline of its request, once for each way of failing. */
export async function noteSettled(
  tx: Db,
  { keys }: Pick<Deps, 'keys'>,
  { message, settlement }: { message: ClaimedMessage; settlement: Settlement },
  now: Date,
): Promise<void> {
  const { requestId, territoryId, channel, attempts } = message
  const { status, reason } = settlement
  const isTrouble =
    status === 'failed_permanent' ||
    status === 'uncertain' ||
    (status === 'failed_temporary' && attempts === 1)
  if (!requestId || !isTrouble) return
  const facts = { channel, status, reason }
  await appendEvent(
    tx,
    keys,
    { territoryId, requestId, kind: 'message_failed', actor: 'system', facts },
    now,
  )
}
