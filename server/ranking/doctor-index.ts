import { pointAt } from '../ellipsoid.ts'
import { BLOCK, buildBlockTree } from './block-tree.ts'
import { ANYONE, conditionsKey, conditionsOf, type Terms } from './conditions.ts'
import { type EligibleSet, EligibleSets } from './eligible-sets.ts'
import { NearestSearch, type Searched, type Wanted, type Within } from './nearest.ts'
import type { Candidate, Household } from './rules.ts'

/** Places kept for doctors who come or move before the tree is built again: one in sixteen, or this many. */
const LEAST_SPARE = 64

const NO_SLOTS: ReadonlySet<number> = new Set()

const NOTHING: Searched = { xyz: new Float64Array(0), tree: buildBlockTree([]), blocks: 0 }

/** A doctor, and the chord from the home, in kilometres. */
export interface Near {
  candidate: Candidate
  chord: number
}

/**
 * Doctors ready to be asked about, by place and by what they accept: a tree of their positions, and bitmaps of who
 * meets which condition. Built in O(n log n); one doctor who changes costs O(bitmaps kept).
 */
export class DoctorIndex<T extends Candidate = Candidate> {
  private readonly slotOf = new Map<string, number>()
  private slots: (T | null)[] = []
  private used = 0
  private searched: Searched = NOTHING
  private search = new NearestSearch(NOTHING)
  private sets = new EligibleSets([])
  private terms: Terms = { today: '', solicitedFactor: null }

  /** @throws RangeError when two candidates have the same id. */
  constructor(candidates: readonly T[]) {
    this.build(candidates)
    if (this.slotOf.size !== candidates.length) throw new RangeError('two doctors of the same id')
  }

  get size(): number {
    return this.slotOf.size
  }

  /** Every doctor, in no order. */
  candidates(): T[] {
    return this.slots.filter((candidate) => candidate !== null)
  }

  find(id: string): T | undefined {
    return this.slots[this.slotOf.get(id) ?? -1] ?? undefined
  }

  /** Slots of those of these ids who are here. */
  slotsOf(ids: readonly string[]): ReadonlySet<number> {
    if (ids.length === 0) return NO_SLOTS
    const slots = new Set<number>()
    for (const id of ids) {
      const slot = this.slotOf.get(id)
      if (slot !== undefined) slots.add(slot)
    }
    return slots
  }

  /** Adds a doctor, or replaces the one of the same id. */
  put(candidate: T): void {
    const slot = this.slotOf.get(candidate.id)
    const known = slot === undefined ? null : this.slots[slot]
    if (slot !== undefined && known && isSamePlace(known, candidate)) this.write(slot, candidate)
    else {
      this.remove(candidate.id)
      if (this.used === this.slots.length) this.build([...this.candidates(), candidate])
      else this.append(candidate)
    }
  }

  /** Nothing is done when the doctor is not here. */
  remove(id: string): void {
    const slot = this.slotOf.get(id)
    if (slot === undefined) return
    this.slotOf.delete(id)
    this.write(slot, null)
  }

  /** Who can take a household, distance and former refusals aside. What is known of one day's terms is kept until others. */
  eligible(household: Household, terms: Terms): EligibleSet {
    if (terms.today !== this.terms.today || terms.solicitedFactor !== this.terms.solicitedFactor) {
      this.terms = { today: terms.today, solicitedFactor: terms.solicitedFactor }
      this.sets = new EligibleSets(this.slots)
    }
    const key = conditionsKey(household, terms)
    return this.sets.meeting(key, () => conditionsOf(household, terms))
  }

  /** Everybody, whatever they accept. */
  everyone(): EligibleSet {
    return this.sets.meeting(ANYONE.key, () => [ANYONE])
  }

  /** The nearest of a set, by chord, with all the near ties that `wanted` asks for: nearest first, equal ones in any order. */
  nearest(set: EligibleSet, wanted: Wanted): Near[] {
    const near: Near[] = []
    const count = this.search.find(set, wanted)
    for (let at = 0; at < count; at += 1) {
      const candidate = this.slots[this.search.slots[at] ?? 0]
      if (candidate) near.push({ candidate, chord: this.search.chords[at] ?? 0 })
    }
    return near
  }

  /** How many of a set are within reach, of those for whom `isWithin` holds too; asked with their chord, in no order. */
  countWithin(set: EligibleSet, within: Within, isWithin: (near: Near) => boolean): number {
    const found = this.search.findAll(set, within)
    let count = 0
    for (let at = 0; at < found; at += 1) {
      const candidate = this.slots[this.search.slots[at] ?? 0]
      if (candidate && isWithin({ candidate, chord: this.search.chords[at] ?? 0 })) count += 1
    }
    return count
  }

  private build(candidates: readonly T[]): void {
    const points = candidates.map(({ position }) => pointAt(position))
    const tree = buildBlockTree(points)
    const spare = Math.max(LEAST_SPARE, candidates.length >> 4)
    const size = (tree.blocks + Math.ceil(spare / BLOCK)) * BLOCK
    this.slots = new Array<T | null>(size).fill(null)
    this.searched = { xyz: new Float64Array(3 * size), tree, blocks: tree.blocks }
    this.search = new NearestSearch(this.searched)
    this.slotOf.clear()
    for (const [slot, rank] of tree.order.entries()) this.place(slot, candidates[rank])
    this.used = tree.blocks * BLOCK
    this.sets = new EligibleSets(this.slots)
  }

  private append(candidate: T): void {
    this.place(this.used, candidate)
    this.write(this.used, candidate)
    this.used += 1
    this.searched.blocks = Math.ceil(this.used / BLOCK)
  }

  private place(slot: number, candidate: T | undefined): void {
    if (!candidate) return
    this.slots[slot] = candidate
    this.slotOf.set(candidate.id, slot)
    this.searched.xyz.set(pointAt(candidate.position), 3 * slot)
  }

  private write(slot: number, candidate: T | null): void {
    this.slots[slot] = candidate
    this.sets.update(slot)
  }
}

/** At one practice, to the last digit of both positions. */
export function isSamePlace({ position: a }: Candidate, { position: b }: Candidate): boolean {
  return a[0] === b[0] && a[1] === b[1]
}
