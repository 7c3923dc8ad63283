import { randomUUID } from 'node:crypto'
import { Prisma } from '../../prisma/generated/client.ts'
import { type Insert, insertRows } from '../database/insert-rows.ts'
import type { Db } from '../db.ts'
import {
  type Carrier,
  type ClaimedMessage,
  type MessageKey,
  NAMING_PEOPLE,
  type SentChannel,
  type Template,
} from './rules.ts'

export type NewMessage = {
  territoryId: string
  requestId?: string | null
  doctorId?: string | null
  channel: SentChannel
  template: Template
  /** What the text is made from when it leaves: ids only, never a word of it. `campaignId` names its campaign. */
  ids: Record<string, string>
  /** One for each thing to say in a territory: the same one again changes nothing. */
  uniqueKey: string
  deliverAfter: Date
}

/** Adds a message unless its key is there already; the id of the one that is kept. */
export async function insertMessage(db: Db, message: NewMessage, now: Date): Promise<string> {
  const { territoryId, uniqueKey, requestId = null, doctorId = null, ...rest } = message
  const row = { ...rest, ...added(rest, now), territoryId, uniqueKey, requestId, doctorId }
  await insertRows(db, { table: 'message', rows: [row], skipDuplicates: true })
  const { id } = await db.message.findUniqueOrThrow({
    where: { territoryId_uniqueKey: { territoryId, uniqueKey } },
    select: { id: true },
  })
  return id
}

/** Adds messages at once; those whose key is there already change nothing. How many were new. */
export async function insertMessages(
  db: Db,
  messages: readonly NewMessage[],
  now: Date,
): Promise<number> {
  return insertRows(db, newMessages(messages, now))
}

/** The same messages, to be inserted with other rows. */
export function newMessages(messages: readonly NewMessage[], now: Date): Insert {
  const rows = messages.map((message) => ({ ...message, ...added(message, now) }))
  return { table: 'message', rows, skipDuplicates: true }
}

function added({ ids }: Pick<NewMessage, 'ids'>, now: Date) {
  return { id: randomUUID(), campaignId: ids.campaignId ?? null, createdAt: now }
}

/** True when a message is due, or the lease of one has run out. */
export async function somethingWaits(db: Db, now: Date): Promise<boolean> {
  const waiting = await db.message.findFirst({
    where: {
      OR: [
        {
          status: { in: ['queued', 'failed_temporary'] },
          deliverAfter: { lte: now },
          NOT: { campaign: { is: { status: 'paused' } } },
        },
        { status: 'sending', leaseUntil: { lt: now } },
      ],
    },
    select: { id: true },
  })
  return waiting !== null
}

/** What a `ClaimedMessage` is read from. */
export const CLAIMED = Prisma.sql`message.id, message.territory_id as "territoryId", message.request_id as "requestId",
  message.doctor_id as "doctorId", message.unique_key as "uniqueKey", message.channel::text as channel,
  message.template, message.ids, message.created_at as "createdAt", message.attempts`

/** `lease` names this very claim: no two are alike. Only messages of these carriers are taken. */
type Claim = { lease: string; leaseMs: number; carriers?: readonly Carrier[]; most?: number }

/**
 * Takes the messages that have waited longest, one unless told more, in that order; none when none is due. Never the same
 * for two workers, nor one of a campaign that is paused. The rows are chosen in a CTE, which is run once: as a subquery it may be run again and lock more than its limit.
 */
export async function claimMessages(
  db: Db,
  { lease, leaseMs, carriers = ['email', 'secure', 'sms'], most = 1 }: Claim,
  now: Date,
): Promise<ClaimedMessage[]> {
  const leaseUntil = new Date(now.getTime() + leaseMs)
  return db.$queryRaw<ClaimedMessage[]>`
    with due as materialized (
      select id, row_number() over () as turn from (
      select id from message
      where status in ('queued', 'failed_temporary') and deliver_after <= ${now}::timestamptz
        and case when channel = 'email' and template = any(${[...NAMING_PEOPLE]}) then 'secure'
          else channel::text end = any(${[...carriers]})
        and not exists (select from campaign where id = campaign_id and status = 'paused')
      order by deliver_after, id
      limit ${most}::int
      for update skip locked) as chosen
    ), taken as (
      update message
      set status = 'sending', lease_until = ${leaseUntil}::timestamptz, leased_by = ${lease},
        left_at = null, text_mark = null, ask_after = null, attempts = attempts + 1, version = version + 1
      from due
      where message.id = due.id
      returning turn, ${CLAIMED}
    )
    select * from taken order by turn`
}

export type Held = MessageKey & { lease: string }

/** Puts messages taken under these leases back as they were, since nobody tried them. */
export async function putBack(db: Db, held: readonly Held[]): Promise<void> {
  const ids = held.map(({ id }) => id)
  const leases = held.map(({ lease }) => lease)
  await db.$executeRaw`
    update message
    set status = (case when attempts > 1 then 'failed_temporary' else 'queued' end)::"MessageStatus",
      attempts = attempts - 1, lease_until = null, leased_by = null, version = version + 1
    from unnest(${ids}::uuid[], ${leases}::text[]) as back(id, lease)
    where message.id = back.id and leased_by = back.lease and status = 'sending'`
}

/** Puts a message taken under this lease back as if it had not been tried this time, to leave at `deliverAfter`. */
export async function postponeMessage(
  db: Db,
  { id, territoryId, lease, attempts }: Held & Pick<ClaimedMessage, 'attempts'>,
  deliverAfter: Date,
): Promise<void> {
  await db.message.updateMany({
    where: { id, territoryId, leasedBy: lease, status: 'sending' },
    data: {
      status: attempts > 1 ? 'failed_temporary' : 'queued',
      deliverAfter,
      attempts: { decrement: 1 },
      leaseUntil: null,
      leasedBy: null,
      version: { increment: 1 },
    },
  })
}

/** Workers that may stop over one SMS, leaving a try that no provider answered, before a person must look at it. */
const MOST_STOPS = 5

/** An SMS still uncertain then is asked about: its provider has had time to list it. */
const ASK_AFTER_MS = 60_000

/**
 * Notes, before an SMS is handed over, what its provider will know it by, and when. False when its lease was over and it
 * is no more for this worker to send.
 */
export async function markLeaving(
  db: Db,
  { id, territoryId, lease }: Held,
  textMark: string,
  now: Date,
): Promise<boolean> {
  const { count } = await db.message.updateMany({
    where: { id, territoryId, leasedBy: lease, status: 'sending' },
    data: { textMark, leftAt: now, askAfter: new Date(now.getTime() + ASK_AFTER_MS) },
  })
  return count === 1
}

/**
 * Messages whose worker stopped before it wrote the answer: nobody knows whether they left. An SMS is marked before it is
 * handed over: one without a mark did not leave, and goes back to its queue; but not for ever, should it stop each worker.
 */
export async function expireLeases(db: Db, reason: string, now: Date): Promise<ClaimedMessage[]> {
  await db.$executeRaw`
    update message
    set status = 'failed_temporary', lease_until = null, leased_by = null, version = version + 1
    where status = 'sending' and lease_until < ${now}::timestamptz and channel = 'sms' and left_at is null
      and attempts - (select count(distinct attempt) from send_attempt where message_id = message.id)
        < ${MOST_STOPS}::int`
  return db.$queryRaw<ClaimedMessage[]>`
    update message
    set status = 'uncertain', lease_until = null, reason = ${reason}, version = version + 1
    where status = 'sending' and lease_until < ${now}::timestamptz
    returning ${CLAIMED}`
}
