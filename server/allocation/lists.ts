import { arcUnits, UNITS_PER_KM } from './earth.ts'
import { longerDoubles, longerInts, type Network } from './network.ts'
import { withinMetres } from './tree.ts'

/** Doctors first shown to a household: enough that few lists ever grow, few enough that rows stay short. */
const FEWEST = 8
const MOST = 28
const KEPT = 14
const GROWTH = 1.5
const WIDER = 2
const UNITS_PER_METRE = UNITS_PER_KM / 1000

/** A first list for every household, of about a dozen of the nearest allowed doctors. O(n (log m + k)). */
export function listNearest(network: Network): void {
  let guess = UNITS_PER_KM
  for (let household = 0; household < network.people.length; household += 1)
    guess = listFew(network, household, guess)
}

/** A first list for one household, starting from a guess of its reach; returns the reach that was right for it. */
export function listFew(network: Network, household: number, guess = UNITS_PER_KM): number {
  const { lists } = network
  let reach = guess
  listWithin(network, household, reach)
  while ((lists.count[household] as number) <= FEWEST && isShort(network, household)) {
    reach = Math.ceil(reach * GROWTH)
    listWithin(network, household, reach)
  }
  if ((lists.count[household] as number) <= MOST) return reach
  const kept = nthCost(network, household, KEPT)
  keepWithin(network, household, kept)
  return Math.max(kept, 1)
}

/**
 * Lets a household know every allowed doctor within `reach`, and then some: lists at least double their radius, and are
 * made whole when they soon would be, so that few copies are left behind. False when it already knows all there are.
 */
export function widen(network: Network, household: number, reach: number): boolean {
  if (!isShort(network, household)) return false
  const { lists, nobody, most } = network
  const wider = Math.max(reach, WIDER * (lists.reach[household] as number), UNITS_PER_METRE)
  const isNearlyWhole =
    5 * (lists.count[household] as number) > nobody || 1.3 * wider > (most[household] as number)
  listWithin(network, household, isNearlyWhole ? Number.POSITIVE_INFINITY : Math.ceil(wider))
  return true
}

/**
 * Shows a household the doctors that cost it, price included, less than `limit`; hides the others.
 * O(length of its list).
 */
export function showCheap(network: Network, household: number, limit: number): void {
  const { lists, price, nobody } = network
  while ((lists.reach[household] as number) + network.leastPrice < limit)
    widen(network, household, limit - network.leastPrice)
  const { doctor, cost } = lists
  const start = lists.start[household] as number
  const end = start + (lists.count[household] as number)
  let shown = start
  let bound = (lists.reach[household] as number) + network.leastPrice
  for (let at = start; at < end; at += 1) {
    const known = doctor[at] as number
    const length = cost[at] as number
    const paid = length + (price[known] as number)
    if (paid < limit || known === nobody) {
      doctor[at] = doctor[shown] as number
      cost[at] = cost[shown] as number
      doctor[shown] = known
      cost[shown] = length
      shown += 1
    } else if (paid < bound) bound = paid
  }
  lists.shown[household] = shown - start
  lists.bound[household] = bound + network.fallen
}

/** The least that a doctor hidden from a household could cost it, price included; its bound until prices fall again. */
export function leastHidden(network: Network, household: number): number {
  const { lists, leastPrice, fallen } = network
  const start = lists.start[household] as number
  const end = start + (lists.count[household] as number)
  let least = (lists.reach[household] as number) + leastPrice
  for (let at = start + (lists.shown[household] as number); at < end; at += 1)
    least = Math.min(least, paidAt(network, at))
  lists.bound[household] = least + fallen
  return least
}

/** Length + price of the doctor at that place in the lists. */
export function paidAt({ lists, price }: Network, at: number): number {
  return (lists.cost[at] as number) + (price[lists.doctor[at] as number] as number)
}

/** Are there doctors that the household does not know? */
function isShort({ lists }: Network, household: number): boolean {
  return (lists.reach[household] as number) < Number.POSITIVE_INFINITY
}

function listWithin(network: Network, household: number, asked: number): void {
  const { lists, homes, practices, search, nobody, penalties } = network
  const most = network.most[household] as number
  const reach = Math.min(asked, most)
  const refused = network.refused[household]
  const found = withinMetres(
    network.tree,
    {
      x: homes.x[household] as number,
      y: homes.y[household] as number,
      z: homes.z[household] as number,
      metres: reach / UNITS_PER_METRE + 1,
    },
    search.found,
  )
  const start = roomFor(network, household, found + 1)
  const { doctor, cost } = lists
  let at = start
  let beyond = 0
  for (let i = 0; i < found; i += 1) {
    const near = search.found[i] as number
    const units = arcUnits(homes, household, practices, near)
    if (units > reach) beyond += 1
    if (units > reach || refused?.has(near)) continue
    doctor[at] = near
    cost[at] = units
    at += 1
  }
  doctor[at] = nobody
  cost[at] = network.penalty[household] as number
  lists.count[household] = at + 1 - start
  const isAll = asked >= most || asked >= penalties.longest || found - beyond === nobody
  lists.reach[household] = isAll ? Number.POSITIVE_INFINITY : reach
  showAll(network, household)
}

function showAll({ lists, leastPrice, fallen }: Network, household: number): void {
  lists.shown[household] = lists.count[household] as number
  lists.bound[household] = (lists.reach[household] as number) + leastPrice + fallen
}

/** Where the list of a household may be written: where it is, if the arena ends there, else at its end. */
function roomFor({ lists }: Network, household: number, length: number): number {
  const old = lists.start[household] as number
  const isLast = old + (lists.count[household] as number) === lists.used && lists.used > 0
  const start = isLast ? old : lists.used
  if (start + length > lists.doctor.length) {
    lists.doctor = longerInts(lists.doctor, start + length)
    lists.cost = longerDoubles(lists.cost, start + length)
  }
  lists.start[household] = start
  lists.used = start + length
  return start
}

function nthCost({ lists }: Network, household: number, n: number): number {
  const start = lists.start[household] as number
  const count = lists.count[household] as number
  return lists.cost.slice(start, start + count).sort()[n - 1] as number
}

function keepWithin(network: Network, household: number, reach: number): void {
  const { lists } = network
  const start = lists.start[household] as number
  const end = start + (lists.count[household] as number)
  let kept = start
  for (let at = start; at < end; at += 1) {
    if ((lists.cost[at] as number) > reach && at < end - 1) continue
    lists.doctor[kept] = lists.doctor[at] as number
    lists.cost[kept] = lists.cost[at] as number
    kept += 1
  }
  lists.count[household] = kept - start
  lists.reach[household] = reach
  lists.used = kept
  showAll(network, household)
}
