import type { LonLat } from '../geo.ts'

const METRES_PER_DEGREE = 111_195

/** Metres on a local plane: within 1 % for points less than 10 km apart, enough to say "the same doorstep". */
export function metresBetween([lonA, latA]: LonLat, [lonB, latB]: LonLat): number {
  const shrink = Math.cos((((latA + latB) / 2) * Math.PI) / 180)
  return Math.hypot((lonB - lonA) * shrink, latB - latA) * METRES_PER_DEGREE
}
