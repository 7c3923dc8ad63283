import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { lockTold, writeTold } from './receipt-store.ts'
import { afterReceipt, type Receipt } from './receipts.ts'
import { type ClaimedMessage, reasonText, type Settlement } from './rules.ts'

/** Told of each outcome, in the transaction that writes it. */
export type OnSettled = (
  tx: Db,
  message: ClaimedMessage,
  settlement: Settlement,
  now: Date,
) => Promise<void>

/** `ref`: the number that the provider gave the message. `messageId`: ours, where the provider sent it back. */
export type TakenReceipt = {
  provider: string
  ref: string
  messageId: string | null
  receipt: Receipt
}

/**
 * Learns what became of an SMS. `nothing_new`: it came twice, late, or after better news; `unknown`: no SMS of ours.
 * A receipt may come before our own note that the provider took the message: it then makes that note.
 */
export function takeReceipt(
  { database }: Pick<Deps, 'database'>,
  { provider, ref, messageId, receipt }: TakenReceipt,
  onSettled: OnSettled,
  now: Date,
): Promise<'taken' | 'nothing_new' | 'unknown'> {
  return database.transaction(async (tx) => {
    const message = await lockTold(tx, { ref, messageId })
    if (!message) return 'unknown'
    const status = afterReceipt(message.status, receipt)
    if (!status) return 'nothing_new'
    const reason = receipt.kind === 'permanent' ? reasonText(receipt.reason) : null
    await writeTold(tx, message, { provider, ref, status, reason }, now)
    const optedOut = receipt.kind === 'permanent' && receipt.optedOut === true
    const settlement = { status, provider, providerRef: ref, reason, optedOut }
    await onSettled(tx, message, settlement, now)
    return 'taken'
  })
}
