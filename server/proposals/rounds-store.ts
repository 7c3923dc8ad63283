import type { Keys } from '../crypto/keys.ts'
import { seal, unseal } from '../crypto/seal.ts'
import type { Db } from '../db.ts'
import type { RoundEnd } from './rules.ts'

/** Doctors at a practice asked about one request in turn; `queue` holds those not asked yet, in order. */
export type Round = {
  id: string
  territoryId: string
  requestId: string
  medium: 'link' | 'phone'
  queue: readonly string[]
  workingDays: number
  maxKm: number
  /** Why it goes farther than is reasonable. */
  exception: string | null
}

export async function insertRound(
  db: Db,
  keys: Keys,
  { exception, queue, ...round }: Round & { startedBy: string },
  now: Date,
): Promise<void> {
  const exceptionSealed = exception ? seal(keys, placeOf(round.id), exception) : null
  await db.proposalRound.create({
    data: { ...round, queue: [...queue], exceptionSealed, startedAt: now },
    select: { id: true },
  })
}

/** The round that is under way for a request; null when there is none. */
export async function findOpenRound(
  db: Db,
  keys: Keys,
  { requestId, territoryId }: { requestId: string; territoryId: string },
): Promise<Round | null> {
  const row = await db.proposalRound.findFirst({
    where: { requestId, territoryId, endedAt: null },
    select: SELECTED,
  })
  if (!row) return null
  const { exceptionSealed, medium, ...round } = row
  return {
    ...round,
    medium: medium === 'phone' ? 'phone' : 'link',
    exception: exceptionSealed ? unseal<string>(keys, placeOf(row.id), exceptionSealed) : null,
  }
}

const SELECTED = {
  id: true,
  territoryId: true,
  requestId: true,
  medium: true,
  queue: true,
  workingDays: true,
  maxKm: true,
  exceptionSealed: true,
} as const

type Key = { id: string; territoryId: string }

export async function keepQueue(
  db: Db,
  { id, territoryId }: Key,
  queue: readonly string[],
): Promise<void> {
  await db.proposalRound.updateMany({ where: { id, territoryId }, data: { queue: [...queue] } })
}

/** Ends the round under way for a request, if there is one. */
export async function endRound(
  db: Db,
  { requestId, territoryId, why }: { requestId: string; territoryId: string; why: RoundEnd },
  now: Date,
): Promise<void> {
  await db.proposalRound.updateMany({
    where: { requestId, territoryId, endedAt: null },
    data: { endedAt: now, endedWhy: why },
  })
}

/**
 * Writes down that proposals and rounds of requests that moved on without them are over. Their places were free as soon
 * as the request moved: what is held is counted with the status of the request. Of one request, or of all; how many.
 */
export async function endStrays(
  db: Db,
  now: Date,
  requestId: string | null = null,
): Promise<number> {
  const proposals = await db.$executeRaw`
    update proposal set status = 'withdrawn', ended_why = 'request_moved', version = proposal.version + 1,
      answered_at = coalesce(answered_at, ${now}::timestamptz)
    from orientation_request as request
    where request.id = proposal.request_id
      and (${requestId}::uuid is null or request.id = ${requestId}::uuid)
      and ((proposal.status = 'pending' and request.status <> 'proposed')
        or (proposal.status = 'accepted'
          and request.status in ('to_locate', 'outside', 'already_followed', 'ready', 'closed')
          and not exists (select 1 from member
            where member.request_id = request.id and member.declared_at is not null)))`
  await db.$executeRaw`
    update proposal_round set ended_at = ${now}::timestamptz, ended_why = 'request_moved'
    from orientation_request as request
    where request.id = proposal_round.request_id and proposal_round.ended_at is null
      and (${requestId}::uuid is null or request.id = ${requestId}::uuid)
      and request.status not in ('proposed', 'offered')`
  return proposals
}

function placeOf(row: string) {
  return { table: 'proposal_round', column: 'exception_sealed', row }
}
