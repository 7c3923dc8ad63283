import { MODES, type Mode } from '../rules.ts'
import { nodeCount, type RoadGraph } from './graph.ts'
import { strongPartSizes } from './strong-parts.ts'

/** A part of the roads with fewer nodes than this share of the largest leads nowhere: a car park, a cut-off path. */
const SMALLEST_PART = 0.01
const BITS: Record<Mode, number> = { car: 1, foot: 2, bicycle: 4 }

/** Whether a journey may start or end at a node, by this mode. */
export type IsUsable = (node: number, mode: Mode) => boolean

/**
 * Nodes from which a mode goes somewhere and comes back: those of its largest strongly connected part, and of parts
 * nearly as large (an island of the extract). The end of a one-way street, or of a road cut where the extract ends, is
 * in none. A byte a node. O(nodes + arcs) for each mode.
 */
export function usableNodes(graph: RoadGraph): IsUsable {
  const bits = new Uint8Array(nodeCount(graph))
  for (const mode of MODES) {
    const sizes = strongPartSizes(graph, mode)
    const largest = sizes.reduce((most, size) => Math.max(most, size), 0)
    const least = Math.max(2, largest * SMALLEST_PART)
    for (let node = 0; node < bits.length; node++)
      if ((sizes[node] ?? 0) >= least) bits[node] = (bits[node] ?? 0) | BITS[mode]
  }
  return (node, mode) => ((bits[node] ?? 0) & BITS[mode]) !== 0
}
