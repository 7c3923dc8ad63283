import type { Db } from '../db.ts'
import type { Hold, Release } from './rules.ts'

type Key = { availabilityId: string; territoryId: string }

/** `id` as the database writes it. */
export type Offered = { id: string; places: number; homeVisitPlaces: number }

/**
 * What a doctor offers at a practice; null when there is no such one. Whoever asks next waits until this transaction
 * ends, so that what is counted after this stays true until then.
 */
export async function lockOffered(
  tx: Db,
  { availabilityId, territoryId }: Key,
): Promise<Offered | null> {
  const rows = await tx.$queryRaw<Offered[]>`
    select id::text as id, places, home_visit_places as "homeVisitPlaces"
    from availability
    where id = ${availabilityId}::uuid and territory_id = ${territoryId}::uuid
    for update`
  return rows[0] ?? null
}

/** True when a proposal of this household to this doctor waits, or was accepted. */
export async function isProposed(
  tx: Db,
  { availabilityId, territoryId, requestId }: Key & { requestId: string },
): Promise<boolean> {
  const living = await tx.proposal.count({
    where: { availabilityId, territoryId, requestId, status: { in: ['pending', 'accepted'] } },
  })
  return living > 0
}

export async function insertHold(tx: Db, id: string, hold: Hold, now: Date): Promise<void> {
  const { territoryId, availabilityId, requestId, people, homeVisits, expiresAt } = hold
  await tx.proposal.create({
    data: {
      id,
      territoryId,
      availabilityId,
      requestId,
      placesHeld: people,
      homeVisitHeld: homeVisits,
      askedAt: now,
      expiresAt,
    },
    select: { id: true },
  })
}

/** Ends a proposal that waits or was accepted; false when it had ended already, by its time or otherwise, or is not of this territory. */
export async function endHold(
  tx: Db,
  { id, territoryId, as }: { id: string; territoryId: string; as: Release },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.proposal.updateMany({
    where: {
      id,
      territoryId,
      OR: [{ status: 'accepted' }, { status: 'pending', expiresAt: { gt: now } }],
    },
    data: { status: as, answeredAt: now, version: { increment: 1 } },
  })
  return count === 1
}

/** Where proposals are looked for; `availabilityId`: of one doctor at a practice only. */
type Where = { territoryId?: string; availabilityId?: string }

/** Writes down which proposals ended without an answer, at the instant they did; how many, by territory. */
export async function markExpired(
  tx: Db,
  where: Where,
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const due = await tx.proposal.findMany({
    where: { ...where, status: 'pending', expiresAt: { lte: now } },
    select: { id: true, territoryId: true, expiresAt: true },
    orderBy: { id: 'asc' },
  })
  const counts = new Map<string, number>()
  for (const { id, territoryId, expiresAt } of due) {
    const { count } = await tx.proposal.updateMany({
      where: { id, territoryId, status: 'pending' },
      data: { status: 'expired', answeredAt: expiresAt, version: { increment: 1 } },
    })
    counts.set(territoryId, (counts.get(territoryId) ?? 0) + count)
  }
  return counts
}
