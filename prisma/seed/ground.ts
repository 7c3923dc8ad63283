import type { LonLat } from '../../server/geo.ts'

/** A point of a drawing: metres to the east, then to the north, of the origin of its plane. */
export type Metres = readonly [east: number, north: number]

/** Lengths of a degree at 50.6° north: the drawings are invented, so a flat ground is exact enough. */
const METRES_PER_DEGREE = { lon: 70_750, lat: 111_240 }
/** Eleven centimetres: finer would pretend to a precision that nothing here has. */
const DECIMALS = 6

/** Turns drawings around an origin into WGS84 positions. */
export function planeAt([lon, lat]: LonLat): (point: Metres) => LonLat {
  return ([east, north]) => [
    rounded(lon + east / METRES_PER_DEGREE.lon),
    rounded(lat + north / METRES_PER_DEGREE.lat),
  ]
}

/** The point at `share` (0 to 1) of the way, set aside by `aside` metres, to the right when positive. */
export function along(from: Metres, to: Metres, place: { share: number; aside: number }): Metres {
  const [east, north] = [to[0] - from[0], to[1] - from[1]]
  const length = Math.hypot(east, north)
  return [
    from[0] + east * place.share + (north / length) * place.aside,
    from[1] + north * place.share - (east / length) * place.aside,
  ]
}

function rounded(degrees: number): number {
  return Number(degrees.toFixed(DECIMALS))
}
