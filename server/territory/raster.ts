import type { Pair } from './orientation.ts'
import type { Shapes } from './shapes.ts'

/** Where cells are: column = floor((x − west) × perX), row likewise. */
export interface Frame {
  west: number
  south: number
  perX: number
  perY: number
  columns: number
  rows: number
}

export interface Raster {
  frame: Frame
  /** Per cell: 0 nothing, n + 1 the shape n covers it whole and first, −at the list at that rank of `lists`. */
  cells: Int32Array
  /** How many, then for each shape of a cell, first shapes first: twice its rank, plus 1 if it covers the cell whole. */
  lists: Int32Array
}

/** Cells per shape, and the least and most of them: 16 MB at most. */
const CELLS_PER_SHAPE = 120
const LEAST_CELLS = 4_096
const MOST_CELLS = 4_000_000

/** An edge marks the cells within that much of it, in cells, so that no rounding leaves out one that it touches. */
const MARGIN = 1e-6

/** Draws every shape, in order. A shape that comes after one that covers a cell whole is not written there. */
export function rasterize(shapes: Shapes): Raster {
  const frame = frameOf(shapes)
  const drawing = new Drawing(frame, shapes)
  for (let shape = 0; shape < shapes.shapeEnds.length; shape += 1) drawing.draw(shape)
  return { frame, cells: drawing.cells, lists: drawing.listed() }
}

function frameOf({ coordinates, shapeEnds }: Shapes): Frame {
  let [west, south, east, north] = [0, 0, 0, 0]
  for (let at = 0; at < coordinates.length; at += 2) {
    const x = coordinates[at] ?? 0
    const y = coordinates[at + 1] ?? 0
    if (at === 0 || x < west) west = x
    if (at === 0 || x > east) east = x
    if (at === 0 || y < south) south = y
    if (at === 0 || y > north) north = y
  }
  const wanted = Math.max(LEAST_CELLS, CELLS_PER_SHAPE * shapeEnds.length)
  const side = Math.floor(Math.sqrt(Math.min(MOST_CELLS, wanted)))
  const perX = side / (east - west || 1)
  const perY = side / (north - south || 1)
  return { west, south, perX, perY, columns: side + 1, rows: side + 1 }
}

class Drawing {
  readonly cells: Int32Array
  private readonly frame: Frame
  private readonly shapes: Shapes
  /** Last shape, plus 1, whose border crosses a cell. */
  private readonly marked: Uint32Array
  /** Cell and entry, one after the other, in the order of shapes. */
  private pairs = new Int32Array(1 << 16)
  private count = 0
  /** Where the rows of the shape being drawn are crossed at the height of their middle, by row. */
  private readonly crossings: number[][]

  constructor(frame: Frame, shapes: Shapes) {
    this.frame = frame
    this.shapes = shapes
    this.cells = new Int32Array(frame.columns * frame.rows)
    this.marked = new Uint32Array(this.cells.length)
    this.crossings = Array.from({ length: frame.rows }, () => [])
  }

  draw(shape: number): void {
    const first = this.shapes.shapeEnds[shape - 1] ?? 0
    const end = this.shapes.shapeEnds[shape] ?? 0
    for (let polygon = first; polygon < end; polygon += 1) this.outline(shape, polygon)
    for (let polygon = first; polygon < end; polygon += 1) this.fill(shape, polygon)
  }

  private outline(shape: number, polygon: number): void {
    this.eachEdge(polygon, (a, b) => this.mark(shape, a, b))
  }

  /** In cells. */
  private eachEdge(polygon: number, see: (a: Pair, b: Pair) => void): void {
    const { coordinates, ringEnds, polygonEnds } = this.shapes
    const { west, south, perX, perY } = this.frame
    const end = polygonEnds[polygon] ?? 0
    for (let ring = polygonEnds[polygon - 1] ?? 0; ring < end; ring += 1) {
      const last = 2 * (ringEnds[ring] ?? 0) - 2
      let at = 2 * (ringEnds[ring - 1] ?? 0)
      let a: Pair | null = null
      for (; at <= last; at += 2) {
        const x = ((coordinates[at] ?? 0) - west) * perX
        const b: Pair = [x, ((coordinates[at + 1] ?? 0) - south) * perY]
        if (a) see(a, b)
        a = b
      }
    }
  }

