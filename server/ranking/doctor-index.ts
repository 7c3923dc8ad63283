import { BLOCK, buildBlockTree } from './block-tree.ts'
import { pointAt } from './chord.ts'
import type { Condition } from './conditions.ts'
import { type EligibleSet, EligibleSets } from './eligible-sets.ts'
import { type Found, NearestSearch, type Searched, type Wanted } from './nearest.ts'
import type { Candidate } from './rules.ts'

/** Places kept for doctors who come or move before the tree is built again: one in sixteen, or this many. */
const LEAST_SPARE = 64

/**
 * Doctors ready to be asked about, by place and by what they accept: a tree of their positions, and bitmaps of who
 * meets which condition. Built in O(n log n), about 40 ms for 60,000; one doctor who changes costs O(bitmaps kept).
 */
export class DoctorIndex {
  private readonly slotOf = new Map<string, number>()
  private slots: (Candidate | null)[] = []
  private used = 0
  private searched: Searched = { xyz: new Float64Array(0), tree: buildBlockTree([]), blocks: 0 }
  private sets = new EligibleSets([])

  /** @throws RangeError when two candidates have the same id. */
  constructor(candidates: readonly Candidate[]) {
    this.build(candidates)
    if (this.slotOf.size !== candidates.length) throw new RangeError('two doctors of the same id')
  }

  get size(): number {
    return this.slotOf.size
  }

  /** Every doctor, in no order. */
  candidates(): Candidate[] {
    return this.slots.filter((candidate) => candidate !== null)
  }

  find(id: string): Candidate | undefined {
    return this.candidateAt(this.slotOf.get(id) ?? -1)
  }

  candidateAt(slot: number): Candidate | undefined {
    return this.slots[slot] ?? undefined
  }

  /** Slots of those of these ids who are here. */
  slotsOf(ids: readonly string[]): Set<number> {
    const slots = new Set<number>()
    for (const id of ids) {
      const slot = this.slotOf.get(id)
      if (slot !== undefined) slots.add(slot)
    }
    return slots
  }

  /** Adds a doctor, or replaces the one of the same id. */
  put(candidate: Candidate): void {
    const slot = this.slotOf.get(candidate.id)
    const known = slot === undefined ? undefined : this.candidateAt(slot)
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

  /** Who meets all the conditions, wherever they are. */
  meeting(conditions: readonly Condition[]): EligibleSet {
    return this.sets.meeting(conditions)
  }

  /** The nearest of a set, by chord, with all the near ties that `wanted` asks for. */
  nearest({ bits, slots }: EligibleSet, wanted: Wanted): Found[] {
    const search = new NearestSearch(this.searched, wanted)
    return slots ? search.amongSlots(slots) : search.amongBits(bits)
  }

  private build(candidates: readonly Candidate[]): void {
    const points = candidates.map(({ position }) => pointAt(position))
    const tree = buildBlockTree(points)
    const spare = Math.max(LEAST_SPARE, candidates.length >> 4)
    const blocks = tree.blocks + Math.ceil(spare / BLOCK)
    this.slots = new Array<Candidate | null>(blocks * BLOCK).fill(null)
    this.searched = { xyz: new Float64Array(3 * blocks * BLOCK), tree, blocks }
    this.slotOf.clear()
    for (const [slot, rank] of tree.order.entries()) this.place(slot, candidates[rank])
    this.used = tree.blocks * BLOCK
    this.sets = new EligibleSets(this.slots)
  }

  private append(candidate: Candidate): void {
    this.place(this.used, candidate)
    this.write(this.used, candidate)
    this.used += 1
  }

  private place(slot: number, candidate: Candidate | undefined): void {
    if (!candidate) return
    this.slots[slot] = candidate
    this.slotOf.set(candidate.id, slot)
    this.searched.xyz.set(pointAt(candidate.position), 3 * slot)
  }

  private write(slot: number, candidate: Candidate | null): void {
    this.slots[slot] = candidate
    this.sets.update(slot)
  }
}

function isSamePlace({ position: a }: Candidate, { position: b }: Candidate): boolean {
  return a[0] === b[0] && a[1] === b[1]
}
