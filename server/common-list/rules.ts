import type { Day } from '../calendar/rules.ts'
import { geodesicKm } from '../geo.ts'
import { exclusionsOf } from '../ranking/eligibility.ts'
import type { Candidate, ExclusionReason, Household } from '../ranking/rules.ts'

/**
 * What a doctor's own press on « J'accueille ce foyer » answers by itself: how many they take, since when they said so,
 * whether they may be named. What the household needs (its ages, visits, access, distance, a former refusal) stands.
 */
const ANSWERED_BY_TAKING: readonly ExclusionReason[] = [
  'not_accepting',
  'full',
  'paused',
  'expired',
  'not_named',
  'solicited_out',
]

export type Meeting = { household: Household; maxKm: number; today: Day }

/** A practice where a doctor could take the household, and how far it is; kilometres along the WGS84 geodesic. */
export type Place = { availabilityId: string; km: number }

/** The nearest practice of a doctor where the household could be taken; null when there is none. */
export function placeFor(
  candidates: readonly Candidate[],
  { household, maxKm, today }: Meeting,
): Place | null {
  const options = { maxKm, solicitedFactor: null }
  const places = candidates.flatMap((candidate) => {
    const km = geodesicKm(household.home, candidate.position)
    const judged = { household, candidate: willing(candidate), km, options, today }
    const stands = exclusionsOf(judged).filter((reason) => !ANSWERED_BY_TAKING.includes(reason))
    return stands.length === 0 ? [{ availabilityId: candidate.id, km }] : []
  })
  return places.sort(byDistance)[0] ?? null
}

/** As if there were room for everybody; a doctor who does no home visits still does none. */
function willing(candidate: Candidate): Candidate {
  const room = Number.MAX_SAFE_INTEGER
  return {
    ...candidate,
    placesOffered: room,
    placesHeld: 0,
    placesTaken: 0,
    homeVisitPlaces: candidate.homeVisitPlaces > 0 ? room : 0,
  }
}

function byDistance(a: Place, b: Place): number {
  return a.km - b.km || (a.availabilityId < b.availabilityId ? -1 : 1)
}

/** How far a household is, as a doctor may know it: too rough to find a house from two practices. */
export type Nearness = 'under_2' | '2_to_5' | '5_to_10' | 'over_10'

export function nearnessOf(km: number): Nearness {
  if (km < 2) return 'under_2'
  if (km < 5) return '2_to_5'
  return km < 10 ? '5_to_10' : 'over_10'
}
