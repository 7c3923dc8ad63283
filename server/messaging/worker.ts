import { together } from '../database/together.ts'
import type { Deps } from '../deps.ts'
import { attempt } from './attempt.ts'
import type { OnSettled } from './receipt-service.ts'
import {
  type ClaimedMessage,
  type Outgoing,
  reasonText,
  type Senders,
  type Settlement,
  type Try,
  type Withheld,
} from './rules.ts'
import { type Settled, settleMessages } from './settle-store.ts'
import { expireLeases, postponeMessage, somethingWaits } from './store.ts'
import { giveBack, supplyOf, type Taken } from './supply.ts'

export type Delivery = {
  /** What to send now, or null when there is nothing to say any more: the message is then cancelled. */
  compose: (message: ClaimedMessage, now: Date) => Promise<Outgoing | Withheld | null>
  senders: Senders
  /** Fingerprint under which the text of an SMS is found again at its provider. */
  markOf: (text: string) => string
  /** The first instant from `now` on at which this message may leave; absent: any. */
  mayLeaveAt?: (message: ClaimedMessage, now: Date) => Date
  /** Names this process in the leases. */
  workerId: string
  /** Messages tried at most in one call. */
  limit: number
  /** Asked before each message: true takes no more. */
  isStopping?: () => boolean
  /** Told of each outcome, in the transaction that writes it. */
  onSettled?: OnSettled
}

/** Messages by what became of them. */
export type Delivered = Record<Settlement['status'], number>

const NOTHING: Delivered = {
  accepted: 0,
  delivered: 0,
  failed_temporary: 0,
  failed_permanent: 0,
  uncertain: 0,
  cancelled: 0,
}

type Context = Pick<Deps, 'database' | 'log'>

/** Provider calls under way at once: a slow one does not hold the others, a stopped worker leaves few uncertain. */
export const LANES = 4

const LEASE_OVER = { code: 'interrompu', words: 'le serveur s’est arrêté pendant l’envoi' }

/**
 * Sends what is due at `now`, each message once, and first gives to a person those whose worker stopped while sending.
 * Rows are taken before their provider is called and written after, in transactions of their own: several at once, none
 * at the cost of another.
 */
export async function deliverDue(deps: Context, delivery: Delivery, now: Date): Promise<Delivered> {
  const counts: Delivered = { ...NOTHING }
  await giveBack(deps.database.client)
  if (!(await somethingWaits(deps.database.client, now))) return counts
  const clock = clockFrom(now)
  counts.uncertain += await expireAll(deps, delivery, now)
  const supply = supplyOf(deps, delivery, { lanes: LANES, clock })
  const writing: Promise<PromiseSettledResult<void>[]>[] = []
  const lane = async () => {
    for (let taken = await supply.next(); taken; taken = await supply.next()) {
      const settled = await deliverOne(deps, delivery, taken, clock)
      if (!settled) continue
      // Looked at once the lanes are over: one that failed before, caught by nobody, would end the process.
      writing.push(Promise.allSettled([written(deps, delivery, { settled, counts }, clock)]))
      if (settled.tries.some(isOutage)) await supply.startAgain()
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane))
  const closed = await Promise.allSettled([supply.close()])
  const ends = [...lanes, ...closed, ...(await Promise.all(writing)).flat()]
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return counts
}

/** The time since `now`, so that the leases of a long call are as long as the others. */
function clockFrom(now: Date): () => Date {
  const started = performance.now()
  return () => new Date(now.getTime() + performance.now() - started)
}

async function expireAll(deps: Context, delivery: Delivery, now: Date): Promise<number> {
  const reason = reasonText(LEASE_OVER)
  const settlement: Settlement = { status: 'uncertain', provider: null, providerRef: null, reason }
  return deps.database.transaction(async (tx) => {
    const expired = await expireLeases(tx, reason, now)
    for (const message of expired) await delivery.onSettled?.(tx, message, settlement, now)
    return expired.length
  })
}

/** Tries one message, unless it is not its time or all its providers are left alone: null, and it is put back. */
async function deliverOne(
  deps: Context,
  delivery: Delivery,
  taken: Taken,
  clock: () => Date,
): Promise<Settled | null> {
  const { held } = taken
  const leavesAt = delivery.mayLeaveAt?.(held, clock()) ?? null
  const attempted =
    leavesAt && leavesAt > clock() ? null : await attempt(deps, delivery, taken, clock)
  if (!attempted) {
    await postponeMessage(deps.database.client, held, leavesAt ?? clock())
    return null
  }
  return { held, ...attempted }
}

function isOutage({ result }: Try): boolean {
  return 'isOutage' in result && result.isOutage === true
}

type Outcome = { settled: Settled; counts: Delivered }

async function written(
  deps: Context,
  { onSettled }: Delivery,
  { settled, counts }: Outcome,
  clock: () => Date,
): Promise<void> {
  await writeTogether(deps, { ...settled, onSettled, now: clock() })
  const { id, channel, template, attempts } = settled.held
  const { status, provider } = settled.settlement
  counts[status] += 1
  deps.log.info({ message: id, channel, template, attempts, status, provider }, 'message')
}

/** Outcomes written by one statement, at most. */
const WRITTEN_AT_ONCE = 500

type Writing = Settled & { onSettled: OnSettled | undefined; now: Date }

/**
 * Outcomes that come while others are being written share the next transaction; should it fail, each is written by itself.
 */
const writeTogether = together(
  async (deps: Context, outcomes: readonly Writing[]) => {
    await writeAll(deps, outcomes)
    return outcomes.map(() => null)
  },
  { most: WRITTEN_AT_ONCE, isTriedAlone: true },
)

function writeAll({ database }: Context, outcomes: readonly Writing[]): Promise<void> {
  return database.transaction(async (tx) => {
    const now = new Date(Math.max(...outcomes.map((outcome) => outcome.now.getTime())))
    const ids = await settleMessages(tx, outcomes, now)
    for (const { held, settlement, onSettled } of outcomes)
      if (ids.has(held.id)) await onSettled?.(tx, held, settlement, now)
  })
}
