import { clear, type Heap, heapOf, lower, takeLeast } from '../heap.ts'
import { put, type Rooms } from './rooms.ts'

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

type End = { doctor: number; weight: number; length: number }

/**
 * Gives a household a doctor, or a better one, by an ejection chain: it enters a doctor, where one household makes room
 * by entering another, and so on to a doctor with room enough (the one that was left, it may be), or to nobody for a
 * household that weighs less. The chain
 * is the best that Dijkstra on reduced costs finds, each doctor once; it is followed only when it betters the plan
 * (people first, then length). False when none does.
 */
export function tryChain(rooms: Rooms, chains: Chains, household: number): boolean {
  const { network } = rooms
  const from = rooms.at[household] as number
  start(chains)
  if (from === network.nobody) chains.done[from] = chains.round
  spread(rooms, chains, { household, from, base: 0 })
  const end = bestEnd(rooms, chains, household)
  if (!end) return false
  const outWeight = from === network.nobody ? weightOf(rooms, household) : 0
  const weight = end.weight - outWeight
  const length = end.length
  if (weight > 0 || (weight === 0 && length >= 0)) return false
  follow(rooms, chains, { end: end.doctor, from })
  return true
}

function start(chains: Chains): void {
  clear(chains.heap)
  chains.dist.fill(Number.POSITIVE_INFINITY)
  chains.round += 1
}

function weightOf({ network, weight }: Rooms, household: number): number {
  return (network.people[household] as number) * (weight[household] as number)
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

function bestEnd(rooms: Rooms, chains: Chains, household: number): End | null {
  const { network, free, at } = rooms
  const from = at[household] as number
  const left = network.people[household] as number
  let best: End | null = null
  for (let looked = 0; looked < LOOKED_AT; looked += 1) {
    const doctor = takeLeast(chains.heap)
    if (doctor < 0) break
    chains.done[doctor] = chains.round
    const size = network.people[chains.guest[doctor] as number] as number
    const paid = size * (network.price[doctor] as number)
    const length = (chains.dist[doctor] as number) - paid
    const room = (free[doctor] as number) + (doctor === from ? left : 0)
    if (room >= size) best = better(best, { doctor, weight: 0, length })
    else if (doctor !== from) best = better(best, ejectFrom(rooms, chains, { doctor, length }))
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
    end = better(end, { doctor, weight: weightOf(rooms, host), length: length - saved })
  }
  return end
}

function better(a: End | null, b: End | null): End | null {
  if (!a || !b) return a ?? b
  return b.weight < a.weight || (b.weight === a.weight && b.length < a.length) ? b : a
}

function follow(rooms: Rooms, chains: Chains, { end, from }: { end: number; from: number }): void {
  const last = chains.guest[end] as number
  const leaves =
    end !== from && (rooms.free[end] as number) < (rooms.network.people[last] as number)
  if (leaves) put(rooms, cheapestToLeave(rooms, end, last), rooms.network.nobody)
  let doctor = end
  do {
    const next = chains.cameFrom[doctor] as number
    put(rooms, chains.guest[doctor] as number, doctor)
    doctor = next
  } while (doctor !== from)
}

/** The household whose leaving weighs least among those that would make room for the guest. */
function cheapestToLeave(rooms: Rooms, doctor: number, guest: number): number {
  const { network, free, firstOf, after, cost } = rooms
  const needed = (network.people[guest] as number) - (free[doctor] as number)
  let [least, chosen] = [{ doctor, weight: Number.POSITIVE_INFINITY, length: 0 } as End, -1]
  for (let host = firstOf[doctor] as number; host >= 0; host = after[host] as number) {
    const size = network.people[host] as number
    if (size < needed) continue
    const end = { doctor, weight: weightOf(rooms, host), length: -size * (cost[host] as number) }
    if (better(least, end) === end) [least, chosen] = [end, host]
  }
  return chosen
}
