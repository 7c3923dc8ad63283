import { clear, type Heap, heapOf, lower, takeLeast } from '../heap.ts'
import {
  compareLeftOut,
  type LeftOut,
  leavingOut,
  NOBODY_LEFT_OUT,
  put,
  type Rooms,
} from './rooms.ts'

/** Doctors a chain is looked for through: the nearest in reduced cost, so that a hopeless household costs little. */
const LOOKED_AT = 120

/** Room for one search over doctors: the household that would come to each, from where, and its reduced cost. */
export type Chains = {
  heap: Heap
  dist: Float64Array
  guest: Int32Array
  cameFrom: Int32Array
  done: Int32Array
  round: number
}

/** Room enough for the doctors of a plan. O(doctors). */
export function chainsOf({ network }: Rooms): Chains {
  const nodes = network.nobody + 1
  return {
    heap: heapOf(nodes),
    dist: new Float64Array(nodes).fill(Number.POSITIVE_INFINITY),
    guest: new Int32Array(nodes),
    cameFrom: new Int32Array(nodes),
    done: new Int32Array(nodes),
    round: 0,
  }
}

/** Where a chain ends, whom it leaves out there, and by how much it is longer. */
type End = { doctor: number; out: LeftOut; length: number }

/**
 * Gives a household that is left out a doctor by an ejection chain: it enters a doctor, where one household makes room by
 * entering another, and so on to a doctor with room enough, or to nobody for a household that weighs less, or as much and
 * for a shorter plan. The chain is the best that Dijkstra on reduced costs finds, each doctor once. False when none betters
 * the plan.
 */
export function tryChain(rooms: Rooms, chains: Chains, household: number): boolean {
  const { nobody } = rooms.network
  start(chains)
  chains.done[nobody] = chains.round
  spread(rooms, chains, { household, from: nobody, base: 0 })
  const end = bestEnd(rooms, chains)
  if (!end) return false
  const worse = compareLeftOut(end.out, leavingOut(rooms, household))
  if (worse > 0 || (worse === 0 && end.length >= 0)) return false
  follow(rooms, chains, end.doctor)
  return true
}

function start(chains: Chains): void {
  clear(chains.heap)
  chains.dist.fill(Number.POSITIVE_INFINITY)
  chains.round += 1
}

/** A household that leaves `from`, already at reduced cost `base`, could enter each doctor shown to it. */
function spread(
  { network, cost }: Rooms,
  chains: Chains,
  { household, from, base }: { household: number; from: number; base: number },
): void {
  const { lists, people, price, nobody } = network
  const size = people[household] as number
  const begin = lists.start[household] as number
  const end = begin + (lists.shown[household] as number)
  for (let slot = begin; slot < end; slot += 1) {
    const to = lists.doctor[slot] as number
    if (to === nobody || chains.done[to] === chains.round) continue
    const longer = (lists.cost[slot] as number) - (cost[household] as number)
    const dist = base + size * (longer + (price[to] as number))
    if (dist >= (chains.dist[to] as number)) continue
    chains.dist[to] = dist
    chains.guest[to] = household
    chains.cameFrom[to] = from
    lower(chains.heap, to, dist)
  }
}

function bestEnd(rooms: Rooms, chains: Chains): End | null {
  const { network, free } = rooms
  let best: End | null = null
  for (let looked = 0; looked < LOOKED_AT; looked += 1) {
    const doctor = takeLeast(chains.heap)
    if (doctor < 0) break
    chains.done[doctor] = chains.round
    const size = network.people[chains.guest[doctor] as number] as number
    const paid = size * (network.price[doctor] as number)
    const length = (chains.dist[doctor] as number) - paid
    const isEnd = (free[doctor] as number) >= size
    best = better(
      best,
      isEnd
        ? { doctor, out: NOBODY_LEFT_OUT, length }
        : ejectFrom(rooms, chains, { doctor, length }),
    )
  }
  return best
}

/** Each household that would make room enough could go on; or be left out, if that is the end. */
function ejectFrom(
  rooms: Rooms,
  chains: Chains,
  { doctor, length }: { doctor: number; length: number },
): End | null {
  const { network, free, firstOf, after, cost } = rooms
  const guest = chains.guest[doctor] as number
  const needed = (network.people[guest] as number) - (free[doctor] as number)
  let end: End | null = null
  for (let host = firstOf[doctor] as number; host >= 0; host = after[host] as number) {
    const size = network.people[host] as number
    if (size < needed) continue
    spread(rooms, chains, { household: host, from: doctor, base: length })
    const saved = size * (cost[host] as number)
    end = better(end, { doctor, out: leavingOut(rooms, host), length: length - saved })
  }
  return end
}

function better(a: End | null, b: End | null): End | null {
  if (!a || !b) return a ?? b
  const heavier = compareLeftOut(b.out, a.out)
  return heavier < 0 || (heavier === 0 && b.length < a.length) ? b : a
}

function follow(rooms: Rooms, chains: Chains, end: number): void {
  const { nobody, people } = rooms.network
  const last = chains.guest[end] as number
  const isFull = (rooms.free[end] as number) < (people[last] as number)
  if (isFull) put(rooms, cheapestToLeave(rooms, end, last), nobody)
  for (let doctor = end; doctor !== nobody; doctor = chains.cameFrom[doctor] as number)
    put(rooms, chains.guest[doctor] as number, doctor)
}

/** The household whose leaving weighs least among those that would make room for the guest. */
function cheapestToLeave(rooms: Rooms, doctor: number, guest: number): number {
  const { network, free, firstOf, after, cost } = rooms
  const needed = (network.people[guest] as number) - (free[doctor] as number)
  let [least, chosen]: [End | null, number] = [null, -1]
  for (let host = firstOf[doctor] as number; host >= 0; host = after[host] as number) {
    const size = network.people[host] as number
    if (size < needed) continue
    const end = { doctor, out: leavingOut(rooms, host), length: -size * (cost[host] as number) }
    if (better(least, end) === end) [least, chosen] = [end, host]
  }
  return chosen
}
