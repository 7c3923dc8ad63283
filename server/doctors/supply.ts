import { parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import { freePlaces } from '../ranking/places.ts'
import { loadsOf } from './candidates.ts'
import { stateOf } from './rules.ts'
import { listEntries } from './store.ts'

/** Places that doctors can give today, in people, and how many doctors give them. */
export type Supply = { places: number; doctors: number }

/** What a territory's doctors can take now: those who are full, paused, expired or gone give nothing. */
export async function supplyOf(db: Db, territoryId: string, now: Date): Promise<Supply> {
  const entries = await listEntries(db, territoryId)
  const { held, taken } = await loadsOf(db, territoryId, now)
  const today = parisDay(now)
  const open = entries.flatMap((entry) => {
    const places = freePlaces({
      placesOffered: entry.conditions.places,
      placesHeld: held.get(entry.id) ?? 0,
      placesTaken: taken.get(entry.id) ?? 0,
    })
    const state = stateOf(entry, places, today)
    const isOpen = state === 'fresh' || state === 'to_reconfirm'
    return isOpen ? [{ doctorId: entry.doctorId, places }] : []
  })
  return {
    places: open.reduce((sum, { places }) => sum + places, 0),
    doctors: new Set(open.map(({ doctorId }) => doctorId)).size,
  }
}
