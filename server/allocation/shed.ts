import { paidAt, showCheap } from './lists.ts'
import type { Network } from './network.ts'
import { moveOn, updateLeastPrice } from './push.ts'

/** Past that many rounds chains settle sooner what is left: full neighbours would outbid one another for ever. */
const ROUNDS = 8

/** The people of a doctor, with what each would pay more elsewhere, where, and in which order they would go. */
type Leavers = { piece: Int32Array; to: Int32Array; more: Float64Array; order: Int32Array }

/**
 * Takes most of the excess away before chains do: round after round, each overfull doctor gets just dear enough that the
 * people whom it costs least to go elsewhere do, each to their next best, and the doctor is full. Prices never pass the
 * least ones that fill nobody too much (the ascending auction of Demange, Gale and Sotomayor 1986), so that what
 * searches need stays true: everybody is at a doctor of least cost + price, and a doctor with a price is full.
 */
export function shed(network: Network): void {
  const { nobody, load, places } = network
  const leavers = leaversOf(network)
  for (let round = 0; round < ROUNDS; round += 1) {
    let overfull = 0
    for (let doctor = 0; doctor < nobody; doctor += 1)
      if ((load[doctor] as number) > (places[doctor] as number)) {
        raise(network, doctor, leavers)
        overfull += 1
      }
    if (overfull === 0) break
  }
  updateLeastPrice(network)
}

function leaversOf({ people }: Network): Leavers {
  const ints = () => new Int32Array(2 * people.length)
  return { piece: ints(), to: ints(), more: new Float64Array(2 * people.length), order: ints() }
}

/** Makes a doctor as dear as it must be to be full and no more, and moves those who go. */
function raise(network: Network, doctor: number, leavers: Leavers): void {
  const { pieces, price, load, places } = network
  const count = readLeavers(network, doctor, leavers)
  const { piece, to, more } = leavers
  const order = leavers.order.subarray(0, count)
  for (let i = 0; i < count; i += 1) order[i] = i
  order.sort((a, b) => (more[a] as number) - (more[b] as number) || a - b)
  let excess = (load[doctor] as number) - (places[doctor] as number)
  let rise = 0
  for (let i = 0; i < count && excess > 0; i += 1) {
    const leaver = order[i] as number
    const each = piece[leaver] as number
    const amount = Math.min(excess, pieces.amount[each] as number)
    rise = more[leaver] as number
    excess -= amount
    moveOn(network, { piece: each, to: to[leaver] as number, amount })
  }
  price[doctor] = (price[doctor] as number) + rise
}

function readLeavers(network: Network, doctor: number, leavers: Leavers): number {
  const { pieces, price } = network
  let count = 0
  let piece = pieces.firstOf[doctor] as number
  for (; piece >= 0; piece = pieces.after[piece] as number) {
    const household = pieces.household[piece] as number
    const paid = (pieces.cost[piece] as number) + (price[doctor] as number)
    const at = nextBest(network, household, doctor)
    leavers.piece[count] = piece
    leavers.to[count] = network.lists.doctor[at] as number
    leavers.more[count] = paidAt(network, at) - paid
    count += 1
  }
  return count
}

/** Where, in the lists, the best doctor but one stands; they are made to show enough to be sure of it. */
function nextBest(network: Network, household: number, doctor: number): number {
  const { lists } = network
  const at = cheapestBut(network, household, doctor)
  if (paidAt(network, at) <= (lists.bound[household] as number) - network.fallen) return at
  showCheap(network, household, paidAt(network, at) + 1)
  network.rows.stale[doctor] = 1
  return cheapestBut(network, household, doctor)
}

function cheapestBut(network: Network, household: number, doctor: number): number {
  const { lists } = network
  const start = lists.start[household] as number
  const end = start + (lists.shown[household] as number)
  let [best, least] = [start, Number.POSITIVE_INFINITY]
  for (let at = start; at < end; at += 1) {
    const paid = paidAt(network, at)
    if (lists.doctor[at] !== doctor && paid < least) {
      best = at
      least = paid
    }
  }
  return best
}
