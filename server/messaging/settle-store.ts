import { randomUUID } from 'node:crypto'
import type { Db } from '../db.ts'
import { type ClaimedMessage, reasonText, type Settlement, type Try } from './rules.ts'
import type { Held } from './store.ts'

/** A message taken under a lease, what became of it, and what each provider answered to this try. */
export type Settled = { held: Held & ClaimedMessage; settlement: Settlement; tries: readonly Try[] }

/**
 * Writes what became of messages taken under these leases, even if they ran out meanwhile, and what each provider
 * answered: the ids of those whose state was written. A person decided of the others since: their word stands.
 */
export async function settleMessages(
  db: Db,
  settled: readonly Settled[],
  now: Date,
): Promise<Set<string>> {
  const outcomes = JSON.stringify(settled.map(outcomeOf))
  const tries = JSON.stringify(settled.flatMap(triesOf))
  const rows = await db.$queryRaw<{ id: string }[]>`
    with kept as (
      insert into send_attempt (id, territory_id, message_id, attempt, provider, at, answer, reason)
      select id, "territoryId", "messageId", attempt, provider, at, answer, reason
      from jsonb_to_recordset(${tries}::jsonb) as tried(id uuid, "territoryId" uuid, "messageId" uuid, attempt int,
        provider text, at timestamptz, answer text, reason text)
    )
    update message
    set status = settled.status::"MessageStatus", provider = settled.provider, provider_ref = settled."providerRef",
      reason = settled.reason, deliver_after = coalesce(settled."deliverAfter", deliver_after),
      accepted_at = case when settled.status in ('accepted', 'delivered') then ${now}::timestamptz else accepted_at end,
      delivered_at = case when settled.status = 'delivered' then ${now}::timestamptz else delivered_at end,
      ask_after = case when settled.status = 'uncertain' then ask_after end,
      lease_until = null, version = version + 1
    from jsonb_to_recordset(${outcomes}::jsonb) as settled(id uuid, "territoryId" uuid, lease text, status text,
      provider text, "providerRef" text, reason text, "deliverAfter" timestamptz)
    where message.id = settled.id and message.territory_id = settled."territoryId"
      and leased_by = settled.lease and message.status in ('sending', 'uncertain')
    returning message.id`
  return new Set(rows.map(({ id }) => id))
}

function outcomeOf({ held: { id, territoryId, lease }, settlement }: Settled) {
  const { optedOut: _, ...written } = settlement
  return { id, territoryId, lease, ...written }
}

function triesOf({ held: { id: messageId, territoryId, attempts: attempt }, tries }: Settled) {
  return tries.map(({ provider, result, at }) => ({
    id: randomUUID(),
    territoryId,
    messageId,
    attempt,
    provider,
    at,
    answer: result.kind,
    reason: result.kind === 'accepted' ? null : reasonText(result.reason),
  }))
}
