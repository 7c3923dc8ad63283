import { BLOCK, type BlockTree, squareToBox } from './block-tree.ts'
import type { Point } from './chord.ts'

/** What is searched: points slot after slot (x, y, z), the first of them in the order of a tree, the others after it. */
export interface Searched {
  xyz: Float64Array
  tree: BlockTree
  /** Blocks of slots, those of the tree included; the others are scanned. */
  blocks: number
}

export interface Wanted {
  from: Point
  /** How many of the nearest are wanted; infinity: all within reach. */
  count: number
  /** Farthest chord, in the units of the points. */
  reach: number
  /** How far to look once the last of those wanted is that far. */
  farthestFor: (chord: number) => number
  /** Slots that do not count. */
  skipped: ReadonlySet<number>
}

/** A slot, and its chord from the point asked about. */
export interface Found {
  slot: number
  chord: number
}

/**
 * The points nearest to one, among the slots given or those whose bit is set: depth first, the nearer half first, what
 * is beyond the bound left out. Everything within `farthestFor` the last of those wanted is found, ties included.
 */
export class NearestSearch {
  private readonly searched: Searched
  private readonly wanted: Wanted
  private readonly slots: number[] = []
  private readonly squares: number[] = []
  /** Squares of the nearest so far, least first. */
  private readonly best: Float64Array
  /** Square beyond which nothing is wanted any more. */
  private bound: number

  constructor(searched: Searched, wanted: Wanted) {
    this.searched = searched
    this.wanted = wanted
    this.bound = wanted.reach * wanted.reach
    const isAll = wanted.count >= searched.blocks * BLOCK
    this.best = new Float64Array(isAll ? 0 : wanted.count).fill(Number.POSITIVE_INFINITY)
  }

  /** Slot by slot: for a few of them. */
  amongSlots(slots: Uint32Array): Found[] {
    for (let at = 0; at < slots.length; at += 1) this.offer(slots[at] ?? 0)
    return this.found()
  }

  /** Those whose bit is set, one word for each block. */
  amongBits(bits: Uint32Array): Found[] {
    const { tree, blocks } = this.searched
    if (tree.blocks > 0) this.visit(bits, { node: 0, first: 0, blocks: tree.blocks })
    for (let block = tree.blocks; block < blocks; block += 1) this.scan(bits, block)
    return this.found()
  }

  private visit(bits: Uint32Array, at: { node: number; first: number; blocks: number }): void {
    if (at.blocks === 1) {
      this.scan(bits, at.first)
      return
    }
    const { boxes } = this.searched.tree
    const half = at.blocks >> 1
    const left = { node: at.node + 1, first: at.first, blocks: half }
    const right = { node: at.node + 2 * half, first: at.first + half, blocks: at.blocks - half }
    const toLeft = squareToBox(boxes, left.node, this.wanted.from)
    const toRight = squareToBox(boxes, right.node, this.wanted.from)
    if (toLeft <= toRight) {
      if (toLeft <= this.bound) this.visit(bits, left)
      if (toRight <= this.bound) this.visit(bits, right)
    } else {
      if (toRight <= this.bound) this.visit(bits, right)
      if (toLeft <= this.bound) this.visit(bits, left)
    }
  }

  private scan(bits: Uint32Array, block: number): void {
    for (let word = bits[block] ?? 0; word !== 0; word &= word - 1)
      this.offer(block * BLOCK + 31 - Math.clz32(word & -word))
  }

  private offer(slot: number): void {
    const { xyz } = this.searched
    const [x, y, z] = this.wanted.from
    const dx = (xyz[3 * slot] ?? 0) - x
    const dy = (xyz[3 * slot + 1] ?? 0) - y
    const dz = (xyz[3 * slot + 2] ?? 0) - z
    const square = dx * dx + dy * dy + dz * dz
    if (square > this.bound || this.wanted.skipped.has(slot)) return
    this.slots.push(slot)
    this.squares.push(square)
    this.tighten(square)
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
    const chord = this.wanted.farthestFor(Math.sqrt(farthest))
    this.bound = Math.min(this.bound, chord * chord)
  }

  /** What is within the last bound, nearest first; equal chords in any order. */
  private found(): Found[] {
    const found: Found[] = []
    for (const [at, square] of this.squares.entries())
      if (square <= this.bound) found.push({ slot: this.slots[at] ?? 0, chord: Math.sqrt(square) })
    return found.sort((a, b) => a.chord - b.chord)
  }
}
