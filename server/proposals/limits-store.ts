import type { Db } from '../db.ts'

type Key = { availabilityId: string; territoryId: string }

/** What a doctor said of their places when they refused: so many people and no more beside those held or taken. */
export async function limitPlaces(
  tx: Db,
  { availabilityId, territoryId }: Key,
  places: number,
  now: Date,
): Promise<void> {
  await tx.$executeRaw`
    update availability set places = ${places}, ald_places = least(ald_places, ${places}),
      home_visit_places = least(home_visit_places, ${places}), version = version + 1,
      updated_at = ${now}::timestamptz, updated_by = 'doctor'
    where id = ${availabilityId}::uuid and territory_id = ${territoryId}::uuid and places > ${places}`
}

/** A doctor who said « not now » takes nobody until that day, included. */
export async function pauseUntil(
  tx: Db,
  { availabilityId, territoryId }: Key,
  lastDay: Date,
  now: Date,
): Promise<void> {
  await tx.availability.updateMany({
    where: { id: availabilityId, territoryId },
    data: { pausedUntil: lastDay, version: { increment: 1 }, updatedAt: now, updatedBy: 'doctor' },
  })
}

/**
 * Offers more places where a doctor takes a household beyond what they had declared; `withoutAld` of them are not kept
 * for ALD any more, if they were.
 */
export async function raisePlaces(
  tx: Db,
  { availabilityId, territoryId }: Key,
  least: { places: number; withoutAld: number; homeVisitPlaces: number },
): Promise<void> {
  await tx.$executeRaw`
    update availability set places = greatest(places, ${least.places}),
      ald_places = least(ald_places, greatest(places, ${least.places}) - ${least.withoutAld}),
      home_visit_places = greatest(home_visit_places, ${least.homeVisitPlaces}), version = version + 1
    where id = ${availabilityId}::uuid and territory_id = ${territoryId}::uuid`
}
