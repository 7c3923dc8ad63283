import { clear, type Heap, heapOf, lower, takeLeast } from '../heap.ts'
import {
  type Arc,
  arcsOf,
  isMover,
  MOST_TOGETHER,
  moversByNode,
  moversOf,
  nodeOf,
  renewArcsOut,
} from './arcs.ts'
import { UNITS_PER_KM } from './earth.ts'
import { hasFreePlace, hostsOf, put, type Rooms } from './rooms.ts'

/** A way may be that much longer than the gain, for each of its people: somebody on it may pay less. */
const DETOUR = UNITS_PER_KM / 2
/** A centimetre for one person: less may be what large sums were rounded by. */
const LEAST_GAIN = UNITS_PER_KM / 100_000

/** Arcs looked at in one call, for each household: a list of 12,000 people needs 300, and a larger one ends in time. */
const ARCS_EACH = 500

type Rings = {
  rooms: Rooms
  arcs: Map<number, Arc>[]
  heap: Heap
  dist: Float64Array
  /** The arc by which each node was reached, and from where. */
  by: (Arc | null)[]
  from: Int32Array
  touched: number[]
  hasFree: boolean
  /** Arcs that may still be looked at. */
  left: number
}

/**
 * Exchanges around rings of doctors: at each, some households leave for the next, as many people as come from the one
 * before, and the whole pays less. A ring starts with somebody who would pay less elsewhere; the way back is the shortest
 * that Dijkstra finds, whoever would pay less on it taken for nothing; it may end early, where places enough are free, and
 * begin with people left out, who then come in. (Cyclic transfers: Thompson and Psaraftis 1993.) Each step betters the
 * plan, so that they come to an end. Returns how many were made. O(households) arcs looked at, whatever is left to gain.
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
    left: ARCS_EACH * network.people.length,
    hasFree: hasFreePlace(rooms),
  }
  rings.arcs = moversByNode(rooms, nodes).map((movers) => arcsOf(rooms, movers))
  return rings
}

/** The first ring that betters the plan from a node, or brings in somebody left out. */
function makeRing(rings: Rings, node: number): boolean {
  const { rooms, arcs } = rings
  if (node >= rooms.network.nobody && comeIn(rings, node)) return true
  for (const arc of arcs[node]?.values() ?? [])
    for (let people = MOST_TOGETHER; people >= 1; people -= 1) {
      const gain = -(arc.least[people] as number)
      if (gain <= LEAST_GAIN || rings.left < 0) continue
      const end = wayBack(rings, { node, arc, people, gain })
      if (end === null) continue
      follow(rings, [...stepsTo(rings, end, arc.to), arc], people)
      return true
    }
  return false
}

/** Brings people of a level in by the shortest way to places enough, whatever it costs; false when none leads there. */
function comeIn(rings: Rings, node: number): boolean {
  const { network, free } = rings.rooms
  for (let people = rings.hasFree ? MOST_TOGETHER : 0; people >= 1; people -= 1) {
    const anyhow = { people, most: Number.POSITIVE_INFINITY }
    for (let at = setOut(rings, node); at >= 0; at = goOn(rings, at, anyhow)) {
      if (at >= network.nobody || (free[at] as number) < people) continue
      follow(rings, stepsTo(rings, at, node), people)
      return true
    }
  }
  return false
}

type Start = { node: number; arc: Arc; people: number; gain: number }

/** Where the way from the end of an arc comes back to its start, or stops for free places, for less than is gained. */
function wayBack(rings: Rings, start: Start): number | null {
  const { network, free } = rings.rooms
  const { node, people, gain } = start
  const isDoctor = node < network.nobody
  const within = { people, most: gain + people * DETOUR }
  let [end, least]: [number | null, number] = [null, gain - LEAST_GAIN]
  for (let at = setOut(rings, start.arc.to); at >= 0; at = goOn(rings, at, within)) {
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
function moreAlong(rings: Rings, { arc, people }: Start, end: number): number {
  const steps = stepsTo(rings, end, arc.to)
  return steps.reduce((sum, { least }) => sum + (least[people] as number), 0)
}

/** The arcs of the way found from one node to another, the last first. */
function stepsTo({ by, from }: Rings, end: number, start: number): Arc[] {
  const steps: Arc[] = []
  for (let at = end; at !== start; at = from[at] as number) {
    const step = by[at]
    if (step) steps.push(step)
  }
  return steps
}

function setOut(rings: Rings, node: number): number {
  forget(rings)
  reach(rings, node, 0)
  rings.by[node] = null
  return takeLeast(rings.heap)
}

type Within = { people: number; most: number }

/** The next node of the search, once those after this one are reached; −1 when none is near enough. */
function goOn(rings: Rings, at: number, { people, most }: Within): number {
  const { arcs, dist, by, from } = rings
  const far = dist[at] as number
  rings.left -= arcs[at]?.size ?? 0
  for (const next of arcs[at]?.values() ?? []) {
    const further = far + Math.max(0, next.least[people] as number)
    if (further >= most || further >= (dist[next.to] as number)) continue
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

/** Along each arc so many people move on. */
function follow({ rooms, arcs }: Rings, steps: readonly Arc[], people: number): void {
  const { nobody } = rooms.network
  const moves = steps.map((step) => ({ to: step.to, hosts: moversOf(rooms, step, people) }))
  const moved = moves.flatMap(({ hosts }) => hosts)
  const changed = new Set(moved.map((host) => nodeOf(rooms, host)))
  for (const { to, hosts } of moves) {
    for (const host of hosts) put(rooms, host, Math.min(to, nobody))
    changed.add(to)
  }
  for (const node of changed)
    if (node < nobody)
      arcs[node] = arcsOf(
        rooms,
        hostsOf(rooms, node).filter((host) => isMover(rooms, host)),
      )
    else renewArcsOut(rooms, arcs[node] ?? new Map(), { node, moved })
}
