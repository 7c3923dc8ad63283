import { clear, type Heap, heapOf, lower, takeLeast } from '../heap.ts'
import { put, type Rooms } from './rooms.ts'

/** People who move together from one doctor to the next: more are left to chains. */
const MOST = 8

/**
 * What can move from one node to another: at each total of people, the least by which they would pay more in all
 * (Infinity: none). Nodes are doctors, then nobody, once for each level, so that a ring leaves out as many as before.
 */
type Arc = { to: number; hosts: readonly number[]; more: readonly number[]; least: Float64Array }

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
 * that Dijkstra finds; it may end early, where places enough are free. (Cyclic transfers: Thompson and Psaraftis 1993.)
 * Returns how many were made. O(starts × doctors × hesitations), most cut short by what the start can gain.
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

function nodeOf({ network, at, level }: Rooms, household: number): number {
  const doctor = at[household] as number
  return doctor === network.nobody ? doctor + (level[household] as number) : doctor
}

function hostsByNode(rooms: Rooms, nodes: number): number[][] {
  const hosts = Array.from({ length: nodes }, (): number[] => [])
  for (let household = 0; household < rooms.at.length; household += 1) {
    const people = rooms.network.people[household] as number
    if (people > 0 && people <= MOST) hosts[nodeOf(rooms, household)]?.push(household)
  }
  return hosts
}

function hostsOf(rooms: Rooms, node: number): number[] {
  const { network, firstOf, after } = rooms
  const hosts: number[] = []
  const doctor = Math.min(node, network.nobody)
  for (let host = firstOf[doctor] as number; host >= 0; host = after[host] as number) {
    const people = network.people[host] as number
    if (people > 0 && people <= MOST && nodeOf(rooms, host) === node) hosts.push(host)
  }
  return hosts
}

/** Where the households of a node hesitate to go. */
function arcsOf(rooms: Rooms, hosts: readonly number[]): Arc[] {
  const { network, at, cost, level } = rooms
  const { lists, price, people, penalty, nobody } = network
  const byEnd = new Map<number, { host: number; more: number }[]>()
  const hesitates = (to: number, host: number, more: number) => {
    const known = byEnd.get(to)
    if (known) known.push({ host, more })
    else byEnd.set(to, [{ host, more }])
  }
  for (const host of hosts) {
    const here = at[host] as number
    const size = people[host] as number
    const isOut = here === nobody
    const paid = isOut
      ? (penalty[host] as number)
      : (cost[host] as number) + (price[here] as number)
    const start = lists.start[host] as number
    const end = start + (lists.shown[host] as number)
    for (let slot = start; slot < end; slot += 1) {
      const to = lists.doctor[slot] as number
      if (to === here || to === nobody) continue
      hesitates(to, host, size * ((lists.cost[slot] as number) + (price[to] as number) - paid))
    }
    if (!isOut)
      hesitates(nobody + (level[host] as number), host, size * ((penalty[host] as number) - paid))
  }
  return [...byEnd].map(([to, movers]) => arcTo(rooms, to, movers))
}

/** Of each size, no more than can be among so many people are kept: those who lose the least. */
function arcTo({ network }: Rooms, to: number, movers: { host: number; more: number }[]): Arc {
  const left = new Int32Array(MOST + 1).map((_, size) => (size > 0 ? Math.floor(MOST / size) : 0))
  const kept = movers
    .sort((a, b) => a.more - b.more || a.host - b.host)
    .filter(({ host }) => {
      const size = network.people[host] as number
      left[size] = (left[size] as number) - 1
      return (left[size] as number) >= 0
    })
  const least = new Float64Array(MOST + 1).fill(Number.POSITIVE_INFINITY)
  least[0] = 0
  for (const { host, more } of kept) {
    const size = network.people[host] as number
    for (let total = MOST; total >= size; total -= 1)
      least[total] = Math.min(least[total] as number, (least[total - size] as number) + more)
  }
  return { to, hosts: kept.map(({ host }) => host), more: kept.map(({ more }) => more), least }
}

/** The households of an arc that make its least at a total of people. */
function moversOf({ network }: Rooms, { hosts, more }: Arc, total: number): number[] {
  const best = [0, ...Array.from({ length: total }, () => Number.POSITIVE_INFINITY)]
  const who: number[][] = best.map(() => [])
  for (const [rank, host] of hosts.entries()) {
    const size = network.people[host] as number
    for (let sum = total; sum >= size; sum -= 1) {
      const cost = (best[sum - size] ?? 0) + (more[rank] ?? 0)
      if (cost >= (best[sum] ?? 0)) continue
      best[sum] = cost
      who[sum] = [...(who[sum - size] ?? []), host]
    }
  }
  return who[total] ?? []
}

/** The first ring that betters the plan from a node. */
function makeRing(rings: Rings, node: number): boolean {
  const { rooms, arcs } = rings
  const isOut = node >= rooms.network.nobody
  for (const arc of arcs[node] ?? [])
    for (let people = MOST; people >= 1; people -= 1) {
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
  const { dist, rooms } = rings
  const { network, free } = rooms
  const { node, people, gain } = start
  const isDoctor = node < network.nobody
  let [end, least]: [number | null, number] = [null, gain]
  for (let at = setOut(rings, start.arc.to); at >= 0; at = goOn(rings, at, start)) {
    const far = dist[at] as number
    if (at === node) return far < least ? at : end
    if (!isDoctor || at >= network.nobody || (free[at] as number) < people) continue
    const whole = far + people * ((network.price[node] as number) - (network.price[at] as number))
    if (whole < least) [end, least] = [at, whole]
  }
  return end
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
    if (further >= gain || further >= (dist[next.to] as number)) continue
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
