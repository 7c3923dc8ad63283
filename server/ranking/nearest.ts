import type { Point } from '../ellipsoid.ts'
import { BLOCK, type BlockTree } from './block-tree.ts'
import { farthestChordKm } from './chord.ts'
import type { EligibleSet } from './eligible-sets.ts'

/** What is searched: points slot after slot (x, y, z), the first of them in the order of a tree, the others after it. */
export interface Searched {
  xyz: Float64Array
  tree: BlockTree
  /** Blocks that hold somebody, those of the tree included; the others are scanned. */
  blocks: number
}

export interface Wanted {
  from: Point
  /** How many of the nearest are wanted; infinity: all within reach. */
  count: number
  /** Farthest chord, in kilometres. */
  reach: number
  /** Width of the bands that are wanted whole, in kilometres; 0: none, but near ties. */
  bandKm: number
  /** Slots that do not count. */
  skipped: ReadonlySet<number>
  /** Those who do not count either, wherever they are within its chord; absent: nobody. */
  spared?: Spared
}

export type Within = Omit<Wanted, 'count' | 'bandKm' | 'spared'>

/** Members of a set within a chord, in kilometres (below 0: nobody), but for some slots. */
export interface Spared {
  set: EligibleSet
  chord: number
  but: ReadonlySet<number>
}

/**
 * Finds the points nearest to one, in a set: depth first, the nearer half first, what is beyond the bound left out; or
 * slot by slot where the set is a short list. Near ties of the last of those wanted, or its whole band, are
 * found with them. Its memory is used again from one question to the next, and so are its answers: read them at once.
 */
export class NearestSearch {
  /** Slots found, nearest first; equal chords in any order. */
  readonly slots: Uint32Array
  /** Their chords from the point asked about. */
  readonly chords: Float64Array
  private readonly searched: Searched
  private readonly squares: Float64Array
  private masks: EligibleSet['masks'] = []
  private count = 0
  private x = 0
  private y = 0
  private z = 0
  private skipped: Wanted['skipped'] = new Set()
  private bandKm = 0
  private sparedMasks: EligibleSet['masks'] = []
  private sparedBut: Wanted['skipped'] = new Set()
  /** Square within which they are spared; below 0: nobody is. */
  private sparedSquare = 0
  /** Squares of the nearest so far, least first; as many as are wanted, none when all are. */
  private best = new Float64Array(0)
  /** Square beyond which nothing is wanted any more. */
  private bound = 0

  constructor(searched: Searched) {
    const size = searched.xyz.length / 3
    this.searched = searched
    this.slots = new Uint32Array(size)
    this.squares = new Float64Array(size)
    this.chords = new Float64Array(size)
  }

  /** How many were found: what the first of `slots` and `chords` are. */
  find(set: EligibleSet, wanted: Wanted): number {
    this.gather(set, wanted)
    return this.sort()
  }

  /** All within reach, in no order: how many of `slots` and `chords` they are. */
  findAll(set: EligibleSet, within: Within): number {
    this.gather(set, { ...within, count: Number.POSITIVE_INFINITY, bandKm: 0 })
    for (let at = 0; at < this.count; at += 1) this.chords[at] = Math.sqrt(this.squares[at] ?? 0)
    return this.count
  }

  private gather(set: EligibleSet, { from, count, reach, bandKm, skipped, spared }: Wanted): void {
    this.sparedMasks = spared?.set.masks ?? NO_MASKS
    if (spared) {
      this.sparedBut = spared.but
      this.sparedSquare = spared.chord * Math.abs(spared.chord)
    }
    this.x = from[0]
    this.y = from[1]
    this.z = from[2]
    this.skipped = skipped
    this.bandKm = bandKm
    this.bound = reach * reach
    this.count = 0
    const wanted = count < this.slots.length ? count : 0
    if (this.best.length !== wanted) this.best = new Float64Array(wanted)
    this.best.fill(Number.POSITIVE_INFINITY)
    this.look(set)
  }

  private look({ masks, slots }: EligibleSet): void {
    this.masks = masks
    const { tree, blocks } = this.searched
    if (slots) for (let at = 0; at < slots.length; at += 1) this.offer(slots[at] ?? 0)
    else {
      if (tree.blocks > 0) this.visit(0, 0, tree.blocks)
      for (let block = tree.blocks; block < blocks; block += 1) this.scan(block)
    }
  }

  private visit(node: number, first: number, blocks: number): void {
    if (blocks === 1) {
      this.scan(first)
      return
    }
    const half = blocks >> 1
    const right = node + 2 * half
    const toLeft = this.squareToBox(node + 1)
    const toRight = this.squareToBox(right)
    const isLeftFirst = toLeft <= toRight
    if (isLeftFirst && toLeft <= this.bound) this.visit(node + 1, first, half)
    if (toRight <= this.bound) this.visit(right, first + half, blocks - half)
    if (!isLeftFirst && toLeft <= this.bound) this.visit(node + 1, first, half)
  }

