import { randomUUID } from 'node:crypto'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { carriersOf, openWays, type Ways } from './circuits.ts'
import { type ClaimedMessage, LEASE_MS } from './rules.ts'
import { claimMessages, type Held, putBack } from './store.ts'
import type { Delivery } from './worker.ts'

type Context = Pick<Deps, 'database' | 'log'>

/** A message taken under a lease, and by which ways it may leave. */
export type Taken = { held: ClaimedMessage & { lease: string }; ways: Ways }

/** Messages taken in advance for the lanes of one worker. */
export type Supply = {
  /** The next message to try; null when nothing is due, or no more is to be taken. */
  next: () => Promise<Taken | null>
  /** A provider is in trouble: what was taken in advance goes back, and fewer are taken next. */
  startAgain: () => Promise<void>
  /** Puts back what nobody tried. */
  close: () => Promise<void>
}

/** Taken at most by one statement: what left, at the pace of the last ones, within this; a worker that is killed leaves as many uncertain. */
const AHEAD_MS = 50
const MOST_AT_ONCE = 500
const NOTHING_YET = { at: Number.NEGATIVE_INFINITY, taken: 0 }
/** Taken in advance for longer, a message goes back: its lease is for the call of its provider. */
const STALE_MS = 5_000

/** Messages that nobody tried and that could not be put back, by the client that could not. */
const owed = new WeakMap<Db, Held[]>()

/**
 * Puts back messages that nobody tried, and those that could not be put back before. What cannot be is kept for the next
 * time, and nobody tries it meanwhile: it may be back all the same.
 */
export async function giveBack(client: Db, untried: readonly Held[] = []): Promise<void> {
  const back = [...(owed.get(client) ?? []), ...untried]
  owed.delete(client)
  if (back.length === 0) return
  try {
    await putBack(client, back)
  } catch (error) {
    owed.set(client, [...(owed.get(client) ?? []), ...back])
    throw error
  }
}

/**
 * Takes what is due, oldest first: as many as there are lanes, then as many as leave within a twentieth of a second.
 * A stopped worker thus leaves few messages taken, and a slow provider holds none in advance for long.
 */
export function supplyOf(
  { database: { client } }: Context,
  delivery: Pick<Delivery, 'senders' | 'workerId' | 'limit' | 'isStopping'>,
  { lanes, clock }: { lanes: number; clock: () => Date },
): Supply {
  const waiting: Taken[] = []
  let left = delivery.limit
  let last = NOTHING_YET
  let taking: Promise<boolean> | null = null
  let troubles = 0

  const release = () =>
    giveBack(
      client,
      waiting.splice(0).map(({ held }) => held),
    )

  /** False when nothing is to be taken any more. */
  const take = async (): Promise<boolean> => {
    const troublesBefore = troubles
    const ways = await openWays(client, delivery.senders, clock())
    const carriers = carriersOf(ways)
    if (carriers.length === 0) return false
    const at = performance.now()
    const pace = last.taken / (at - last.at)
    const most = Math.min(Math.max(lanes, Math.ceil(pace * AHEAD_MS)), MOST_AT_ONCE, left)
    const lease = `${delivery.workerId}:${randomUUID()}`
    const claim = { lease, leaseMs: LEASE_MS, carriers, most }
    const messages = await claimMessages(client, claim, clock())
    last = { at, taken: messages.length }
    left -= messages.length
    waiting.push(...messages.map((message) => ({ held: { ...message, lease }, ways })))
    if (troubles !== troublesBefore) await release()
    return messages.length > 0
  }

  return {
    next: async () => {
      if (performance.now() - last.at > STALE_MS) await release()
      while (waiting.length === 0) {
        if (left <= 0 || delivery.isStopping?.()) return null
        // What another lane looks at may be from before this one's message was taken well: it then looks for itself.
        const isOwn = taking === null
        taking ??= take().finally(() => {
          taking = null
        })
        if (!(await taking) && isOwn) return null
      }
      return delivery.isStopping?.() ? null : (waiting.shift() ?? null)
    },
    startAgain: async () => {
      troubles += 1
      last = NOTHING_YET
      await release()
    },
    close: release,
  }
}
