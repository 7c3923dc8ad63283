import type { Channel } from '../../prisma/generated/enums.ts'
import type { Actor, ActorKind } from '../audit/service.ts'
import type { Insert } from '../database/insert-rows.ts'
import type { Db } from '../db.ts'
import { AT_ONCE } from '../messaging/leaving.ts'
import type { PatientTemplate, SentChannel } from '../messaging/rules.ts'
import { enqueue, rerouteQueued, toEnqueue } from '../messaging/service.ts'
import { mayBeTexted } from '../phone.ts'
import type { Contact } from './household.ts'

type Told = {
  id: string
  territoryId: string
  channel: Channel
  contact: Contact
  /** Absent for a household that has just arrived. */
  smsStoppedAt?: Date | null
}

/** A household that has just arrived, and what it is told. */
export type Arrival = Told & { template: 'request_received' | 'request_outside' }

/**
 * Says to each household that its request is registered, or who follows it elsewhere, by the channel it chose: the messages
 * to be inserted in this transaction. `told`, in their order: false for those to whom no machine may write, whom a person tells.
 */
export function acknowledge(
  tx: Db,
  arrivals: readonly Arrival[],
  now: Date,
): { told: boolean[]; insert: Insert } {
  const messages = arrivals.map((arrival) => acknowledgement(arrival, now))
  const sent = messages.filter((message) => message !== null)
  return {
    told: messages.map((message) => message !== null),
    insert: toEnqueue(tx, sent, now),
  }
}

function acknowledgement({ id, territoryId, template, ...reach }: Arrival, now: Date) {
  const channel = machineChannel(reach)
  if (!channel) return null
  const said = { template, uniqueKey: `received:${id}`, ids: AT_ONCE, deliverAfter: now }
  return { territoryId, requestId: id, channel, ...said }
}

/** Says that another team follows the household, found later to live elsewhere. Each time it moves, once. */
export async function tellOutside(
  tx: Db,
  told: Told & { version: number },
  by: Actor,
  now: Date,
): Promise<void> {
  const uniqueKey = `outside:${told.id}:${told.version}`
  await tell(tx, told, { template: 'request_outside', uniqueKey, by }, now)
}

type Said = {
  template: PatientTemplate
  uniqueKey: string
  ids?: Record<string, string>
  /** Now when absent. */
  deliverAfter?: Date
  /** Whose act it answers: absent, it waits for the day where its template does. */
  by?: Pick<Actor, 'kind'>
}

/** The household itself, or a person who acts for it. */
const FOR_HOUSEHOLD: readonly ActorKind[] = ['staff', 'patient', 'public']

/**
 * Says something to a household by the channel it chose; false when no machine may write to it.
 * Only where a machine may write: a call or a letter is a person's work, and a foreign number would let anyone make
 * the service pay for texts around the world.
 */
export async function tell(
  tx: Db,
  { id, territoryId, ...reach }: Told,
  { ids: about = {}, by, ...said }: Said,
  now: Date,
): Promise<boolean> {
  const carried = machineChannel(reach)
  if (!carried) return false
  const ids = by && FOR_HOUSEHOLD.includes(by.kind) ? { ...about, ...AT_ONCE } : about
  await enqueue(
    tx,
    { territoryId, requestId: id, channel: carried, ids, deliverAfter: now, ...said },
    now,
  )
  return true
}

/** A household is reached another way from now on: what waits leaves by it, where a machine may write to it at all. */
export async function reroute(
  tx: Db,
  { id: requestId, territoryId, ...reach }: Told,
): Promise<void> {
  const carried = machineChannel(reach)
  if (carried) await rerouteQueued(tx, { requestId, territoryId }, carried)
}

/**
 * The channel by which a machine may write to a household; null when only a person can reach it.
 * Who wants no SMS any more, or whose number takes none, is written to by e-mail where there is one.
 */
export function machineChannel({
  channel,
  contact,
  smsStoppedAt = null,
}: Pick<Told, 'channel' | 'contact' | 'smsStoppedAt'>): SentChannel | null {
  const { phone, email } = contact
  const hasStopped = channel === 'sms' && smsStoppedAt !== null
  const takesNone = channel === 'sms' && phone !== null && !mayBeTexted(phone)
  if ((channel === 'email' || hasStopped || takesNone) && email !== null) return 'email'
  return channel === 'sms' && phone !== null && !takesNone && !hasStopped ? 'sms' : null
}
