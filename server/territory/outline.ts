import { difference, featureCollection, simplify, truncate, union } from '@turf/turf'
import type { Feature, MultiPolygon, Polygon } from 'geojson'
import type { Area } from './polygons.ts'
import type { Territory } from './rules.ts'

/** About 40 m: finer than a line drawn on the widest map of a territory. */
const TOLERANCE_DEGREES = 0.0005

/**
 * The territory as one simplified shape for the map, never for a verdict; null when it has no contour.
 * About 0.2 s for 120 communes, 2 s for 1,500: keep it.
 */
export function outlineOf({ base, added, subtracted }: Territory): Polygon | MultiPolygon | null {
  const held = joined([...base.areas, ...added.areas])
  const taken = joined(subtracted.areas)
  const shape = held && taken ? difference(featureCollection([held, taken])) : held
  if (!shape) return null
  return toTheMetre(simplify(shape, { tolerance: TOLERANCE_DEGREES, highQuality: true }).geometry)
}

/** Rounded to five decimals, about a metre: for the map, whose page it makes half as heavy. */
export function toTheMetre(geometry: Polygon | MultiPolygon): Polygon | MultiPolygon {
  return truncate(geometry, { precision: 5, coordinates: 2 })
}

function joined(areas: readonly Area[]): Feature<Polygon | MultiPolygon> | null {
  const features = areas.map(
    ({ geometry }): Feature<Polygon | MultiPolygon> => ({
      type: 'Feature',
      properties: {},
      geometry,
    }),
  )
  return features.length > 1 ? union(featureCollection(features)) : (features[0] ?? null)
}
