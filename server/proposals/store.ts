import type { Db } from '../db.ts'
import type { Hold } from './rules.ts'

type Key = { availabilityId: string; territoryId: string }

/** `id` as the database writes it. */
export type Offered = { id: string; places: number; aldPlaces: number; homeVisitPlaces: number }

/**
 * What a doctor offers at a practice; null when there is no such one. Whoever asks next waits until this transaction
 * ends, so that what is counted after this stays true until then.
 */
export async function lockOffered(
  tx: Db,
  { availabilityId, territoryId }: Key,
): Promise<Offered | null> {
  const rows = await tx.$queryRaw<Offered[]>`
    select id::text as id, places, ald_places as "aldPlaces",
      home_visit_places as "homeVisitPlaces"
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
  const { territoryId, availabilityId, requestId, people, homeVisits, expiresAt, asked } = hold
  await tx.proposal.create({
    data: {
      id,
      territoryId,
      availabilityId,
      requestId,
      ...asked,
      placesHeld: people,
      homeVisitHeld: homeVisits,
      askedAt: now,
      expiresAt,
    },
    select: { id: true },
  })
}