  /** Marks the cells that an edge crosses, row after row. */
  private mark(shape: number, [ax, ay]: Pair, [bx, by]: Pair): void {
    const { columns, rows } = this.frame
    const [low, high] = [Math.min(ay, by), Math.max(ay, by)]
    const slope = by === ay ? 0 : (bx - ax) / (by - ay)
    const [least, most] = [Math.min(ax, bx), Math.max(ax, bx)]
    const lastRow = Math.min(rows - 1, Math.floor(high + MARGIN))
    for (let row = Math.max(0, Math.floor(low - MARGIN)); row <= lastRow; row += 1) {
      const from = ax + (Math.max(low, row) - ay) * slope
      const to = ax + (Math.min(high, row + 1) - ay) * slope
      const [left, right] = low === high ? [least, most] : [Math.min(from, to), Math.max(from, to)]
      const firstColumn = Math.max(0, Math.floor(Math.max(left, least) - MARGIN))
      const lastColumn = Math.min(columns - 1, Math.floor(Math.min(right, most) + MARGIN))
      for (let column = firstColumn; column <= lastColumn; column += 1)
        this.border(shape, row * columns + column)
    }
  }

  private border(shape: number, cell: number): void {
    if (this.marked[cell] === shape + 1) return
    this.marked[cell] = shape + 1
    if ((this.cells[cell] ?? 0) > 0) return
    this.cells[cell] = -1
    this.list(cell, 2 * shape)
  }

  /** Cells that the border leaves alone are whole inside or whole outside, as their middle is. */
  private fill(shape: number, polygon: number): void {
    const { columns, rows } = this.frame
    let [first, last] = [rows, -1]
    this.eachEdge(polygon, ([ax, ay], [bx, by]) => {
      const from = Math.max(0, Math.ceil(Math.min(ay, by) - 0.5))
      const to = Math.min(rows - 1, Math.ceil(Math.max(ay, by) - 0.5) - 1)
      for (let row = from; row <= to; row += 1)
        this.crossings[row]?.push(ax + ((row + 0.5 - ay) * (bx - ax)) / (by - ay))
      if (from < first) first = from
      if (to > last) last = to
    })
    for (let row = first; row <= last; row += 1) {
      const crossed = this.crossings[row] ?? []
      crossed.sort((a, b) => a - b)
      for (let at = 0; at + 1 < crossed.length; at += 2)
        this.fillBetween(shape, row * columns, [crossed[at] ?? 0, crossed[at + 1] ?? 0])
      crossed.length = 0
    }
  }

  private fillBetween(shape: number, row: number, [left, right]: Pair): void {
    const last = Math.min(this.frame.columns - 1, Math.floor(right - 0.5))
    for (let column = Math.max(0, Math.ceil(left - 0.5)); column <= last; column += 1) {
      const cell = row + column
      const known = this.cells[cell] ?? 0
      if (known > 0 || this.marked[cell] === shape + 1) continue
      if (known === 0) this.cells[cell] = shape + 1
      else this.list(cell, 2 * shape + 1)
    }
  }

  private list(cell: number, entry: number): void {
    if (this.count + 2 > this.pairs.length) {
      const grown = new Int32Array(2 * this.pairs.length)
      grown.set(this.pairs)
      this.pairs = grown
    }
    this.pairs[this.count] = cell
    this.pairs[this.count + 1] = entry
    this.count += 2
  }

  /** Gathers the pairs by cell, in the order they came, and points the cells to them. */
  listed(): Int32Array {
    const { cells, pairs, count } = this
    const sizes = new Int32Array(cells.length)
    let length = 1
    for (let at = 0; at < count; at += 2) {
      const cell = pairs[at] ?? 0
      if (sizes[cell] === 0) length += 1
      sizes[cell] = (sizes[cell] ?? 0) + 1
      length += 1
    }
    const lists = new Int32Array(length)
    let end = 1
    for (let at = 0; at < count; at += 2) {
      const cell = pairs[at] ?? 0
      if (cells[cell] === -1) {
        cells[cell] = -end - 1
        end += 1 + (sizes[cell] ?? 0)
      }
      const start = -(cells[cell] ?? 0) - 1
      lists[start] = (lists[start] ?? 0) + 1
      lists[start + (lists[start] ?? 0)] = pairs[at + 1] ?? 0
    }
    for (let at = 0; at < count; at += 2) {
      const cell = pairs[at] ?? 0
      if ((sizes[cell] ?? 0) > 0) cells[cell] = (cells[cell] ?? 0) + 1
      sizes[cell] = 0
    }
    return lists
  }
}