  /** Square of the distance to the box of a node; 0 inside. */
  private squareToBox(node: number): number {
    const { boxes } = this.searched.tree
    const at = 6 * node
    const dx = beyond(this.x, boxes[at] ?? 0, boxes[at + 3] ?? 0)
    const dy = beyond(this.y, boxes[at + 1] ?? 0, boxes[at + 4] ?? 0)
    const dz = beyond(this.z, boxes[at + 2] ?? 0, boxes[at + 5] ?? 0)
    return dx * dx + dy * dy + dz * dz
  }

  private scan(block: number): void {
    const { masks } = this
    let word = -1
    for (let at = 0; at < masks.length; at += 1) word &= masks[at]?.[block] ?? 0
    for (; word !== 0; word &= word - 1) this.offer(block * BLOCK + 31 - Math.clz32(word & -word))
  }

  private offer(slot: number): void {
    const { xyz } = this.searched
    const dx = (xyz[3 * slot] ?? 0) - this.x
    const dy = (xyz[3 * slot + 1] ?? 0) - this.y
    const dz = (xyz[3 * slot + 2] ?? 0) - this.z
    const square = dx * dx + dy * dy + dz * dz
    if (square > this.bound || (this.skipped.size > 0 && this.skipped.has(slot))) return
    if (this.sparedMasks.length > 0 && this.isSpared(slot, square)) return
    this.slots[this.count] = slot
    this.squares[this.count] = square
    this.count += 1
    this.tighten(square)
  }

  private isSpared(slot: number, square: number): boolean {
    return square <= this.sparedSquare && isIn(this.sparedMasks, slot) && !this.sparedBut.has(slot)
  }

  /** Puts the square among the best, and draws the bound in. */
  private tighten(square: number): void {
    const { best } = this
    const last = best.length - 1
    if (last < 0 || square >= (best[last] ?? 0)) return
    let at = last
    for (; at > 0 && (best[at - 1] ?? 0) > square; at -= 1) best[at] = best[at - 1] ?? 0
    best[at] = square
    const farthest = best[last] ?? 0
    if (farthest === Number.POSITIVE_INFINITY) return
    const chord = farthestChordKm(Math.sqrt(farthest), this.bandKm)
    this.bound = Math.min(this.bound, chord * chord)
  }

  /** Keeps what is within the last bound, in order; how many that is. */
  private sort(): number {
    const { slots, squares, chords, bound } = this
    let kept = 0
    for (let at = 0; at < this.count; at += 1)
      if ((squares[at] ?? 0) <= bound) {
        slots[kept] = slots[at] ?? 0
        squares[kept] = squares[at] ?? 0
        kept += 1
      }
    if (kept > FEW_TO_SORT) sortMany(slots, squares, kept)
    else sortFew(slots, squares, kept)
    for (let at = 0; at < kept; at += 1) chords[at] = Math.sqrt(squares[at] ?? 0)
    return kept
  }
}

const NO_MASKS: EligibleSet['masks'] = []

function isIn(masks: EligibleSet['masks'], slot: number): boolean {
  for (let at = 0; at < masks.length; at += 1)
    if (((masks[at]?.[slot >>> 5] ?? 0) & (1 << (slot & 31))) === 0) return false
  return true
}

/** Above that many, an insertion sort costs more than another. */
const FEW_TO_SORT = 32

function sortFew(slots: Uint32Array, squares: Float64Array, count: number): void {
  for (let next = 1; next < count; next += 1) {
    const [slot, square] = [slots[next] ?? 0, squares[next] ?? 0]
    let at = next
    for (; at > 0 && (squares[at - 1] ?? 0) > square; at -= 1) {
      squares[at] = squares[at - 1] ?? 0
      slots[at] = slots[at - 1] ?? 0
    }
    squares[at] = square
    slots[at] = slot
  }
}

function sortMany(slots: Uint32Array, squares: Float64Array, count: number): void {
  const pairs = Array.from({ length: count }, (_, at) => ({
    slot: slots[at] ?? 0,
    square: squares[at] ?? 0,
  })).sort((a, b) => a.square - b.square)
  for (const [at, { slot, square }] of pairs.entries()) {
    slots[at] = slot
    squares[at] = square
  }
}

/** How far a coordinate is out of an interval; 0 inside. */
function beyond(value: number, least: number, most: number): number {
  if (value < least) return least - value
  return value > most ? value - most : 0
}
