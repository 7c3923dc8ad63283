import type { LonLat } from '../../geo.ts'
import { metresBetween } from '../../geocoding/nearby.ts'
import type { Mode } from '../rules.ts'
import { DEGREE, nodeCount, positionOf, type RoadGraph } from './graph.ts'
import { usableNodes } from './usable.ts'

/** A node of the roads and how far it is, in metres. */
export type Near = { node: number; metres: number }
/** The node nearest to a place, for this mode; null when none is within a kilometre. */
export type NearNode = (from: LonLat, mode: Mode) => Near | null

/** Beyond this a place is not beside a road of the extract. */
const FARTHEST_METRES = 1000
/** About 330 m from south to north. */
const CELL = 0.003
const METRES_PER_DEGREE = 111_000
const NO_RING = -1

/**
 * The nearest node from which a mode goes somewhere and comes back, within a kilometre; the lower rank between two as
 * near. A grid of cells, visited in rings until the next cannot hold a nearer node, or the grid ends: near a pole cells
 * are as narrow as one likes. 9 bytes a node, and 4 for each cell of the box around all of them.
 */
export function nearNodeOver(graph: RoadGraph): NearNode {
  const grid = gridOf(graph)
  const isUsable = usableNodes(graph)
  return (from, mode) => {
    let best: Near | null = null
    const look = (node: number) => {
      if (!isUsable(node, mode)) return
      const metres = metresBetween(from, positionOf(graph, node))
      if (metres > FARTHEST_METRES || (best && metres > best.metres)) return
      if (!best || metres < best.metres || node < best.node) best = { node, metres }
    }
    const height = CELL * METRES_PER_DEGREE
    const narrow = height * Math.cos((from[1] * Math.PI) / 180)
    const last = grid.lastRing(from)
    const mayHold = (ring: number) => (ring - 1) * narrow <= (reached(best) ?? FARTHEST_METRES)
    for (let ring = 0; ring <= last && mayHold(ring); ring++) grid.visit(from, ring, look)
    return best
  }
}

function reached(best: Near | null): number | undefined {
  return best?.metres
}

/**
 * `visit` calls `look` with the nodes of the cells that are `ring` cells away from a place; there is none beyond
 * `lastRing`, and none at all around a position that is no number.
 */
function gridOf(graph: RoadGraph) {
  const { west, south, columns, rows } = boundsOf(graph)
  const cellOf = (node: number) =>
    Math.floor(((graph.lat[node] ?? 0) / DEGREE - south) / CELL) * columns +
    Math.floor(((graph.lon[node] ?? 0) / DEGREE - west) / CELL)
  const starts = new Uint32Array(columns * rows + 1)
  for (let node = 0; node < nodeCount(graph); node++)
    starts[cellOf(node) + 1] = (starts[cellOf(node) + 1] ?? 0) + 1
  for (let cell = 1; cell < starts.length; cell++)
    starts[cell] = (starts[cell] ?? 0) + (starts[cell - 1] ?? 0)
  const next = starts.slice()
  const nodes = new Uint32Array(nodeCount(graph))
  for (let node = 0; node < nodes.length; node++) {
    const at = next[cellOf(node)] ?? 0
    nodes[at] = node
    next[cellOf(node)] = at + 1
  }
  const cellAt = ([lon, lat]: LonLat): [column: number, row: number] => [
    Math.floor((lon - west) / CELL),
    Math.floor((lat - south) / CELL),
  ]
  const lastRing = (from: LonLat): number => {
    const [column, row] = cellAt(from)
    const ring = Math.max(column, columns - 1 - column, row, rows - 1 - row)
    return Number.isFinite(ring) ? ring : NO_RING
  }
  const visit = (from: LonLat, ring: number, look: (node: number) => void): void => {
    const [column, row] = cellAt(from)
    for (let y = Math.max(0, row - ring); y <= Math.min(rows - 1, row + ring); y++) {
      const isEdge = Math.abs(y - row) === ring
      const step = isEdge || ring === 0 ? 1 : 2 * ring
      for (let x = column - ring; x <= column + ring; x += step) {
        if (x < 0 || x >= columns) continue
        const cell = y * columns + x
        const end = starts[cell + 1] ?? 0
        for (let at = starts[cell] ?? 0; at < end; at++) look(nodes[at] ?? 0)
      }
    }
  }
  return { visit, lastRing }
}

function boundsOf({ lon, lat }: RoadGraph) {
  let [west, south, east, north] = [180 * DEGREE, 90 * DEGREE, -180 * DEGREE, -90 * DEGREE]
  for (const value of lon) [west, east] = [Math.min(west, value), Math.max(east, value)]
  for (const value of lat) [south, north] = [Math.min(south, value), Math.max(north, value)]
  const cells = (from: number, to: number) =>
    Math.max(1, Math.floor(to / DEGREE / CELL - from / DEGREE / CELL) + 2)
  return {
    west: west / DEGREE,
    south: south / DEGREE,
    columns: cells(west, east),
    rows: cells(south, north),
  }
}
