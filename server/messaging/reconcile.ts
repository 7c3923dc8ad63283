import { blindIndex, type Keys } from '../crypto/keys.ts'
import type { Deps } from '../deps.ts'
import { type OnSettled, takeReceipt } from './receipt-service.ts'
import { claimAsking, listToAsk, refsTaken, type ToAsk } from './receipt-store.ts'
import type { ClaimedMessage, FoundSms, SmsSender } from './rules.ts'

/** Marks the text of an SMS: whoever reads the mark does not learn the text. */
export function markWith(keys: Keys): (text: string) => string {
  return (text) => blindIndex(keys, 'text of an SMS', text)
}

export type Reconciling = {
  sms: SmsSender
  /** The number an SMS was for; null when it is not known any more. */
  numberOf: (message: ClaimedMessage) => Promise<string | null>
  /** The fingerprint kept of each text, made again from what the provider shows. */
  markOf: (text: string) => string
  onSettled: OnSettled
}

/** SMS asked about, and those whose fate is known now. */
export type Reconciled = { asked: number; settled: number }

/** An outage leaves a handful at most: the circuit opens. */
const ASKED_AT_ONCE = 200
/** A provider lists a message within seconds; then less and less often, for a day. */
const FIRST_WAIT_MS = 60_000
const GIVEN_UP_AFTER_MS = 86_400_000

/**
 * Asks the provider what became of the SMS that nobody knows the fate of. What it does not show stays uncertain: an SMS
 * is never sent again on a guess.
 */
export async function reconcile(
  deps: Pick<Deps, 'database'>,
  reconciling: Reconciling,
  now: Date,
): Promise<Reconciled> {
  const counts: Reconciled = { asked: 0, settled: 0 }
  if (!reconciling.sms.find) return counts
  for (const message of await listToAsk(deps.database.client, now, ASKED_AT_ONCE)) {
    if (!(await claimAsking(deps.database.client, message, nextAsking(message, now)))) continue
    const isSettled = await settleFound(deps, reconciling, message, now)
    counts.asked += 1
    if (isSettled === null) break
    if (isSettled) counts.settled += 1
  }
  return counts
}

/** Twice as long after the sending each time; null after a day. */
function nextAsking({ leftAt }: ToAsk, now: Date): Date | null {
  const sinceMs = Math.max(0, now.getTime() - leftAt.getTime())
  if (sinceMs >= GIVEN_UP_AFTER_MS) return null
  return new Date(now.getTime() + Math.max(FIRST_WAIT_MS, sinceMs))
}

/** Null when the provider does not answer: the others are asked about at another time. */
async function settleFound(
  deps: Pick<Deps, 'database'>,
  { sms, numberOf, markOf, onSettled }: Reconciling,
  message: ToAsk,
  now: Date,
): Promise<boolean | null> {
  const to = await numberOf(message)
  const listed = to ? ((await sms.find?.(to, message.leftAt)) ?? null) : []
  if (!listed) return null
  const same = listed.filter(({ body }) => markOf(body) === message.textMark)
  const found = await firstFree(deps, same)
  if (!found) return false
  const { ref, receipt } = found
  const told = { provider: sms.provider, ref, messageId: message.id, receipt }
  return (await takeReceipt(deps, told, onSettled, now)) === 'taken'
}

/** Two messages may say the same words to one number: each is found once. */
async function firstFree(
  { database }: Pick<Deps, 'database'>,
  same: readonly FoundSms[],
): Promise<FoundSms | undefined> {
  const taken = await refsTaken(
    database.client,
    same.map(({ ref }) => ref),
  )
  return same.find(({ ref }) => !taken.has(ref))
}
