import { GraphBuilder } from '../../server/routing/roads/build-graph.ts'
import { kmhOf, type RoadGraph, type Speeds } from '../../server/routing/roads/graph.ts'
import type { Mode } from '../../server/routing/rules.ts'
import { aChance, type Chance } from '../support/chance.ts'

/** Less than 100 m on each side, so that no street is cut. */
const BLOCK = { lon: 0.0012, lat: 0.0008 }
const WEST = 3
const SOUTH = 50.5
/** Streets where cars and cycles pass one way only, and those that are missing, of the whole. */
const ONEWAY = 0.2
const MISSING = 0.1
const CARS = [20, 25, 40, 50] as const

/** An invented town of streets at right angles: about `nodes` crossings. Same seed, same town. */
export function inventTown(nodes: number, seed: number): RoadGraph {
  const chance = aChance(seed)
  const side = Math.max(2, Math.round(Math.sqrt(nodes)))
  const builder = new GraphBuilder()
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) builder.addNode([WEST + x * BLOCK.lon, SOUTH + y * BLOCK.lat])
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const here = y * side + x
      if (x + 1 < side) addStreet(builder, here, { to: here + 1, chance })
      if (y + 1 < side) addStreet(builder, here, { to: here + side, chance })
    }
  return builder.build()
}

function addStreet(
  builder: GraphBuilder,
  from: number,
  { to, chance }: { to: number; chance: Chance },
): void {
  if (chance.isSo(MISSING)) return
  const forward: Speeds = { car: chance.pick(CARS), foot: 5, bicycle: 16 }
  const backward = chance.isSo(ONEWAY) ? { car: 0, foot: 5, bicycle: 0 } : forward
  builder.addStretch(from, to, { forward, backward })
}

/** Seconds from a node to every other by relaxing every arc until nothing changes (Bellman 1958, Ford 1956). */
export function relaxed(graph: RoadGraph, from: number, mode: Mode): Float64Array {
  const { firstArc, head, centimetres, speeds } = graph
  const seconds = new Float64Array(firstArc.length - 1).fill(Number.POSITIVE_INFINITY)
  seconds[from] = 0
  for (let isChanged = true; isChanged; ) {
    isChanged = false
    for (let node = 0; node < seconds.length; node++) {
      const since = seconds[node] ?? 0
      if (since === Number.POSITIVE_INFINITY) continue
      for (let arc = firstArc[node] ?? 0; arc < (firstArc[node + 1] ?? 0); arc++) {
        const kmh = kmhOf(speeds[arc] ?? 0, mode)
        if (kmh === 0) continue
        const time = since + ((centimetres[arc] ?? 0) * 0.036) / kmh
        const next = head[arc] ?? 0
        if (time >= (seconds[next] ?? 0)) continue
        seconds[next] = time
        isChanged = true
      }
    }
  }
  return seconds
}
