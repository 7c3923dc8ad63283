import type { LonLat } from './geo.ts'

/** A point of the WGS84 ellipsoid, height 0, from the centre of the Earth (ECEF), in the unit of the radius given. */
export type Point = readonly [x: number, y: number, z: number]

/** Kilometres from the centre to the equator. */
export const EQUATOR_KM = 6378.137
const FLATTENING = 1 / 298.257223563
/** From the centre to a pole. */
export const POLE_KM = EQUATOR_KM * (1 - FLATTENING)
/** First eccentricity of the ellipsoid, squared. */
export const ECCENTRICITY_2 = FLATTENING * (2 - FLATTENING)
const RADIANS = Math.PI / 180

/** Where a position is, for chords: in kilometres, or in the unit in which the radius of the equator is given. */
export function pointAt(position: LonLat, equator = EQUATOR_KM): Point {
  const [lambda, phi] = [position[0] * RADIANS, position[1] * RADIANS]
  const sinLat = Math.sin(phi)
  const normal = equator / Math.sqrt(1 - ECCENTRICITY_2 * sinLat * sinLat)
  const toAxis = normal * Math.cos(phi)
  return [
    toAxis * Math.cos(lambda),
    toAxis * Math.sin(lambda),
    normal * (1 - ECCENTRICITY_2) * sinLat,
  ]
}
