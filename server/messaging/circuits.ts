import { type Breaker, CLOSED, isOpen, mayCall } from '../breaker.ts'
import type { Database, Db } from '../db.ts'
import { closeCircuit, countFailure, readCircuits, takeProbe } from './circuit-store.ts'
import type { Carrier, EmailSender, Senders, SendResult, SmsSender } from './rules.ts'

/** One way a message may leave, with what is known of its provider. */
export type Way<Sender extends { provider: string }> = { sender: Sender; breaker: Breaker }

/** The ways of each carrier that may be tried, best first. */
export type Ways = {
  email: Way<EmailSender>[]
  secure: Way<EmailSender>[]
  sms: Way<SmsSender>[]
}

/** Who may be called at `now`: a provider that failed five times in a row is left alone, but for a probe now and then. */
export async function openWays(db: Db, senders: Senders, now: Date): Promise<Ways> {
  const circuits = await readCircuits(db)
  const open = <Sender extends { provider: string }>(those: readonly Sender[]) =>
    those
      .map((sender) => ({ sender, breaker: circuits.get(sender.provider) ?? CLOSED }))
      .filter(({ breaker }) => mayCall(breaker, now))
  const { email, emailFallback, secure, sms } = senders
  return {
    email: open(emailFallback ? [email, emailFallback] : [email]),
    secure: open([secure]),
    sms: open([sms]),
  }
}

/** The carriers by which something may leave. */
export function carriersOf(ways: Ways): Carrier[] {
  return (['email', 'secure', 'sms'] as const).filter((carrier) => ways[carrier].length > 0)
}

/** Whether this call may be made: of all the workers, one makes the probe of a circuit that is open. */
export async function mayTry(
  db: Db,
  { sender, breaker }: Way<{ provider: string }>,
  now: Date,
): Promise<boolean> {
  const { lastProbeAt } = breaker
  return lastProbeAt === null || takeProbe(db, { provider: sender.provider, lastProbeAt }, now)
}

/** Learns from an answer. Any that is about the message alone shows that its provider is well. */
export async function learn(
  { transaction }: Pick<Database, 'transaction'>,
  { sender, breaker }: Way<{ provider: string }>,
  result: SendResult,
  now: Date,
): Promise<void> {
  const { provider } = sender
  if ('isOutage' in result && result.isOutage)
    return transaction((tx) => countFailure(tx, provider, now))
  if (breaker !== CLOSED) await transaction((tx) => closeCircuit(tx, provider, now))
}

/** A provider that is left alone, and since when. */
export type Outage = { provider: string; since: Date }

/** The providers that are left alone. */
export async function outages(db: Db): Promise<Outage[]> {
  const circuits = await readCircuits(db)
  return [...circuits].flatMap(([provider, breaker]) =>
    isOpen(breaker) && breaker.openedAt ? [{ provider, since: breaker.openedAt }] : [],
  )
}
