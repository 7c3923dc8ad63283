import { ECCENTRICITY_2 as E2, EQUATOR_KM, pointAt } from '../ellipsoid.ts'
import { geodesicKm, type LonLat } from '../geo.ts'

/** Lengths are whole tenths of a millimetre: sums of them stay exact in doubles, and ties are true ties. */
export const UNITS_PER_KM = 1e7

/** Points of the WGS84 ellipsoid, in metres from its centre. `support`: distance from the centre to the tangent plane. */
export type Points = {
  x: Float64Array
  y: Float64Array
  z: Float64Array
  support: Float64Array
  lonLat: LonLat[]
}

const A = EQUATOR_KM * 1000
const SECOND_E2 = E2 / (1 - E2)
const B2 = A * A * (1 - E2)
/** Chord (metres) up to which the closed formula is used: 300 km. Beyond, Karney's geodesic. */
const CLOSED_FORM_METRES = 300_000
const UNITS_PER_METRE = UNITS_PER_KM / 1000

/** Degrees to points, in the order given. O(n). */
export function pointsOf(positions: readonly LonLat[]): Points {
  const metres = () => new Float64Array(positions.length)
  const points = { x: metres(), y: metres(), z: metres(), support: metres(), lonLat: [] }
  for (const [at, position] of positions.entries()) movePoint(points, at, position)
  return points
}

/** Puts one point elsewhere. */
export function movePoint(points: Points, at: number, position: LonLat): void {
  const [x, y, z] = pointAt(position, A)
  points.x[at] = x
  points.y[at] = y
  points.z[at] = z
  points.support[at] = 1 / Math.hypot(x / (A * A), y / (A * A), z / B2)
  points.lonLat[at] = position
}

/**
 * Length from point `i` of `from` to point `j` of `to`, in whole tenths of a millimetre, along the WGS84 geodesic.
 * The chord is bent by the curvature of the ellipsoid in its own direction at its middle: for a chord d of the quadric
 * x²/a² + y²/a² + z²/b² = 1, support × (1 + e'² dz²/d²) / a². Against Karney's geodesic: within 0.001 mm up to 100 km
 * and 0.03 mm up to 300 km; farther, Karney's is used itself. About 15 ns a pair.
 */
export function arcUnits(from: Points, i: number, to: Points, j: number): number {
  const dx = (from.x[i] as number) - (to.x[j] as number)
  const dy = (from.y[i] as number) - (to.y[j] as number)
  const dz = (from.z[i] as number) - (to.z[j] as number)
  const chord2 = dx * dx + dy * dy + dz * dz
  if (chord2 === 0) return 0
  if (chord2 > CLOSED_FORM_METRES * CLOSED_FORM_METRES)
    return Math.round(geodesicKm(from.lonLat[i] as LonLat, to.lonLat[j] as LonLat) * UNITS_PER_KM)
  const support = ((from.support[i] as number) + (to.support[j] as number)) / 2
  const curvature = (support * (1 + (SECOND_E2 * dz * dz) / chord2)) / (A * A)
  const half2 = (chord2 * curvature * curvature) / 4
  const bent = 1 + half2 * (1 / 6 + half2 * (3 / 40 + half2 * (15 / 336 + (half2 * 105) / 3456)))
  return Math.round(Math.sqrt(chord2) * bent * UNITS_PER_METRE)
}

/** No two of these points are farther apart than this, in units: the box around them, bent at most to a half circle. */
export function spanUnits(...sets: readonly Points[]): number {
  const side = (axis: 'x' | 'y' | 'z') => {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const set of sets)
      for (const value of set[axis]) {
        least = Math.min(least, value)
        most = Math.max(most, value)
      }
    return Math.max(0, most - least)
  }
  const metres = Math.hypot(side('x'), side('y'), side('z')) * (Math.PI / 2) * 1.01
  return Math.ceil(metres * UNITS_PER_METRE)
}
