import type { Rooms } from './rooms.ts'

/** People who move together from one doctor to the next: more are left to chains. */
export const MOST_TOGETHER = 8

/**
 * What can move from one node to another: at each total of people, the least by which they would pay more in all
 * (Infinity: none). Nodes are doctors, then nobody, once for each level, so that a ring leaves out as many as before.
 */
export type Arc = {
  to: number
  /** Everybody who hesitates to go there, those who would lose the least first. */
  movers: readonly Mover[]
  /** Of each size, those who can be among so many people. */
  kept: readonly Mover[]
  least: Float64Array
}

type Mover = { host: number; more: number }

/** The doctor of a household, or nobody at its level. */
export function nodeOf({ network, at, level }: Rooms, household: number): number {
  const doctor = at[household] as number
  return doctor === network.nobody ? doctor + (level[household] as number) : doctor
}

/** The households of every node, but for the large. O(households). */
export function moversByNode(rooms: Rooms, nodes: number): number[][] {
  const movers = Array.from({ length: nodes }, (): number[] => [])
  for (let household = 0; household < rooms.at.length; household += 1)
    if (isMover(rooms, household)) movers[nodeOf(rooms, household)]?.push(household)
  return movers
}

/** Has people, and not too many to move together. */
export function isMover({ network }: Rooms, household: number): boolean {
  const people = network.people[household] as number
  return people > 0 && people <= MOST_TOGETHER
}

/** Where the households of a node hesitate to go, by end. O(households × hesitations). */
export function arcsOf(rooms: Rooms, hosts: readonly number[]): Map<number, Arc> {
  const byEnd = new Map<number, Mover[]>()
  for (const host of hosts)
    for (const { to, more } of hesitationsOf(rooms, host, rooms.at[host] as number)) {
      const known = byEnd.get(to)
      if (known) known.push({ host, more })
      else byEnd.set(to, [{ host, more }])
    }
  return new Map([...byEnd].map(([to, movers]) => [to, arcTo(rooms, to, movers)]))
}

/**
 * The arcs of those left out, whom some households have just joined or left: only where these hesitate to go is anything
 * made again. O(hesitations × those who hesitate alike) for each.
 */
export function renewArcsOut(
  rooms: Rooms,
  arcs: Map<number, Arc>,
  { node, moved }: { node: number; moved: readonly number[] },
): void {
  const { network, level } = rooms
  for (const host of moved) {
    if (network.nobody + (level[host] as number) !== node) continue
    const isOut = rooms.at[host] === network.nobody
    for (const { to, more } of hesitationsOf(rooms, host, network.nobody)) {
      const others = (arcs.get(to)?.movers ?? []).filter((mover) => mover.host !== host)
      arcs.set(to, arcTo(rooms, to, isOut ? [...others, { host, more }] : others))
    }
  }
}

/** Doctors that a household hesitates to go to from where it is, and nobody: by how much its people would pay more. */
function hesitationsOf(
  { network, cost, level }: Rooms,
  host: number,
  here: number,
): { to: number; more: number }[] {
  const { lists, price, people, penalty, nobody } = network
  const size = people[host] as number
  const out = penalty[host] as number
  const paid = here === nobody ? out : (cost[host] as number) + (price[here] as number)
  const start = lists.start[host] as number
  const end = start + (lists.shown[host] as number)
  const hesitations: { to: number; more: number }[] = []
  for (let slot = start; slot < end; slot += 1) {
    const to = lists.doctor[slot] as number
    if (to === here || to === nobody) continue
    const there = (lists.cost[slot] as number) + (price[to] as number)
    hesitations.push({ to, more: size * (there - paid) })
  }
  if (here !== nobody)
    hesitations.push({ to: nobody + (level[host] as number), more: size * (out - paid) })
  return hesitations
}

/** `movers` in any order. Of each size, no more than can be among so many people are kept: those who lose the least. */
function arcTo({ network }: Rooms, to: number, movers: Mover[]): Arc {
  const left = new Int32Array(MOST_TOGETHER + 1).map((_, size) =>
    size > 0 ? Math.floor(MOST_TOGETHER / size) : 0,
  )
  movers.sort((a, b) => a.more - b.more || a.host - b.host)
  const kept = movers.filter(({ host }) => {
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
  return { to, movers, kept, least }
}

/** The households of an arc that make its least at a total of people. */
export function moversOf({ network }: Rooms, { kept }: Arc, total: number): number[] {
  const best = [0, ...Array.from({ length: total }, () => Number.POSITIVE_INFINITY)]
  const who: number[][] = best.map(() => [])
  for (const { host, more } of kept) {
    const size = network.people[host] as number
    for (let sum = total; sum >= size; sum -= 1) {
      const cost = (best[sum - size] ?? 0) + more
      if (cost >= (best[sum] ?? 0)) continue
      best[sum] = cost
      who[sum] = [...(who[sum - size] ?? []), host]
    }
  }
  return who[total] ?? []
}
