import { geodesicKm, type LonLat } from '../../../server/geo.ts'
import { inPublishedOrder, ordered } from '../../../server/ranking/order.ts'
import type { Candidate } from '../../../server/ranking/rules.ts'
import type { Columns } from './filter.ts'
import { filterOf } from './filter.ts'
import type { Asked } from './inputs.ts'

/** WGS84 against any sphere of about its size: 0.56 % at most. */
const SPHERE_SLACK = 1.012
const RADIANS = Math.PI / 180
const EARTH_KM = 6371.0088

/**
 * The right list: every eligible doctor measured along the geodesic, in the published order. To spare geodesics,
 * those further on the sphere than so many others, by more than a sphere may be wrong, are left out.
 */
export function trueList(
  doctors: readonly Candidate[],
  columns: Columns,
  asked: Asked,
  isWhole = false,
): string[] {
  const { household, question } = asked
  const isEligible = filterOf(columns, asked)
  const eligible = doctors.filter((_, rank) => isEligible(rank))
  return (isWhole ? eligible : roughlyNearest(eligible, asked))
    .map((doctor) => {
      const km = geodesicKm(household.home, doctor.position)
      return ordered(household, doctor, { ...question, km })
    })
    .filter(({ km }) => km <= question.maxKm)
    .sort(inPublishedOrder)
    .slice(0, question.count)
    .map(({ id }) => id)
}

/** All who may be among the nearest wanted, and some more. */
function roughlyNearest(
  doctors: readonly Candidate[],
  { household: { home }, question: { count } }: Asked,
): Candidate[] {
  const nearest: number[] = []
  let limit = Number.POSITIVE_INFINITY
  return doctors.filter((doctor) => {
    if (northKm(home, doctor) > limit) return false
    const km = sphereKm(home, doctor.position)
    if (km > limit) return false
    nearest.push(km)
    nearest.sort((a, b) => a - b).splice(count)
    if (nearest.length === count) limit = (nearest[count - 1] ?? 0) * SPHERE_SLACK + 1e-6
    return true
  })
}

/** How far apart their parallels are on the sphere: never more than the great circle. */
function northKm([, lat]: LonLat, { position }: Candidate): number {
  return Math.abs(position[1] - lat) * RADIANS * EARTH_KM
}

/** Great circle, by the haversine. */
export function sphereKm([lon, lat]: LonLat, [otherLon, otherLat]: LonLat): number {
  const [north, east] = [(otherLat - lat) * RADIANS, (otherLon - lon) * RADIANS]
  const half =
    Math.sin(north / 2) ** 2 +
    Math.cos(lat * RADIANS) * Math.cos(otherLat * RADIANS) * Math.sin(east / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.sqrt(half))
}
