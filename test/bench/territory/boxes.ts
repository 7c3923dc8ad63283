import Flatbush from 'flatbush'
import type { MultiPolygon, Polygon } from 'geojson'

export type Geometry = Polygon | MultiPolygon

/** The box of each geometry, exactly, in the order of the geometries. */
export function boxesOf(geometries: readonly Geometry[]): Flatbush {
  const bush = new Flatbush(geometries.length)
  for (const geometry of geometries) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
    for (const [x = 0, y = 0] of ringsOf(geometry).flat()) {
      west = Math.min(west, x)
      south = Math.min(south, y)
      east = Math.max(east, x)
      north = Math.max(north, y)
    }
    bush.add(west, south, east, north)
  }
  bush.finish()
  return bush
}

/** Every number of a geometry, after the length of each of its rings: no two have the same. */
export function numbersOf(geometry: Geometry): Float64Array {
  const rings = ringsOf(geometry)
  return Float64Array.from([...rings.map(({ length }) => length), ...rings.flat(2)])
}

function ringsOf({ type, coordinates }: Geometry) {
  return type === 'Polygon' ? coordinates : coordinates.flat()
}
