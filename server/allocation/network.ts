import { type Heap, heapOf } from '../heap.ts'
import { type Problem, type Sizes, sizesOf } from './problem.ts'
import { type Tree, treeOf } from './tree.ts'

/**
 * Doctors each household knows: all allowed ones within `reach` (units), and «nobody» at its penalty. The first `shown`
 * of a list are those searches look at; any other allowed doctor, known or not, costs at least `bound` − `fallen`, its
 * price included. Lists live in one arena, `start` and `count` by household; one that grows is written at its end.
 */
export type Lists = {
  start: Int32Array
  count: Int32Array
  shown: Int32Array
  reach: Float64Array
  bound: Float64Array
  doctor: Int32Array
  cost: Float64Array
  used: number
}

/**
 * People of one household at one doctor. Pieces of a doctor are chained (`after`, `before`, from `firstOf`), those of a
 * household too (`sibling`, from `firstAt`); free ones wait in `sibling` from `free`. −1 ends a chain.
 */
export type Pieces = {
  household: Int32Array
  doctor: Int32Array
  amount: Int32Array
  cost: Float64Array
  after: Int32Array
  before: Int32Array
  sibling: Int32Array
  firstOf: Int32Array
  firstAt: Int32Array
  free: number
}

/**
 * For each doctor, the cheapest piece to move to each other one: `value` is its cost there less its cost here. Kept
 * until a piece leaves or comes (`stale`). `edge` bounds what the lists do not show: least bound less cost here.
 */
export type Rows = {
  start: Int32Array
  count: Int32Array
  room: Int32Array
  stale: Uint8Array
  edge: Float64Array
  doctor: Int32Array
  value: Float64Array
  piece: Int32Array
  used: number
}

/** Room for one search; `dist` is Infinity, `seen` and `done` 0 between searches. */
export type Search = {
  heap: Heap
  dist: Float64Array
  piece: Int32Array
  done: Uint8Array
  touched: Int32Array
  touchedCount: number
  best: Float64Array
  bestPiece: Int32Array
  found: Int32Array
}

/**
 * The flow of people to doctors with its prices: node `nobody`, the index after the last doctor, takes whoever is left
 * out, at price 0. Invariants between steps: every piece is at a doctor of least cost + price for its household among
 * all allowed ones; lists show every doctor that could be it.
 */
export type Network = Sizes & {
  nobody: number
  tree: Tree
  places: Int32Array
  load: Int32Array
  price: Float64Array
  leastPrice: number
  /** Sum of the largest falls of a price so far: bounds kept from before are lower by that much. */
  fallen: number
  lists: Lists
  pieces: Pieces
  rows: Rows
  search: Search
}

/** Enough to hold every person, whatever the places of doctors. */
const ENDLESS = 2 ** 30

/** An empty network: nobody is anywhere yet. */
export function networkOf(problem: Problem): Network {
  const sizes = sizesOf(problem)
  const nobody = problem.doctors.length
  const nodes = nobody + 1
  const places = Int32Array.from([...problem.doctors.map((doctor) => doctor.places), ENDLESS])
  return {
    ...sizes,
    nobody,
    tree: treeOf(sizes.practices),
    places,
    load: new Int32Array(nodes),
    price: new Float64Array(nodes),
    leastPrice: 0,
    fallen: 0,
    lists: noLists(problem.households.length),
    pieces: noPieces(problem.households.length, nodes),
    rows: noRows(nodes),
    search: noSearch(nodes),
  }
}

function noLists(households: number): Lists {
  return {
    start: new Int32Array(households),
    count: new Int32Array(households),
    shown: new Int32Array(households),
    reach: new Float64Array(households),
    bound: new Float64Array(households),
    doctor: new Int32Array(32 * households + 64),
    cost: new Float64Array(32 * households + 64),
    used: 0,
  }
}

function noPieces(households: number, nodes: number): Pieces {
  const ints = () => new Int32Array(households)
  return {
    household: ints(),
    doctor: ints(),
    amount: ints(),
    cost: new Float64Array(households),
    after: ints(),
    before: ints(),
    sibling: Int32Array.from({ length: households }, (_, at) =>
      at + 1 < households ? at + 1 : -1,
    ),
    firstOf: new Int32Array(nodes).fill(-1),
    firstAt: ints().fill(-1),
    free: households > 0 ? 0 : -1,
  }
}

function noRows(nodes: number): Rows {
  const slots = nodes * Math.min(nodes, 64)
  return {
    start: new Int32Array(nodes),
    count: new Int32Array(nodes),
    room: new Int32Array(nodes),
    stale: new Uint8Array(nodes).fill(1),
    edge: new Float64Array(nodes).fill(Number.POSITIVE_INFINITY),
    doctor: new Int32Array(slots),
    value: new Float64Array(slots),
    piece: new Int32Array(slots),
    used: 0,
  }
}

/** Items of the heap: the nodes, then for each node the edge of its lists. */
function noSearch(nodes: number): Search {
  return {
    heap: heapOf(2 * nodes),
    dist: new Float64Array(nodes).fill(Number.POSITIVE_INFINITY),
    piece: new Int32Array(nodes).fill(-1),
    done: new Uint8Array(nodes),
    touched: new Int32Array(nodes),
    touchedCount: 0,
    best: new Float64Array(nodes).fill(Number.POSITIVE_INFINITY),
    bestPiece: new Int32Array(nodes),
    found: new Int32Array(nodes),
  }
}

/** A longer copy of an arena, at least `length` and twice as long. */
export function longerInts(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(Math.max(length, 2 * array.length))
  longer.set(array)
  return longer
}

/** The same for doubles. */
export function longerDoubles(array: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(Math.max(length, 2 * array.length))
  longer.set(array)
  return longer
}
