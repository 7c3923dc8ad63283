import { randomUUID } from 'node:crypto'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { errorFacts } from '../log.ts'
import {
  type ClaimedMessage,
  type EmailSender,
  LEASE_MS,
  namesPeople,
  type Outgoing,
  reasonText,
  type Senders,
  type SendResult,
  type Settlement,
  settle,
} from './rules.ts'
import {
  claimMessage,
  expireLeases,
  postponeMessage,
  settleMessage,
  somethingWaits,
} from './store.ts'

export type Delivery = {
  /** What to send now, or null when there is nothing to say any more: the message is then cancelled. */
  compose: (message: ClaimedMessage, now: Date) => Promise<Outgoing | null>
  senders: Senders
  /** The first instant from `now` on at which this message may leave; absent: any. */
  mayLeaveAt?: (message: ClaimedMessage, now: Date) => Date
  /** Names this process in the leases. */
  workerId: string
  /** Messages tried at most in one call. */
  limit: number
  /** Asked before each message: true takes no more. */
  isStopping?: () => boolean
  /** Told of each outcome, in the transaction that writes it. */
  onSettled?: (tx: Db, message: ClaimedMessage, settlement: Settlement, now: Date) => Promise<void>
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
const NOT_COMPOSED = { code: 'interne', words: 'le message n’a pas pu être préparé' }
const NOT_ANSWERED = { code: 'interne', words: 'l’envoi s’est interrompu' }
const NOTHING_TO_SAY = { code: 'sans objet', words: 'il n’y a plus rien à envoyer' }

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
  const settlement: Settlement = { status: 'uncertain', ...untold, reason }
  return deps.database.transaction(async (tx) => {
    const expired = await expireLeases(tx, reason, now)
    for (const message of expired) await delivery.onSettled?.(tx, message, settlement, now)
    return expired.length
  })
}

/** Takes one message and tries it, unless it is not its time; what became of it, or null when nothing was due. */
async function deliverOne(
  deps: Context,
  delivery: Delivery,
  clock: () => Date,
): Promise<Settlement['status'] | 'postponed' | null> {
  const lease = `${delivery.workerId}:${randomUUID()}`
  const claim = { lease, leaseMs: LEASE_MS }
  const message = await claimMessage(deps.database.client, claim, clock())
  if (!message) return null
  const leavesAt = delivery.mayLeaveAt?.(message, clock()) ?? null
  if (leavesAt && leavesAt > clock()) {
    await postponeMessage(deps.database.client, { ...message, lease }, leavesAt)
    return 'postponed'
  }
  const settlement = await attempt(deps, delivery, message, clock)
  await deps.database.transaction(async (tx) => {
    const now = clock()
    const written = await settleMessage(tx, { ...message, lease }, settlement, now)
    if (written) await delivery.onSettled?.(tx, message, settlement, now)
  })
  const { id, channel, template, attempts } = message
  const { status, provider } = settlement
  deps.log.info({ message: id, channel, template, attempts, status, provider }, 'message')
  return settlement.status
}

async function attempt(
  deps: Context,
  delivery: Delivery,
  message: ClaimedMessage,
  clock: () => Date,
): Promise<Settlement> {
  const { provider } = carrierOf(delivery.senders, message)
  const tried = () => ({
    provider,
    attempts: message.attempts,
    chance: Math.random(),
    now: clock(),
  })
  try {
    const outgoing = await delivery.compose(message, clock())
    if (!outgoing) return { status: 'cancelled', ...untold, reason: reasonText(NOTHING_TO_SAY) }
    return settle(await sent(deps, delivery.senders, { outgoing, message }, clock()), tried())
  } catch (error) {
    deps.log.error({ message: message.id, ...errorFacts(error) }, 'message not composed')
    return settle({ kind: 'retry', reason: NOT_COMPOSED }, tried())
  }
}

function carrierOf(senders: Senders, message: ClaimedMessage): { provider: string } {
  return message.channel === 'sms' ? senders.sms : mailerOf(senders, message)
}

/** The account of a mail: what names people has its own, and never falls back on the other. */
function mailerOf({ email, secure }: Senders, message: ClaimedMessage): EmailSender {
  return namesPeople(message) ? secure : email
}

const untold = { provider: null, providerRef: null }

type Sending = { outgoing: Outgoing; message: ClaimedMessage }

/** An adapter translates what it knows; anything else that it throws leaves the message uncertain. */
async function sent(
  deps: Context,
  senders: Senders,
  { outgoing, message }: Sending,
  now: Date,
): Promise<SendResult> {
  try {
    return outgoing.channel === 'email'
      ? await mailerOf(senders, message).send(outgoing, message, now)
      : await senders.sms.send(outgoing, message, now)
  } catch (error) {
    deps.log.error({ message: message.id, ...errorFacts(error) }, 'sender failed')
    return { kind: 'uncertain', reason: NOT_ANSWERED }
  }
}
