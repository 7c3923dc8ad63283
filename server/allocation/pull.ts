import { takeLeast } from '../heap.ts'
import type { Network } from './network.ts'
import { movePiece } from './pieces.ts'
import { endSearch, reach, updateLeastPrice } from './push.ts'
import { freshen } from './rows.ts'

/** Who could come to each doctor: moves of all rows, by where they lead. */
type Arrivals = { start: Int32Array; from: Int32Array; value: Float64Array; piece: Int32Array }

/**
 * Fills the free places of a doctor that has a price: only a doctor whose places are all taken may have one. Each time
 * along the cheapest chain of moves that ends there and starts from nobody, or from a place that costs nothing to leave
 * free; prices on the way fall to what the chain costs. The mirror of `push`, by Dijkstra against the moves.
 */
export function pull(network: Network, target: number): void {
  const { load, places, price } = network
  while ((price[target] as number) > 0 && (load[target] as number) < (places[target] as number)) {
    const { source, length } = findSource(network, target, arrivalsOf(network))
    lowerPrices(network, length)
    moveAlong(network, source, target)
    endSearch(network)
    updateLeastPrice(network)
  }
}

function findSource(network: Network, target: number, arrivals: Arrivals) {
  const { search, price } = network
  reach(network, target, 0)
  let [source, length] = [target, price[target] as number]
  for (let node = takeLeast(search.heap); node >= 0; node = takeLeast(search.heap)) {
    const dist = search.dist[node] as number
    if (dist >= length) break
    search.done[node] = 1
    if (dist + (price[node] as number) < length) {
      source = node
      length = dist + (price[node] as number)
    }
    if (node !== network.nobody) relaxInto(network, node, arrivals)
  }
  return { source, length }
}

function relaxInto(network: Network, to: number, arrivals: Arrivals): void {
  const { search, price } = network
  const base = (search.dist[to] as number) + (price[to] as number)
  const end = arrivals.start[to + 1] as number
  for (let at = arrivals.start[to] as number; at < end; at += 1) {
    const from = arrivals.from[at] as number
    if (search.done[from]) continue
    const length = base + (arrivals.value[at] as number) - (price[from] as number)
    if (length >= (search.dist[from] as number)) continue
    reach(network, from, length)
    search.piece[from] = arrivals.piece[at] as number
    search.best[from] = to
  }
}

function lowerPrices(network: Network, length: number): void {
  const { search, price } = network
  let most = 0
  for (let i = 0; i < search.touchedCount; i += 1) {
    const node = search.touched[i] as number
    const fall = length - (search.dist[node] as number)
    if (!search.done[node] || fall <= 0) continue
    price[node] = (price[node] as number) - fall
    most = Math.max(most, fall)
  }
  network.fallen += most
}

/** `search.best` holds the next doctor of the chain; it is put back to what the rows expect. */
function moveAlong(network: Network, source: number, target: number): void {
  const { search, pieces, load, places } = network
  let amount = (places[target] as number) - (load[target] as number)
  for (let node = source; node !== target; node = search.best[node] as number)
    amount = Math.min(amount, pieces.amount[search.piece[node] as number] as number)
  for (let node = source; node !== target; node = search.best[node] as number)
    movePiece(network, {
      piece: search.piece[node] as number,
      to: search.best[node] as number,
      amount,
    })
  for (let i = 0; i < search.touchedCount; i += 1)
    search.best[search.touched[i] as number] = Number.POSITIVE_INFINITY
}

function arrivalsOf(network: Network): Arrivals {
  const { rows, nobody } = network
  const start = new Int32Array(nobody + 2)
  let total = 0
  for (let from = 0; from <= nobody; from += 1) {
    freshen(network, from)
    total += rows.count[from] as number
    forEachMove(network, from, (at) => {
      const after = (rows.doctor[at] as number) + 1
      start[after] = (start[after] as number) + 1
    })
  }
  for (let to = 0; to <= nobody; to += 1)
    start[to + 1] = (start[to + 1] as number) + (start[to] as number)
  const arrivals = {
    start,
    from: new Int32Array(total),
    value: new Float64Array(total),
    piece: new Int32Array(total),
  }
  const next = start.slice()
  for (let from = 0; from <= nobody; from += 1)
    forEachMove(network, from, (at) => {
      const to = rows.doctor[at] as number
      const slot = next[to] as number
      next[to] = slot + 1
      arrivals.from[slot] = from
      arrivals.value[slot] = rows.value[at] as number
      arrivals.piece[slot] = rows.piece[at] as number
    })
  return arrivals
}

function forEachMove({ rows }: Network, from: number, visit: (at: number) => void): void {
  const end = (rows.start[from] as number) + (rows.count[from] as number)
  for (let at = rows.start[from] as number; at < end; at += 1) visit(at)
}
