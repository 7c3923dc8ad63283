import { clear, lower, takeLeast } from '../heap.ts'
import { UNITS_PER_KM } from './earth.ts'
import { showCheap } from './lists.ts'
import type { Network } from './network.ts'
import { householdPrice, movePiece } from './pieces.ts'
import { freshen } from './rows.ts'

/** How much dearer than its own a doctor is shown to a household at first: 1.5 km; then three times wider each time. */
const MARGIN = 1.5 * UNITS_PER_KM
const WIDER = 3
/** A household that moves with more doctors shown than this is shown fewer. */
const MANY = 24

/**
 * Sends people away from an overfull doctor until it is not: each time along the cheapest chain of moves to a free place
 * or to nobody, after which prices on the way rise so that every move of the chain costs nothing (successive shortest
 * paths with potentials: Jewell 1958; Edmonds and Karp 1972; reduced to the doctors as nodes). Dijkstra over doctors,
 * stopped at the first free one. What the lists do not show is a node of its own in the search, at the least such a
 * doctor could cost: if it comes first, the lists grow, so that nothing is lost by their being short.
 */
export function push(network: Network, source: number): void {
  while ((network.load[source] as number) > (network.places[source] as number)) {
    const target = findFree(network, source)
    raisePrices(network, network.search.dist[target] as number)
    moveAlong(network, source, target)
    endSearch(network)
    updateLeastPrice(network)
  }
}

/** Moves people of a piece, and shows their household no more doctors than it is likely to need next. */
export function moveOn(network: Network, move: Parameters<typeof movePiece>[1]): void {
  const household = network.pieces.household[move.piece] as number
  movePiece(network, move)
  if ((network.lists.shown[household] as number) > MANY)
    showCheap(network, household, householdPrice(network, household) + MARGIN)
}

/** The least of all prices bounds what a doctor not listed could cost. */
export function updateLeastPrice(network: Network): void {
  const { price, nobody } = network
  let least = Number.POSITIVE_INFINITY
  for (let doctor = 0; doctor < nobody; doctor += 1) {
    const own = price[doctor] as number
    if (own < least) least = own
  }
  network.leastPrice = nobody === 0 ? 0 : least
}

/** Forgets a search. O(what it touched). */
export function endSearch({ search }: Network): void {
  clear(search.heap)
  for (let i = 0; i < search.touchedCount; i += 1) {
    const node = search.touched[i] as number
    search.dist[node] = Number.POSITIVE_INFINITY
    search.done[node] = 0
  }
  search.touchedCount = 0
}

/** Notes that a node is at `dist` at most, through a piece. */
export function reach(network: Network, node: number, dist: number): void {
  const { search } = network
  if (search.dist[node] === Number.POSITIVE_INFINITY) {
    search.touched[search.touchedCount] = node
    search.touchedCount += 1
  }
  search.dist[node] = dist
  lower(search.heap, node, dist)
}

function findFree(network: Network, source: number): number {
  const { search, nobody, load, places } = network
  reach(network, source, 0)
  let left = nobody
  for (;;) {
    const item = takeLeast(search.heap)
    if (item > nobody) {
      if (left > 0) showMore(network, item - nobody - 1)
      continue
    }
    if (item !== source && (load[item] as number) < (places[item] as number)) return item
    search.done[item] = 1
    left -= 1
    relax(network, item)
  }
}

function relax(network: Network, from: number): void {
  freshen(network, from)
  const { rows, search, price, nobody } = network
  const { dist, done, piece: through } = search
  const base = (dist[from] as number) - (price[from] as number)
  const start = rows.start[from] as number
  const end = start + (rows.count[from] as number)
  for (let at = start; at < end; at += 1) {
    const to = rows.doctor[at] as number
    if (done[to]) continue
    const length = base + (rows.value[at] as number) + (price[to] as number)
    if (length >= (dist[to] as number)) continue
    reach(network, to, length)
    through[to] = rows.piece[at] as number
  }
  const edge = base + (rows.edge[from] as number) - network.fallen
  if (edge < Number.POSITIVE_INFINITY) lower(search.heap, nobody + 1 + from, edge)
}

/** Shows more of the lists that hide the cheapest doctors, and looks again from there. */
function showMore(network: Network, doctor: number): void {
  const { pieces, lists, rows, price, fallen } = network
  const edge = (rows.edge[doctor] as number) + MARGIN / 2
  let piece = pieces.firstOf[doctor] as number
  for (; piece >= 0; piece = pieces.after[piece] as number) {
    const household = pieces.household[piece] as number
    const bound = lists.bound[household] as number
    if (bound - (pieces.cost[piece] as number) > edge) continue
    const paid = (pieces.cost[piece] as number) + (price[doctor] as number)
    showCheap(network, household, paid + Math.ceil(WIDER * (bound - fallen - paid)) + MARGIN)
  }
  rows.stale[doctor] = 1
  relax(network, doctor)
}

function raisePrices({ search, price }: Network, length: number): void {
  for (let i = 0; i < search.touchedCount; i += 1) {
    const node = search.touched[i] as number
    if (search.done[node])
      price[node] = (price[node] as number) + length - (search.dist[node] as number)
  }
}

function moveAlong(network: Network, source: number, target: number): void {
  const { search, pieces, load, places } = network
  let amount = Math.min(
    (load[source] as number) - (places[source] as number),
    (places[target] as number) - (load[target] as number),
  )
  for (let node = target; node !== source; ) {
    const piece = search.piece[node] as number
    amount = Math.min(amount, pieces.amount[piece] as number)
    node = pieces.doctor[piece] as number
  }
  for (let node = target; node !== source; ) {
    const piece = search.piece[node] as number
    const from = pieces.doctor[piece] as number
    moveOn(network, { piece, to: node, amount })
    node = from
  }
}
