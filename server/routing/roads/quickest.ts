import { clear, heapOf, lower, takeLeast } from '../../heap.ts'
import type { Mode } from '../rules.ts'
import { nodeCount, type RoadGraph, SHIFTS } from './graph.ts'

/** The quickest way from a node to each target, in their order; null where none leads. */
export type Quickest = (from: number, targets: readonly number[], mode: Mode) => (Way | null)[]
/** Along the roads alone, from node to node. */
export type Way = { seconds: number; metres: number }

/** Seconds to drive a centimetre at one kilometre an hour. */
const SECONDS = 0.036

/**
 * One-to-many shortest paths in time (Dijkstra 1959), stopped once every target is reached. The columns it works in
 * (32 bytes a node) are made once for a graph: one question at a time. O(arcs × log nodes) at worst.
 */
export function quickestOver(graph: RoadGraph): Quickest {
  const nodes = nodeCount(graph)
  const seconds = new Float64Array(nodes).fill(Number.POSITIVE_INFINITY)
  const centimetres = new Float64Array(nodes)
  const heap = heapOf(nodes)
  const touched: number[] = []
  const reach = (node: number, time: number, length: number) => {
    if (seconds[node] === Number.POSITIVE_INFINITY) touched.push(node)
    seconds[node] = time
    centimetres[node] = length
    lower(heap, node, time)
  }
  const leave = (node: number, shift: number) => {
    const { firstArc, head, centimetres: lengths, speeds } = graph
    const since = seconds[node] ?? 0
    const along = centimetres[node] ?? 0
    const end = firstArc[node + 1] ?? 0
    for (let arc = firstArc[node] ?? 0; arc < end; arc++) {
      const kmh = ((speeds[arc] ?? 0) >>> shift) & 0xff
      if (kmh === 0) continue
      const length = lengths[arc] ?? 0
      const time = since + (length * SECONDS) / kmh
      const next = head[arc] ?? 0
      if (time < (seconds[next] ?? 0)) reach(next, time, along + length)
    }
  }
  return (from, targets, mode) => {
    const awaited = new Set(targets)
    reach(from, 0, 0)
    for (let node = takeLeast(heap); node >= 0; node = takeLeast(heap)) {
      awaited.delete(node)
      if (awaited.size === 0) break
      leave(node, SHIFTS[mode])
    }
    const ways = targets.map((target) => {
      const time = seconds[target] ?? Number.POSITIVE_INFINITY
      return time === Number.POSITIVE_INFINITY
        ? null
        : { seconds: time, metres: (centimetres[target] ?? 0) / 100 }
    })
    clear(heap)
    for (const node of touched) seconds[node] = Number.POSITIVE_INFINITY
    touched.length = 0
    return ways
  }
}
