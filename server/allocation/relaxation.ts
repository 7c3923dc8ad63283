import { movePoint, pointsOf, spanUnits, UNITS_PER_KM } from './earth.ts'
import { leastHidden, listFew, listNearest, paidAt, showCheap, widen } from './lists.ts'
import { type Network, networkOf } from './network.ts'
import { forEachPiece, movePiece, settle, unsettle } from './pieces.ts'
import { type Home, mostUnits, type Problem } from './problem.ts'
import { pull } from './pull.ts'
import { push, updateLeastPrice } from './push.ts'
import { shed } from './shed.ts'

/**
 * The best plan where people of one household may go to different doctors: priorities strictly in order, then most
 * people, then the least total of person-kilometres. Exact, on lengths in whole tenths of a millimetre; ties fall as
 * they may, the same way each time. Everyone starts at their nearest allowed doctor, whatever its places.
 */
export function solveRelaxed(problem: Problem): Network {
  const network = networkOf(problem)
  listNearest(network)
  for (const [household, { people }] of problem.households.entries()) {
    const at = cheapest(network, household)
    settleAt(network, { household, at, amount: people })
  }
  shed(network)
  for (let doctor = 0; doctor < network.nobody; doctor += 1) push(network, doctor)
  return network
}

/** The same plan after a doctor's free places have changed: only what the change moves is computed again. */
export function changePlaces(network: Network, doctor: number, places: number): void {
  network.places[doctor] = places
  rebalance(network)
}

/**
 * The same plan after a household has changed: home, people, distance, priority, refusals. Zero people: it has left.
 * Throws RangeError for a priority, or a length, that the penalties were not made for: solve anew then.
 */
export function changeHousehold(network: Network, household: number, home: Home): void {
  const penalty = network.penalties.ofPriority.get(home.priority)
  if (penalty === undefined) throw new RangeError('no household had this priority')
  const span = spanUnits(network.practices, pointsOf([home.position]))
  if (Math.min(span, mostUnits(home)) > network.penalties.longest)
    throw new RangeError('farther than any household was')
  forEachPiece(network, household, (piece) =>
    unsettle(network, piece, network.pieces.amount[piece] as number),
  )
  movePoint(network.homes, household, home.position)
  network.people[household] = home.people
  network.most[household] = mostUnits(home)
  network.penalty[household] = penalty
  network.refused[household] = home.refused
  listFew(network, household, UNITS_PER_KM)
  if (home.people > 0) settleAtBest(network, household)
  rebalance(network)
}

/** Until nobody is in excess, no priced place is free, and no list hides a better doctor. */
function rebalance(network: Network): void {
  const { nobody, load, places, price } = network
  updateLeastPrice(network)
  let fallen: number
  do {
    fallen = network.fallen
    for (let doctor = 0; doctor < nobody; doctor += 1)
      if ((load[doctor] as number) > (places[doctor] as number)) push(network, doctor)
    for (let doctor = 0; doctor < nobody; doctor += 1)
      if ((price[doctor] as number) > 0 && (load[doctor] as number) < (places[doctor] as number))
        pull(network, doctor)
  } while (network.fallen > fallen && moveToUnseen(network))
}

/** Prices that fall may make a doctor the lists do not show the best: shows it and moves the household. */
function moveToUnseen(network: Network): boolean {
  const { pieces, price, lists } = network
  let hasMoved = false
  for (let household = 0; household < network.people.length; household += 1) {
    const piece = pieces.firstAt[household] as number
    if (piece < 0) continue
    const paid = (pieces.cost[piece] as number) + (price[pieces.doctor[piece] as number] as number)
    if (paid <= (lists.bound[household] as number) - network.fallen) continue
    if (paid <= leastHidden(network, household)) continue
    showCheap(network, household, paid + UNITS_PER_KM)
    const at = cheapest(network, household)
    const best = paidAt(network, at)
    forEachPiece(network, household, (each) => {
      network.rows.stale[pieces.doctor[each] as number] = 1
      if (best >= paid) return
      const to = lists.doctor[at] as number
      if (pieces.doctor[each] !== to)
        movePiece(network, { piece: each, to, amount: pieces.amount[each] as number })
      hasMoved = true
    })
  }
  return hasMoved
}

function settleAtBest(network: Network, household: number): void {
  const at = seeBest(network, household)
  settleAt(network, { household, at, amount: network.people[household] as number })
}

function settleAt(
  network: Network,
  { household, at, amount }: { household: number; at: number; amount: number },
): void {
  if (amount === 0) return
  const { doctor, cost } = network.lists
  settle(network, { household, doctor: doctor[at] as number, amount, cost: cost[at] as number })
}

/** Where, in the lists, the doctor of least cost + price stands, once they show enough to be sure of it. */
function seeBest(network: Network, household: number): number {
  const { lists } = network
  for (;;) {
    const at = cheapest(network, household)
    if (paidAt(network, at) <= (lists.reach[household] as number) + network.leastPrice) return at
    widen(network, household, 0)
  }
}

function cheapest(network: Network, household: number): number {
  const { lists } = network
  const start = lists.start[household] as number
  const end = start + (lists.count[household] as number)
  let [best, least] = [start, Number.POSITIVE_INFINITY]
  for (let at = start; at < end; at += 1) {
    const paid = paidAt(network, at)
    if (paid < least) {
      best = at
      least = paid
    }
  }
  return best
}
