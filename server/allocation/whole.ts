import { chainsOf, tryChain } from './chains.ts'
import { UNITS_PER_KM } from './earth.ts'
import { showCheap } from './lists.ts'
import type { Network } from './network.ts'
import { giveAround, giveShortList } from './parts.ts'
import { householdPrice } from './pieces.ts'
import { exchangeInRings } from './rings.ts'
import { leftOut, put, type Rooms, roomsOf } from './rooms.ts'
import { seatLeftOut } from './seats.ts'

/** Passes of the local search; it ends sooner, when one moves nobody, or few of many. */
const PASSES = 12
const FEW_OF = 500
/** A household may go to a doctor that costs it, price included, this much more than its best; one left out, than nobody. */
const HESITATION = 2 * UNITS_PER_KM
const HESITATION_OUT = 6 * UNITS_PER_KM

/** `isBest`: every other plan was tried or ruled out. */
export type WholePlan = { rooms: Rooms; isBest: boolean }

/**
 * A plan where each household goes whole to one doctor, made from the best plan where it need not. Households that were
 * whole stay; those that were split go to one of their doctors if it has room; the others enter by ejection chains (Glover
 * 1996), most urgent and largest first, or where they leave out the least; then households are exchanged around rings of
 * doctors, and again, while that betters the plan. A short list is given in the best way there is; of a longer one there
 * is no such proof: its distance to the relaxed plan is an upper bound of what is lost. A pass is O(left out × doctors)
 * at worst, and a bounded number of arcs for each household.
 */
export function solveWhole(network: Network): WholePlan {
  for (let household = 0; household < network.people.length; household += 1) {
    const price = householdPrice(network, household)
    const isOut = price === network.penalty[household]
    showCheap(network, household, price + (isOut ? HESITATION_OUT : HESITATION))
  }
  const rooms = roomsOf(network)
  keepWhole(rooms)
  const chains = chainsOf(rooms)
  for (let pass = 0; pass < PASSES; pass += 1) {
    let moved = 0
    for (const household of leftOut(rooms)) if (tryChain(rooms, chains, household)) moved += 1
    moved += seatLeftOut(rooms)
    moved += giveAround(rooms)
    moved += exchangeInRings(rooms)
    if (moved <= Math.floor(network.people.length / FEW_OF)) break
  }
  // The last rings may have left places free.
  seatLeftOut(rooms)
  return { rooms, isBest: giveShortList(rooms) }
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
