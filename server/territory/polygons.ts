import { bbox, booleanPointInPolygon } from '@turf/turf'
import type { MultiPolygon, Polygon, Position } from 'geojson'
import type { LonLat } from '../geo.ts'

/** A polygon with its box, ready to be asked. */
export interface Area {
  code: string
  geometry: Polygon | MultiPolygon
  west: number
  south: number
  east: number
  north: number
}

/** Computes the box once. */
export function areaOf(code: string, geometry: Polygon | MultiPolygon): Area {
  const [west, south, east, north] = bbox(geometry)
  return { code, geometry, west, south, east, north }
}

/** First area, in their order, that holds the point, its border included and its holes excluded: boxes, then the exact test. */
export function areaAt(areas: readonly Area[], [lon, lat]: LonLat): Area | undefined {
  return areas.find(
    (area) =>
      lon >= area.west &&
      lon <= area.east &&
      lat >= area.south &&
      lat <= area.north &&
      booleanPointInPolygon([lon, lat], area.geometry),
  )
}

/** Every ring of a geometry, outer ones and holes alike. */
export function ringsOfGeometry({ type, coordinates }: Polygon | MultiPolygon): Position[][] {
  return type === 'Polygon' ? coordinates : coordinates.flat()
}
