import type { Deps } from '../deps.ts'
import { errorFacts } from '../log.ts'
import { allTerritories } from '../territory/service.ts'
import { placeHome } from './placing.ts'
import type { OrientationRequest } from './row-store.ts'
import { replaceHome } from './service.ts'
import { listUnplaced } from './store.ts'

/** Asked in one go, so that a service that comes back is not flooded. */
const HOMES_AT_A_TIME = 50

/**
 * Asks again for the homes that came in while the geocoder was away, oldest first. What it finds is treated as on the
 * first day; a person who was faster keeps what they decided.
 */
export async function relocateHomes(
  deps: Deps,
  now: Date,
): Promise<{ asked: number; placed: number }> {
  const counts = { asked: 0, placed: 0 }
  for (const { id: territoryId } of await allTerritories(deps)) {
    const waiting = await listUnplaced(deps.database.client, deps.keys, territoryId)
    for (const request of waiting.filter(wasNotAsked).slice(0, HOMES_AT_A_TIME)) {
      const { address, postalCode, commune } = request.home
      const placed = await placeHome(deps, territoryId, { address, postalCode, commune })
      if (placed.home.doubts.includes('service_unavailable')) return counts
      counts.asked += 1
      if (await replace(deps, request, placed, now)) counts.placed += placed.placed ? 1 : 0
    }
  }
  return counts
}

function wasNotAsked({ home }: OrientationRequest): boolean {
  return home.placedBy === null && home.doubts.includes('service_unavailable')
}

async function replace(
  deps: Deps,
  { id, territoryId, version }: OrientationRequest,
  placed: Awaited<ReturnType<typeof placeHome>>,
  now: Date,
): Promise<boolean> {
  const target = { id, territoryId, version, actor: { kind: 'system' as const, id: null } }
  try {
    await replaceHome(deps, target, placed, now)
    return true
  } catch (error) {
    deps.log.warn(errorFacts(error), 'a home was placed meanwhile')
    return false
  }
}
