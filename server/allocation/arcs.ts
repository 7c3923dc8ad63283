import type { Rooms } from './rooms.ts'

/** People who move together from one doctor to the next: more are left to chains. */
export const MOST_TOGETHER = 8

/**
 * What can move from one node to another: at each total of people, the least by which they would pay more in all
 * (Infinity: none). Nodes are doctors, then nobody, once for each level, so that a ring leaves out as many as before.
 */
export type Arc = {
  to: number
  hosts: readonly number[]
  more: readonly number[]
  least: Float64Array
}

function nodeOf({ network, at, level }: Rooms, household: number): number {
  const doctor = at[household] as number
  return doctor === network.nobody ? doctor + (level[household] as number) : doctor
}

/** The households of every node, but for the large. O(households). */
export function hostsByNode(rooms: Rooms, nodes: number): number[][] {
  const hosts = Array.from({ length: nodes }, (): number[] => [])
  for (let household = 0; household < rooms.at.length; household += 1) {
    const people = rooms.network.people[household] as number
    if (people > 0 && people <= MOST_TOGETHER) hosts[nodeOf(rooms, household)]?.push(household)
  }
  return hosts
}

/** Those of one node. O(households of the node). */
export function hostsOf(rooms: Rooms, node: number): number[] {
  const { network, firstOf, after } = rooms
  const hosts: number[] = []
  const doctor = Math.min(node, network.nobody)
  for (let host = firstOf[doctor] as number; host >= 0; host = after[host] as number) {
    const people = network.people[host] as number
    if (people > 0 && people <= MOST_TOGETHER && nodeOf(rooms, host) === node) hosts.push(host)
  }
  return hosts
}

/** Where the households of a node hesitate to go. O(households × hesitations). */
export function arcsOf(rooms: Rooms, hosts: readonly number[]): Arc[] {
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
  const left = new Int32Array(MOST_TOGETHER + 1).map((_, size) =>
    size > 0 ? Math.floor(MOST_TOGETHER / size) : 0,
  )
  const kept = movers
    .sort((a, b) => a.more - b.more || a.host - b.host)
    .filter(({ host }) => {
      const size = network.people[host] as number
      left[size] = (left[size] as number) - 1
      return (left[size] as number) >= 0
    })
  const least = new Float64Array(MOST_TOGETHER + 1).fill(Number.POSITIVE_INFINITY)
  least[0] = 0
  for (const { host, more } of kept) {
    const size = network.people[host] as number
    for (let total = MOST_TOGETHER; total >= size; total -= 1)
      least[total] = Math.min(least[total] as number, (least[total - size] as number) + more)
  }
  return { to, hosts: kept.map(({ host }) => host), more: kept.map(({ more }) => more), least }
}

/** The households of an arc that make its least at a total of people. */
export function moversOf({ network }: Rooms, { hosts, more }: Arc, total: number): number[] {
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
