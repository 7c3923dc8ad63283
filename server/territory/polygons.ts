import type { MultiPolygon, Polygon, Position } from 'geojson'
import type { LonLat } from '../geo.ts'
import { AreaGrid } from './area-grid.ts'

/** A polygon or several, of one commune or a part of it. */
export interface Area {
  code: string
  geometry: Polygon | MultiPolygon
}

/** Areas ready to be asked which of them holds a point. */
export interface Layer {
  /** In the order that decides between those that share a border. */
  areas: readonly Area[]
  grid: AreaGrid
}

/** Areas with the grid that finds which of them holds a point; built once, see `AreaGrid`. */
export function layerOf(areas: readonly Area[]): Layer {
  return { areas, grid: new AreaGrid(areas.map(({ geometry }) => geometry)) }
}

/** First area, in their order, that holds the point, its border included and its holes excluded; exact. */
export function areaAt({ areas, grid }: Layer, [lon, lat]: LonLat): Area | undefined {
  return areas[grid.find(lon, lat)]
}

/** Every ring of a geometry, outer ones and holes alike. */
export function ringsOfGeometry({ type, coordinates }: Polygon | MultiPolygon): Position[][] {
  return type === 'Polygon' ? coordinates : coordinates.flat()
}
