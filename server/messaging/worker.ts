import { randomUUID } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { attempt } from './attempt.ts'
import { carriersOf, openWays } from './circuits.ts'
import type { OnSettled } from './receipt-service.ts'
import {
  type ClaimedMessage,
  LEASE_MS,
  type Outgoing,
  reasonText,
  type Senders,
  type Settlement,
  type Withheld,
} from './rules.ts'
import {
  claimMessage,
  expireLeases,
  insertTries,
  postponeMessage,
  settleMessage,
  somethingWaits,
} from './store.ts'

export type Delivery = {
  /** What to send now, or null when there is nothing to say any more: the message is then cancelled. */
  compose: (message: ClaimedMessage, now: Date) => Promise<Outgoing | Withheld | null>
  senders: Senders
  /** Fingerprint under which the text of an SMS is found again at its provider; absent: it is not asked about. */
  markOf?: (text: string) => string
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
const LANES = 4

const LEASE_OVER = { code: 'interrompu', words: 'le serveur s’est arrêté pendant l’envoi' }

/**
 * Sends what is due at `now`, each message once, and first gives to a person those whose worker stopped while sending.
 * A row is taken before its provider is called and written after, in transactions of their own.
 */
export async function deliverDue(deps: Context, delivery: Delivery, now: Date): Promise<Delivered> {
  const counts: Delivered = { ...NOTHING }
  if (!(await somethingWaits(deps.database.client, now))) return counts
  const clock = clockFrom(now)
  counts.uncertain += await expireAll(deps, delivery, now)
  let left = delivery.limit
  const lane = async () => {
    while (left > 0 && !delivery.isStopping?.()) {
      left -= 1
      const status = await deliverOne(deps, delivery, clock)
      if (!status) return
      if (status !== 'postponed') counts[status] += 1
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
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

/**
 * Takes one message and tries it, unless it is not its time or all its providers are left alone; what became of it, or
 * null when nothing was due.
 */
async function deliverOne(
  deps: Context,
  delivery: Delivery,
  clock: () => Date,
): Promise<Settlement['status'] | 'postponed' | null> {
  const { client } = deps.database
  const ways = await openWays(client, delivery.senders, clock())
  const carriers = carriersOf(ways)
  if (carriers.length === 0) return null
  const lease = `${delivery.workerId}:${randomUUID()}`
  const message = await claimMessage(client, { lease, leaseMs: LEASE_MS, carriers }, clock())
  if (!message) return null
  const held = { ...message, lease }
  const leavesAt = delivery.mayLeaveAt?.(message, clock()) ?? null
  const attempted =
    leavesAt && leavesAt > clock() ? null : await attempt(deps, delivery, { held, ways }, clock)
  if (!attempted) {
    await postponeMessage(client, held, leavesAt ?? clock())
    return 'postponed'
  }
  const { settlement, tries } = attempted
  await deps.database.transaction(async (tx) => {
    const now = clock()
    const written = await settleMessage(tx, held, settlement, now)
    await insertTries(tx, message, tries)
    if (written) await delivery.onSettled?.(tx, message, settlement, now)
  })
  const { id, channel, template, attempts } = message
  const { status, provider } = settlement
  deps.log.info({ message: id, channel, template, attempts, status, provider }, 'message')
  return settlement.status
}
