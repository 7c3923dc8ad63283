import { pairing } from './bundles.ts'
import { chainsOf, tryChain } from './chains.ts'
import { UNITS_PER_KM } from './earth.ts'
import { exchangeOnce } from './exchange.ts'
import { showCheap } from './lists.ts'
import type { Network } from './network.ts'
import { householdPrice } from './pieces.ts'
import { put, type Rooms, roomsOf } from './rooms.ts'

/** Passes of the local search; it ends sooner when one betters nothing. */
const PASSES = 12
/** A household may go to a doctor that costs it, price included, this much more than its best. */
const HESITATION = 2 * UNITS_PER_KM

/**
 * A plan where each household goes whole to one doctor, made from the best plan where it need not. Households that were
 * whole stay; those that were split go to one of their doctors if it has room; the others enter by ejection chains, most
 * urgent and largest first; then moves, exchanges and chains go on while they better the plan. No proof that it is the
 * best: its distance to the relaxed plan is an upper bound of what is lost. (Ejection chains: Glover 1996, for the
 * generalised assignment problem Yagiura, Ibaraki and Glover 2004.)
 */
export function solveWhole(network: Network): Rooms {
  for (let household = 0; household < network.people.length; household += 1)
    showCheap(network, household, householdPrice(network, household) + HESITATION)
  const rooms = roomsOf(network)
  keepWhole(rooms)
  const chains = chainsOf(rooms)
  const pair = pairing()
  for (let pass = 0; pass < PASSES; pass += 1) {
    let moved = 0
    for (const household of leftOut(rooms)) if (tryChain(rooms, chains, household)) moved += 1
    moved += exchangeOnce(rooms, pair)
    for (const household of notAtBest(rooms)) if (tryChain(rooms, chains, household)) moved += 1
    if (moved === 0) break
  }
  return rooms
}

/** Whole households where they are, then split ones, largest first, at their doctor with most room. */
function keepWhole(rooms: Rooms): void {
  const { pieces, people, nobody } = rooms.network
  const split: number[] = []
  for (let household = 0; household < people.length; household += 1) {
    const piece = pieces.firstAt[household] as number
    if (piece < 0) continue
    if (pieces.amount[piece] === people[household])
      put(rooms, household, pieces.doctor[piece] as number)
    else split.push(household)
  }
  split.sort((a, b) => (people[b] as number) - (people[a] as number) || a - b)
  for (const household of split) {
    let best = nobody
    for (let at = pieces.firstAt[household] as number; at >= 0; at = pieces.sibling[at] as number) {
      const doctor = pieces.doctor[at] as number
      if (doctor === nobody || (rooms.free[doctor] as number) < (people[household] as number))
        continue
      if (best === nobody || (rooms.free[doctor] as number) > (rooms.free[best] as number))
        best = doctor
    }
    if (best !== nobody) put(rooms, household, best)
  }
}

/** Most urgent first, then largest. */
function leftOut({ network, at, weight }: Rooms): number[] {
  const { people, nobody } = network
  return [...at.keys()]
    .filter((household) => at[household] === nobody && (people[household] as number) > 0)
    .sort(
      (a, b) =>
        (weight[b] as number) - (weight[a] as number) ||
        (people[b] as number) - (people[a] as number) ||
        a - b,
    )
}

/** Households that pay more, in length and price, than they would at their best doctor. */
function notAtBest({ network, at, cost }: Rooms): number[] {
  const { lists, price, nobody } = network
  return [...at.keys()].filter((household) => {
    if (at[household] === nobody) return false
    const paid = (cost[household] as number) + (price[at[household] as number] as number)
    const start = lists.start[household] as number
    const end = start + (lists.shown[household] as number)
    for (let slot = start; slot < end; slot += 1)
      if ((lists.cost[slot] as number) + (price[lists.doctor[slot] as number] as number) < paid)
        return true
    return false
  })
}
