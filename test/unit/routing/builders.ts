import fc from 'fast-check'
import { packSpeeds, type RoadGraph } from '../../../server/routing/roads/graph.ts'

export type Arc = { from: number; to: number; centimetres: number; kmh: number }

/** Nodes of every graph of `graphOf`. */
export const NODES = 8
const node = fc.nat({ max: NODES - 1 })
const arc = fc.record({
  from: node,
  to: node,
  centimetres: fc.integer({ min: 1, max: 100_000 }),
  kmh: fc.constantFrom(0, 5, 30, 130),
})

/** Arcs among the nodes, in any number and any order, closed ones and loops included. */
export const arcs = fc.array(arc, { maxLength: 30 })

/** A graph for cars alone. */
export function graphOf(arcs: readonly Arc[]): RoadGraph {
  const sorted = [...arcs].sort((a, b) => a.from - b.from)
  const before = (rank: number) => sorted.filter(({ from }) => from < rank).length
  return {
    lon: new Int32Array(NODES),
    lat: new Int32Array(NODES),
    firstArc: Uint32Array.from({ length: NODES + 1 }, (_, rank) => before(rank)),
    head: Uint32Array.from(sorted, ({ to }) => to),
    centimetres: Uint32Array.from(sorted, ({ centimetres }) => centimetres),
    speeds: Uint32Array.from(sorted, ({ kmh }) => packSpeeds({ car: kmh, foot: 0, bicycle: 0 })),
  }
}
