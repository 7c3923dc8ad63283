import { randomUUID } from 'node:crypto'
import type { Db } from '../db.ts'
import { loadOf } from '../doctors/candidates.ts'
import { AlreadyProposed, NotFound, PlacesTaken } from '../errors.ts'
import { type Hold, hasRoom } from './rules.ts'
import { insertHold, isProposed, lockOffered } from './store.ts'

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
    aldPlaces: offered.aldPlaces,
    homeVisitPlaces: offered.homeVisitPlaces,
    homeVisitsUsed: homeVisits,
  }
  if (!hasRoom(left, hold)) throw new PlacesTaken()
  const id = randomUUID()
  await insertHold(tx, id, hold, now)
  return id
}
