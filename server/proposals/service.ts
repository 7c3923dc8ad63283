import { randomUUID } from 'node:crypto'
import { writeAudit } from '../audit/service.ts'
import type { Database, Db } from '../db.ts'
import { loadOf } from '../doctors/candidates.ts'
import { AlreadyProposed, NotFound, PlacesTaken } from '../errors.ts'
import { type Hold, hasRoom, type Release } from './rules.ts'
import { endHold, insertHold, isProposed, lockOffered, markExpired } from './store.ts'

/**
 * Holds places of a doctor at a practice for a household until `expiresAt`; gives the proposal's id. Of any number of
 * people who ask at once for the last place, one gets it. In a transaction, whose audit the caller writes.
 * @throws NotFound, PlacesTaken, AlreadyProposed
 */
export async function holdPlaces(tx: Db, hold: Hold, now: Date): Promise<string> {
  const { territoryId, availabilityId, expiresAt } = hold
  if (expiresAt <= now) throw new RangeError('places cannot be held until an instant that is past')
  const key = { territoryId, availabilityId }
  const offered = await lockOffered(tx, key)
  if (!offered) throw new NotFound()
  await markExpired(tx, key, now)
  if (await isProposed(tx, hold)) throw new AlreadyProposed()
  const { held, taken, homeVisits } = await loadOf(
    tx,
    { territoryId, availabilityId: offered.id },
    now,
  )
  const left = {
    placesOffered: offered.places,
    placesHeld: held,
    placesTaken: taken,
    homeVisitPlaces: offered.homeVisitPlaces,
    homeVisitsUsed: homeVisits,
  }
  if (!hasRoom(left, hold)) throw new PlacesTaken()
  const id = randomUUID()
  await insertHold(tx, id, hold, now)
  return id
}

/**
 * Gives held places back before their time; false when they were no longer held. In a transaction, whose audit the
 * caller writes.
 */
export function releasePlaces(
  tx: Db,
  proposal: { id: string; territoryId: string; as: Release },
  now: Date,
): Promise<boolean> {
  return endHold(tx, proposal, now)
}

/**
 * Writes down that proposals ended without an answer. Their places were free as soon as their time was over: this
 * only makes it visible. How many ended, in all territories.
 */
export function expireProposals(database: Database, now: Date): Promise<{ expired: number }> {
  return database.transaction(async (tx) => {
    const counts = [...(await markExpired(tx, {}, now))].filter(([, count]) => count > 0)
    for (const [territoryId, count] of counts) {
      const subject = { kind: 'proposal', id: null }
      const actor = { kind: 'system' as const, id: null }
      const facts = { expired: count }
      await writeAudit(tx, { territoryId, actor, action: 'update', subject, facts }, now)
    }
    return { expired: counts.reduce((sum, [, count]) => sum + count, 0) }
  })
}
