import { arcUnits } from './earth.ts'
import type { Network } from './network.ts'

/**
 * A plan of whole households over a relaxed one: `at` is the doctor of each (nobody: left out), `free` the places left
 * to each doctor; households of a doctor are chained as pieces are. `level`: how urgent each is, 0 the least.
 */
export type Rooms = {
  network: Network
  at: Int32Array
  cost: Float64Array
  free: Int32Array
  firstOf: Int32Array
  after: Int32Array
  before: Int32Array
  level: Int32Array
}

/** Who a plan leaves out: people of one level, or of it and below; nobody at level −1. The least is the best. */
export type LeftOut = { level: number; people: number }

export const NOBODY_LEFT_OUT: LeftOut = { level: -1, people: 0 }

/** Below zero when `a` weighs less: priorities strictly in order, then people. */
export function compareLeftOut(a: LeftOut, b: LeftOut): number {
  return a.level - b.level || a.people - b.people
}

/** What leaving a household out comes to. */
export function leavingOut({ network, level }: Rooms, household: number): LeftOut {
  return { level: level[household] as number, people: network.people[household] as number }
}

/** Everyone left out, every place free. */
export function roomsOf(network: Network): Rooms {
  const { people, nobody } = network
  const rooms = {
    network,
    at: new Int32Array(people.length).fill(-1),
    cost: new Float64Array(people.length),
    free: network.places.slice(),
    firstOf: new Int32Array(nobody + 1).fill(-1),
    after: new Int32Array(people.length),
    before: new Int32Array(people.length),
    level: levelsOf(network),
  }
  for (let household = 0; household < people.length; household += 1) put(rooms, household, nobody)
  return rooms
}

/** Households left out, the most urgent first, then largest. */
export function leftOut({ network, at, level }: Rooms): number[] {
  const { people, nobody } = network
  return [...at.keys()]
    .filter((household) => at[household] === nobody && (people[household] as number) > 0)
    .sort(
      (a, b) =>
        (level[b] as number) - (level[a] as number) ||
        (people[b] as number) - (people[a] as number) ||
        a - b,
    )
}

/** The households of a doctor, or those left out for nobody, in no order. O(their number). */
export function hostsOf({ firstOf, after }: Rooms, doctor: number): number[] {
  const hosts: number[] = []
  for (let host = firstOf[doctor] as number; host >= 0; host = after[host] as number)
    hosts.push(host)
  return hosts
}

/** Is a place free anywhere? O(doctors). */
export function hasFreePlace({ network, free }: Rooms): boolean {
  return free.subarray(0, network.nobody).some((places) => places > 0)
}

/** Moves a household, whether or not there is room; `free` may fall below zero meanwhile. */
export function put(rooms: Rooms, household: number, doctor: number): void {
  const { at, free, firstOf, after, before, network } = rooms
  const people = network.people[household] as number
  const old = at[household] as number
  if (old >= 0) {
    free[old] = (free[old] as number) + people
    const [previous, next] = [before[household] as number, after[household] as number]
    if (previous >= 0) after[previous] = next
    else firstOf[old] = next
    if (next >= 0) before[next] = previous
  }
  const next = firstOf[doctor] as number
  after[household] = next
  before[household] = -1
  if (next >= 0) before[next] = household
  firstOf[doctor] = household
  at[household] = doctor
  rooms.cost[household] = lengthTo(rooms, household, doctor)
  free[doctor] = (free[doctor] as number) - people
}

/** Length from a household to a doctor, in units; 0 to nobody; Infinity where it is not allowed. */
export function lengthTo({ network }: Rooms, household: number, doctor: number): number {
  if (doctor === network.nobody) return 0
  const units = arcUnits(network.homes, household, network.practices, doctor)
  const isAllowed =
    units <= (network.most[household] as number) && !network.refused[household]?.has(doctor)
  return isAllowed ? units : Number.POSITIVE_INFINITY
}

function levelsOf({ penalty }: Network): Int32Array {
  const levels = new Map([...new Set(penalty)].sort((a, b) => a - b).map((each, at) => [each, at]))
  return Int32Array.from(penalty, (each) => Number(levels.get(each)))
}
