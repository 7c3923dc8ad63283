import type { MultiPolygon, Polygon } from 'geojson'
import { sideOf } from './orientation.ts'

/** Polygons and multipolygons end to end, to be asked fast. Ranks of `ends` are the first after the last of each. */
export class Shapes {
  /** x, y, x, y… of each ring, closed. */
  readonly coordinates: Float64Array
  /** Per ring, in numbers of positions. */
  readonly ringEnds: Uint32Array
  /** Per polygon, in numbers of rings. */
  readonly polygonEnds: Uint32Array
  /** Per shape, in numbers of polygons. */
  readonly shapeEnds: Uint32Array

  constructor(geometries: readonly (Polygon | MultiPolygon)[]) {
    const shapes = geometries.map(({ type, coordinates }) =>
      type === 'Polygon' ? [coordinates] : coordinates,
    )
    const polygons = shapes.flat()
    const rings = polygons.flat()
    this.shapeEnds = endsOf(shapes)
    this.polygonEnds = endsOf(polygons)
    this.ringEnds = endsOf(rings)
    this.coordinates = new Float64Array(2 * (this.ringEnds.at(-1) ?? 0))
    let at = 0
    for (const ring of rings)
      for (const position of ring) {
        this.coordinates[at] = position[0] ?? 0
        this.coordinates[at + 1] = position[1] ?? 0
        at += 2
      }
  }

  /** Bytes held. */
  get bytes(): number {
    const { coordinates, ringEnds, polygonEnds, shapeEnds } = this
    return [coordinates, ringEnds, polygonEnds, shapeEnds].reduce(
      (sum, { byteLength }) => sum + byteLength,
      0,
    )
  }

  /**
   * Does the shape hold the point? Its border and that of its holes are part of it, the holes themselves are not; of
   * several polygons one is enough. Exact for the coordinates as they are given. O(positions).
   */
  holds(shape: number, x: number, y: number): boolean {
    const first = this.shapeEnds[shape - 1] ?? 0
    const end = this.shapeEnds[shape] ?? 0
    for (let polygon = first; polygon < end; polygon += 1)
      if (this.polygonHolds(polygon, x, y)) return true
    return false
  }

  private polygonHolds(polygon: number, x: number, y: number): boolean {
    const { coordinates, ringEnds, polygonEnds } = this
    const end = polygonEnds[polygon] ?? 0
    let isInside = false
    for (let ring = polygonEnds[polygon - 1] ?? 0; ring < end; ring += 1) {
      const last = 2 * (ringEnds[ring] ?? 0) - 2
      let at = 2 * (ringEnds[ring - 1] ?? 0)
      let ax = coordinates[at] ?? 0
      let ay = coordinates[at + 1] ?? 0
      while (at < last) {
        at += 2
        const bx = coordinates[at] ?? 0
        const by = coordinates[at + 1] ?? 0
        if (ay > y !== by > y) {
          if (ax > x && bx > x) isInside = !isInside
          else if (ax >= x || bx >= x) {
            const side = sideOf([ax, ay], [bx, by], [x, y])
            if (side === 0) return true
            if (side > 0 === by > ay) isInside = !isInside
          }
        } else if (by === y && (bx === x || (ay === y && ax > x !== bx > x))) return true
        ax = bx
        ay = by
      }
    }
    return isInside
  }
}

function endsOf(lists: readonly (readonly unknown[])[]): Uint32Array {
  let end = 0
  return Uint32Array.from(lists, (list) => {
    end += list.length
    return end
  })
}
