import { geodesicKm } from '../../../server/geo.ts'
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
 * those further on the sphere than the last of the list, by more than a sphere may be wrong, are left out first.
 */
export function trueList(
  doctors: readonly Candidate[],
  columns: Columns,
  asked: Asked,
  isWhole = false,
): string[] {
  const { household, question } = asked
  const isEligible = filterOf(columns, asked)
  const ranks = [...doctors.keys()].filter(isEligible)
  const rough = Float64Array.from(ranks, (rank) => sphereKm(household.home, doctors[rank]))
  const fifth = rough.slice().sort()[question.count - 1] ?? Number.POSITIVE_INFINITY
  const limit = isWhole ? Number.POSITIVE_INFINITY : fifth * SPHERE_SLACK + 1e-6
  const placed = ranks
    .filter((_, at) => (rough[at] ?? 0) <= limit)
    .flatMap((rank) => {
      const doctor = doctors[rank]
      if (!doctor) return []
      const km = geodesicKm(household.home, doctor.position)
      return [ordered(household, doctor, { ...question, km })]
    })
  return placed
    .filter(({ km }) => km <= question.maxKm)
    .sort(inPublishedOrder)
    .slice(0, question.count)
    .map(({ id }) => id)
}

/** Great circle, by the haversine. */
export function sphereKm([lon, lat]: readonly [number, number], doctor?: Candidate): number {
  const [otherLon, otherLat] = doctor?.position ?? [0, 0]
  const [north, east] = [(otherLat - lat) * RADIANS, (otherLon - lon) * RADIANS]
  const half =
    Math.sin(north / 2) ** 2 +
    Math.cos(lat * RADIANS) * Math.cos(otherLat * RADIANS) * Math.sin(east / 2) ** 2
  return 2 * EARTH_KM * Math.asin(Math.sqrt(half))
}
