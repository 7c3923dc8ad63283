import type { MultiPolygon, Polygon } from 'geojson'
import { rasterize } from './raster.ts'
import { Shapes } from './shapes.ts'

/**
 * Which shape holds a point, among many: a raster whose cells know the one shape that covers them whole, or the few
 * whose border crosses them, which are then tested exactly. A point on a border, or in several shapes, is in the first
 * of them. Build: O(positions + cells); question: O(1) away from borders, else
 * O(positions of the shapes whose border crosses the cell). After the fill algorithm of scan conversion.
 */
export class AreaGrid {
  private readonly shapes: Shapes
  private readonly raster: ReturnType<typeof rasterize>

  constructor(geometries: readonly (Polygon | MultiPolygon)[]) {
    this.shapes = new Shapes(geometries)
    this.raster = rasterize(this.shapes)
  }

  /** Rank of the first shape that holds the point, its border included and its holes excluded; -1 when none does. */
  find(x: number, y: number): number {
    const { frame, cells, lists } = this.raster
    const column = Math.floor((x - frame.west) * frame.perX)
    const row = Math.floor((y - frame.south) * frame.perY)
    if (!(column >= 0 && row >= 0 && column < frame.columns && row < frame.rows)) return -1
    const cell = cells[row * frame.columns + column] ?? 0
    if (cell >= 0) return cell - 1
    let at = -cell
    for (let left = lists[at] ?? 0; left > 0; left -= 1) {
      at += 1
      const entry = lists[at] ?? 0
      const shape = entry >>> 1
      if ((entry & 1) === 1 || this.shapes.holds(shape, x, y)) return shape
    }
    return -1
  }

  /** Bytes held. */
  get bytes(): number {
    return this.shapes.bytes + this.raster.cells.byteLength + this.raster.lists.byteLength
  }
}
