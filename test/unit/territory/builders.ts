import type { Polygon } from 'geojson'
import type { LonLat } from '../../../server/geo.ts'
import type { TerritoryPart } from '../../../server/territory/rules.ts'

/** A rectangle of degrees, as a closed ring turning counterclockwise. */
export function box(west: number, south: number, east: number, north: number): Polygon {
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  }
}

export function aPart(part: Partial<TerritoryPart> & { code: string }): TerritoryPart {
  return { role: 'base', geometry: null, associatedCodes: [], ...part }
}

/** Near 50.6 degrees north: metres to degrees, within a metre over a kilometre. */
export const eastOf = (lon: number, metres: number) =>
  lon + metres / (111_240 * Math.cos((50.65 * Math.PI) / 180))
export const northOf = (lat: number, metres: number) => lat + metres / 111_240

/** A village of five kilometres by eleven, its neighbour to the east, both with the same corners. */
export const west = aPart({ code: '59101', geometry: box(3.0, 50.6, 3.1, 50.7) })
export const east = aPart({ code: '59102', geometry: box(3.1, 50.6, 3.2, 50.7) })

export const inWest: LonLat = [3.05, 50.65]
export const inEast: LonLat = [3.15, 50.65]
export const farAway: LonLat = [3.5, 50.65]
export const alone = (code: string) => [code]
