import { lengthTo, put, type Rooms } from './rooms.ts'

/** Households larger than this are left to chains. */
const LARGEST = 10
const TOTAL = 2 * LARGEST + 1

/**
 * The cheapest one or two households to move from one doctor to another, by their total of people: what it costs
 * (Infinity: none), and who. Index 0: nobody moves, at no cost.
 */
export type Bundles = { cost: Float64Array; first: Int32Array; second: Int32Array }

export function noBundles(): Bundles {
  const cost = new Float64Array(TOTAL).fill(Number.POSITIVE_INFINITY)
  cost[0] = 0
  return { cost, first: new Int32Array(TOTAL).fill(-1), second: new Int32Array(TOTAL).fill(-1) }
}

/** Room for one comparison of two doctors. */
export type Pairing = { there: Bundles; back: Bundles; best: Bundles; next: Bundles }

export function pairing(): Pairing {
  return { there: noBundles(), back: noBundles(), best: noBundles(), next: noBundles() }
}

/** Would sums of what being left out costs be exact? Not with dozens of priorities: nobody is left to chains then. */
export function areOutPricesExact({ network, weight }: Rooms): boolean {
  const most = weight.reduce((heaviest, each) => Math.max(heaviest, each), 0)
  return most * network.penalties.step * 2 * TOTAL < Number.MAX_SAFE_INTEGER
}

/**
 * Exchanges at most two households of each of two doctors against each other, when that shortens the plan and both
 * have room; «nobody» may be one of them, at a length no chain of others makes up for. True when it did. O(households of both + LARGEST²).
 */
export function exchangeBetween(rooms: Rooms, pair: Pairing, [a, b]: [number, number]): boolean {
  const { there, back } = pair
  fillBundles(rooms, pair, { from: a, to: b, into: there })
  fillBundles(rooms, pair, { from: b, to: a, into: back })
  const [roomA, roomB] = [rooms.free[a] as number, rooms.free[b] as number]
  let [least, go, come] = [0, 0, 0]
  for (let out = 0; out < TOTAL; out += 1) {
    const cost = there.cost[out] as number
    if (cost === Number.POSITIVE_INFINITY) continue
    for (let into = Math.max(0, out - roomB); into <= Math.min(TOTAL - 1, out + roomA); into += 1) {
      const both = cost + (back.cost[into] as number)
      if (both < least) [least, go, come] = [both, out, into]
    }
  }
  if (least === 0) return false
  moveBundle(rooms, there, { total: go, to: b })
  moveBundle(rooms, back, { total: come, to: a })
  return true
}

function moveBundle(
  rooms: Rooms,
  { first, second }: Bundles,
  { total, to }: { total: number; to: number },
): void {
  for (const household of [first[total] as number, second[total] as number])
    if (household >= 0) put(rooms, household, to)
}

/** Best and next best household of each size, then the best pairs of them. */
function fillBundles(
  rooms: Rooms,
  { best, next }: Pairing,
  { from, to, into }: { from: number; to: number; into: Bundles },
): void {
  best.cost.fill(Number.POSITIVE_INFINITY)
  next.cost.fill(Number.POSITIVE_INFINITY)
  const { network, firstOf, after, cost } = rooms
  const { step } = network.penalties
  for (
    let household = firstOf[from] as number;
    household >= 0;
    household = after[household] as number
  ) {
    const size = network.people[household] as number
    if (size > LARGEST) continue
    const out = (rooms.weight[household] as number) * step
    const here = from === network.nobody ? out : (cost[household] as number)
    const there = to === network.nobody ? out : lengthTo(rooms, household, to)
    const longer = size * (there - here)
    if (longer < (best.cost[size] as number)) {
      next.cost[size] = best.cost[size] as number
      next.first[size] = best.first[size] as number
      best.cost[size] = longer
      best.first[size] = household
    } else if (longer < (next.cost[size] as number)) {
      next.cost[size] = longer
      next.first[size] = household
    }
  }
  pairUp(best, next, into)
}

function pairUp(best: Bundles, next: Bundles, into: Bundles): void {
  into.cost.fill(Number.POSITIVE_INFINITY)
  into.cost[0] = 0
  into.first[0] = -1
  into.second[0] = -1
  for (let size = 1; size <= LARGEST; size += 1) {
    const one = best.cost[size] as number
    if (one === Number.POSITIVE_INFINITY) continue
    keep(into, { total: size, cost: one, first: best.first[size] as number, second: -1 })
    for (let other = 1; other <= size; other += 1) {
      const mates = other === size ? next : best
      const cost = one + (mates.cost[other] as number)
      const second = mates.first[other] as number
      keep(into, { total: size + other, cost, first: best.first[size] as number, second })
    }
  }
}

function keep(
  { cost, first, second }: Bundles,
  one: { total: number; cost: number; first: number; second: number },
): void {
  if (one.cost >= (cost[one.total] as number)) return
  cost[one.total] = one.cost
  first[one.total] = one.first
  second[one.total] = one.second
}
