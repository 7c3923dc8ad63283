import { clear, type Heap, heapOf, lower, takeLeast } from '../heap.ts'
import { type Arc, arcsOf, hostsByNode, hostsOf, MOST_TOGETHER, moversOf } from './arcs.ts'
import { UNITS_PER_KM } from './earth.ts'
import { put, type Rooms } from './rooms.ts'

/** A way may be that much longer than the gain, for each of its people: somebody on it may pay less. */
const DETOUR = UNITS_PER_KM / 2
/** A centimetre for one person: less may be what large sums were rounded by. */
const LEAST_GAIN = UNITS_PER_KM / 100_000

type Rings = {
  rooms: Rooms
  arcs: Arc[][]
  heap: Heap
  dist: Float64Array
  /** The arc by which each node was reached, and from where. */
  by: (Arc | null)[]
  from: Int32Array
  touched: number[]
  hasFree: boolean
}

/**
 * Exchanges around rings of doctors: at each, some households leave for the next, as many people as come from the one
 * before, and the whole pays less. A ring starts with somebody who would pay less elsewhere; the way back is the shortest
 * that Dijkstra finds, whoever would pay less on it taken for nothing; it may end early, where places enough are free.
 * (Cyclic transfers: Thompson and Psaraftis 1993.) Returns how many were made. O(starts × doctors × hesitations), most cut short by what the start can gain.
 */
export function exchangeInRings(rooms: Rooms): number {
  const rings = ringsOf(rooms)
  let made = 0
  for (let node = 0; node < rings.arcs.length; node += 1) while (makeRing(rings, node)) made += 1
  return made
}

function ringsOf(rooms: Rooms): Rings {
  const { network, level } = rooms
  const levels = level.reduce((most, each) => Math.max(most, each), -1) + 1
  const nodes = network.nobody + levels
  const rings: Rings = {
    rooms,
    arcs: [],
    heap: heapOf(nodes),
    dist: new Float64Array(nodes).fill(Number.POSITIVE_INFINITY),
    by: Array.from({ length: nodes }, () => null),
    from: new Int32Array(nodes),
    touched: [],
    hasFree: network.places.some(
      (_, doctor) => doctor < network.nobody && (rooms.free[doctor] as number) > 0,
    ),
  }
  const hosts = hostsByNode(rooms, nodes)
  rings.arcs = hosts.map((each) => arcsOf(rooms, each))
  return rings
}

/** The first ring that betters the plan from a node. */
function makeRing(rings: Rings, node: number): boolean {
  const { rooms, arcs } = rings
  const isOut = node >= rooms.network.nobody
  for (const arc of arcs[node] ?? [])
    for (let people = MOST_TOGETHER; people >= 1; people -= 1) {
      const more = arc.least[people] as number
      if (more === Number.POSITIVE_INFINITY) continue
      const end = isOut ? wayIn(rings, { node, arc, people, gain: -more }) : null
      const last = end ?? (more < 0 ? wayBack(rings, { node, arc, people, gain: -more }) : null)
      if (last === null) continue
      follow(rings, { node, arc, people, end: last })
      return true
    }
  return false
}

type Start = { node: number; arc: Arc; people: number; gain: number }

/** Where the way from the end of an arc comes back to its start, or stops for free places, for less than is gained. */
function wayBack(rings: Rings, start: Start): number | null {
  const { network, free } = rings.rooms
  const { node, people, gain } = start
  const isDoctor = node < network.nobody
  let [end, least]: [number | null, number] = [null, gain - LEAST_GAIN]
  for (let at = setOut(rings, start.arc.to); at >= 0; at = goOn(rings, at, start)) {
    const isFree = isDoctor && at < network.nobody && (free[at] as number) >= people
    if (at !== node && !isFree) continue
    const kept = (network.price[node] ?? 0) - (network.price[at] ?? 0)
    const whole = moreAlong(rings, start, at) + (at === node ? 0 : people * kept)
    if (whole < least) [end, least] = [at, whole]
    if (at === node) break
  }
  return end
}

/** What everybody on the way to a node pays more; less than its length, where somebody pays less. */
function moreAlong({ by, from }: Rings, { arc, people }: Start, end: number): number {
  let more = 0
  for (let at = end; at !== arc.to; at = from[at] as number)
    more += by[at]?.least[people] ?? Number.POSITIVE_INFINITY
  return more
}

/** The nearest doctor with places enough for whoever was left out, whatever the way there costs. */
function wayIn(rings: Rings, start: Start): number | null {
  const { network, free } = rings.rooms
  if (!rings.hasFree) return null
  const anyhow = { ...start, gain: Number.POSITIVE_INFINITY }
  for (let at = setOut(rings, start.arc.to); at >= 0; at = goOn(rings, at, anyhow))
    if (at < network.nobody && (free[at] as number) >= start.people) return at
  return null
}

function setOut(rings: Rings, node: number): number {
  forget(rings)
  reach(rings, node, 0)
  rings.by[node] = null
  return takeLeast(rings.heap)
}

/** The next node of the search, once those after this one are reached; −1 when none is near enough. */
function goOn(rings: Rings, at: number, { people, gain }: Start): number {
  const { arcs, dist, by, from } = rings
  const far = dist[at] as number
  for (const next of arcs[at] ?? []) {
    const further = far + Math.max(0, next.least[people] as number)
    if (further >= gain + people * DETOUR || further >= (dist[next.to] as number)) continue
    reach(rings, next.to, further)
    by[next.to] = next
    from[next.to] = at
  }
  return takeLeast(rings.heap)
}

function forget({ heap, dist, touched }: Rings): void {
  clear(heap)
  for (const node of touched) dist[node] = Number.POSITIVE_INFINITY
  touched.length = 0
}

function reach({ heap, dist, touched }: Rings, node: number, far: number): void {
  if (dist[node] === Number.POSITIVE_INFINITY) touched.push(node)
  dist[node] = far
  lower(heap, node, far)
}

function follow(
  rings: Rings,
  { node, arc, people, end }: { node: number; arc: Arc; people: number; end: number },
): void {
  const { rooms, by, from, arcs } = rings
  const { nobody } = rooms.network
  const steps = [arc]
  const changed = new Set([node, arc.to, end])
  for (let at = end; at !== arc.to; at = from[at] as number) {
    const step = by[at]
    if (step) steps.push(step)
    changed.add(from[at] as number)
  }
  for (const step of steps)
    for (const host of moversOf(rooms, step, people)) put(rooms, host, Math.min(step.to, nobody))
  for (const each of changed) arcs[each] = arcsOf(rooms, hostsOf(rooms, each))
}
