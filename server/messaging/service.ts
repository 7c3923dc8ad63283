import { type Actor, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused } from '../errors.ts'
import { type MessageKey, type Remedy, remedyFrom } from './rules.ts'
import { cancelMessage, insertMessage, markSent, type NewMessage, requeueMessage } from './store.ts'

/**
 * Puts a message in the outbox, in the transaction of the decision it tells. The same `uniqueKey` again changes
 * nothing and gives the id of the first. It leaves once `deliverAfter` has come, and not before the commit.
 */
export function enqueue(tx: Db, message: NewMessage, now: Date): Promise<string> {
  return insertMessage(tx, message, now)
}

/** Undo: true when the message had not been tried yet and now never will be; false when it is too late. */
export function cancelQueued(
  tx: Db,
  message: { territoryId: string; uniqueKey: string },
): Promise<boolean> {
  return cancelMessage(tx, message)
}

/**
 * What a person decides of a message in trouble: send it again, or hold it as sent.
 * @throws MoveRefused when its state changed meanwhile, or it may still leave by itself.
 */
export async function remedy(
  deps: Deps,
  { message, actor, action }: { message: MessageKey; actor: Actor; action: Remedy },
  now: Date,
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const change = { ...message, from: remedyFrom[action] }
    const done = await (action === 'resend' ? requeueMessage : markSent)(tx, change, now)
    if (!done) throw new MoveRefused('message', action)
    const { id, territoryId } = message
    const facts = { remedy: action }
    await writeAudit(
      tx,
      { territoryId, actor, action: 'decide', subject: { kind: 'message', id }, facts },
      now,
    )
  })
}
