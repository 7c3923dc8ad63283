import { MODES, type Mode } from '../rules.ts'
import { kmhOf, nodeCount, type RoadGraph } from './graph.ts'

/** A part of the roads with fewer nodes than this share of the largest leads nowhere: a car park, a cut-off path. */
const SMALLEST_PART = 0.01
const BITS: Record<Mode, number> = { car: 1, foot: 2, bicycle: 4 }

/** Whether a journey may start or end at a node, by this mode. */
export type IsUsable = (node: number, mode: Mode) => boolean

/**
 * Nodes from which a mode goes somewhere: those of its largest connected part, and of parts nearly as large (an island of the
 * extract). Parts are found by union and find, whichever way streets run. A byte a node.
 */
export function usableNodes(graph: RoadGraph): IsUsable {
  const bits = new Uint8Array(nodeCount(graph))
  for (const mode of MODES) {
    const root = partsOf(graph, mode)
    const sizes = new Uint32Array(root.length)
    for (const part of root) sizes[part] = (sizes[part] ?? 0) + 1
    const largest = sizes.reduce((most, size) => Math.max(most, size), 0)
    const least = Math.max(2, largest * SMALLEST_PART)
    for (let node = 0; node < bits.length; node++)
      if ((sizes[root[node] ?? 0] ?? 0) >= least) bits[node] = (bits[node] ?? 0) | BITS[mode]
  }
  return (node, mode) => ((bits[node] ?? 0) & BITS[mode]) !== 0
}

/** The part of each node, named by one of its nodes. */
function partsOf({ firstArc, head, speeds }: RoadGraph, mode: Mode): Uint32Array {
  const parent = Uint32Array.from({ length: firstArc.length - 1 }, (_, node) => node)
  const find = (node: number): number => {
    let at = node
    for (let up = parent[at] ?? at; up !== at; up = parent[at] ?? at) {
      parent[at] = parent[up] ?? up
      at = parent[at] ?? at
    }
    return at
  }
  for (let node = 0; node < parent.length; node++)
    for (let arc = firstArc[node] ?? 0; arc < (firstArc[node + 1] ?? 0); arc++)
      if (kmhOf(speeds[arc] ?? 0, mode) > 0) parent[find(node)] = find(head[arc] ?? 0)
  return parent.map((_, node) => find(node))
}
