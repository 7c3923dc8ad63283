import { type Actor, writeAudit } from '../audit/service.ts'
import type { Insert } from '../database/insert-rows.ts'
import { tellOnCommit } from '../database/signal.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'
import { cancelMessage, cancelWaiting, uncancelMessage } from './cancel-store.ts'
import { changeChannel } from './household-store.ts'
import { markHandled, markSent, requeueMessage } from './remedy-store.ts'
import {
  type MessageKey,
  type Remedy,
  remedyFrom,
  type SentChannel,
  type Template,
} from './rules.ts'
import { insertMessage, insertMessages, type NewMessage, newMessages } from './store.ts'

export { listTroubled, type TroubledMessage, troubledCount } from './trouble-store.ts'

/**
 * Puts a message in the outbox, in the transaction of the decision it tells. The same `uniqueKey` again changes
 * nothing and gives the id of the first. It leaves once `deliverAfter` has come, and not before the commit.
 */
export function enqueue(tx: Db, message: NewMessage, now: Date): Promise<string> {
  tellOfDue(tx, [message], now)
  return insertMessage(tx, message, now)
}

/** The same for many messages at once, each under its own key; how many were new. */
export function enqueueAll(tx: Db, messages: readonly NewMessage[], now: Date): Promise<number> {
  tellOfDue(tx, messages, now)
  return insertMessages(tx, messages, now)
}

/** The same messages, to be inserted in this transaction with other rows. */
export function toEnqueue(tx: Db, messages: readonly NewMessage[], now: Date): Insert {
  tellOfDue(tx, messages, now)
  return newMessages(messages, now)
}

function tellOfDue(tx: Db, messages: readonly NewMessage[], now: Date): void {
  if (messages.some(({ deliverAfter }) => deliverAfter <= now)) tellOnCommit(tx)
}

/** Undo: true when the message had not left and now never will; false when it is too late. */
export function cancelQueued(
  tx: Db,
  message: { territoryId: string; uniqueKey: string },
): Promise<boolean> {
  return cancelMessage(tx, message)
}

/** What was undone is true again before it was said: true when it leaves after all. */
export function sayAfterAll(
  tx: Db,
  message: { territoryId: string; uniqueKey: string },
  deliverAfter: Date,
): Promise<boolean> {
  return uncancelMessage(tx, message, deliverAfter)
}

/** What a household is not to be asked or told any more: those of these templates that did not leave yet never will. */
export function cancelUnsaid(
  tx: Db,
  about: { territoryId: string; requestId: string; templates: readonly Template[] },
): Promise<number> {
  return cancelWaiting(tx, about)
}

/**
 * A household is reached another way from now on: what waits leaves by it. The address is read when a message leaves, so
 * the new one holds for all of them.
 */
export function rerouteQueued(
  tx: Db,
  household: { requestId: string; territoryId: string },
  channel: SentChannel,
): Promise<void> {
  return changeChannel(tx, household, channel)
}

/** A press on a button: the message as it was shown, what is wanted, and the key of the form. */
export type Press = MessageKey & { version: number; action: Remedy; key: string; actor: Actor }

/**
 * What a person decides of a message in trouble: send it again, hold it as sent, or end its failure. The same press twice acts once.
 * False when the message changed since it was shown; nothing is done then.
 */
export function remedy(deps: Deps, press: Press, now: Date): Promise<boolean> {
  const { id, territoryId, version, action, key, actor } = press
  const act = {
    territoryId,
    scope: 'message_remedy',
    key: `${key}:${id}`,
    fingerprint: fingerprintOf(deps.keys, { id, action }),
  }
  return deps.database.transaction(async (tx) => {
    if (await subjectOf(tx, act)) return true
    const change = { id, territoryId, version, from: remedyFrom[action] }
    const done = await REMEDIES[action](tx, change, now)
    if (!done) return (await subjectOf(tx, act)) !== null
    await claimKey(tx, act, id, now)
    const subject = { kind: 'message', id }
    const facts = { remedy: action }
    await writeAudit(tx, { territoryId, actor, action: 'decide', subject, facts }, now)
    return true
  })
}

const REMEDIES = { resend: requeueMessage, mark_sent: markSent, handled: markHandled }
