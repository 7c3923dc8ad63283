import { BLOCK } from './block-tree.ts'
import type { Condition } from './conditions.ts'
import type { Candidate } from './rules.ts'

/** The doctors who meet every condition of a household. */
export interface EligibleSet {
  /** One bitmap for each condition, a bit per slot: a doctor is in the set when they are in all of them. */
  masks: readonly Uint32Array[]
  /** The slots themselves where they are few, so that nobody else is looked at; null where they are many. */
  slots: Uint32Array | null
}

type Mask = { bits: Uint32Array; count: number; isMet: Condition['isMet'] }
type KeptSet = { eligible: EligibleSet; of: readonly Mask[] }

/** That many slots are scanned faster than a tree is walked through whose leaves are nearly all empty. */
const FEW = 512

/** A set is listed only if it may be that small: conditions taken for independent say so within a factor of some units. */
const MAYBE_FEW = 8 * FEW

/** Kept at once of each kind: a bitmap is 8 kB at 60,000 doctors. Past that, all are dropped and made again. */
const MOST_KEPT = 2048

/** Candidates by slot; null where there is none. */
export type Slots = readonly (Candidate | null)[]

/**
 * Who meets a condition, in bitmaps made when first asked for and kept: households ask for much the same. The first time
 * a condition is asked O(n); a set of known conditions O(n ÷ 32) if it may be small, else O(1); afterwards a look-up.
 */
export class EligibleSets {
  private readonly slots: Slots
  private readonly masks = new Map<string, Mask>()
  private readonly sets = new Map<string | number, KeptSet>()

  /** `slots` may change afterwards, as long as `update` is told; their number may not. */
  constructor(slots: Slots) {
    this.slots = slots
  }

  /** Who meets all the conditions (at least one), which are asked for only when their key is new. */
  meeting(key: string | number, conditions: () => readonly Condition[]): EligibleSet {
    const known = this.sets.get(key)
    if (known) return known.eligible
    if (this.masks.size >= MOST_KEPT || this.sets.size >= MOST_KEPT) this.forgetAll()
    const of = conditions().map((condition) => this.maskOf(condition))
    const eligible = this.setOf(of)
    this.sets.set(key, { eligible, of })
    return eligible
  }

  /** The candidate of a slot has changed, come or left. O(what is kept). */
  update(slot: number): void {
    const candidate = this.slots[slot] ?? null
    const changed = new Set<Mask>()
    for (const mask of new Set([...this.sets.values()].flatMap(({ of }) => of)))
      if (setBit(mask, slot, candidate !== null && mask.isMet(candidate))) changed.add(mask)
    for (const kept of this.sets.values())
      if (kept.of.some((mask) => changed.has(mask))) kept.eligible = this.setOf(kept.of)
  }

  /** Both: a mask that no set has is not told of changes. */
  private forgetAll(): void {
    this.masks.clear()
    this.sets.clear()
  }

  private setOf(of: readonly Mask[]): EligibleSet {
    const masks = of.map(({ bits }) => bits)
    const total = this.slots.length || 1
    const expected = of.reduce((share, { count }) => (share * count) / total, total)
    return { masks, slots: expected <= MAYBE_FEW ? listOf(masks) : null }
  }

  private maskOf({ key, isMet }: Condition): Mask {
    const known = this.masks.get(key)
    if (known) return known
    const mask = { bits: new Uint32Array(Math.ceil(this.slots.length / BLOCK)), count: 0, isMet }
    for (let slot = 0; slot < this.slots.length; slot += 1) {
      const candidate = this.slots[slot]
      if (candidate && isMet(candidate)) setBit(mask, slot, true)
    }
    this.masks.set(key, mask)
    return mask
  }
}

/** True when the bit was not so already. */
function setBit(mask: Mask, slot: number, isSet: boolean): boolean {
  const word = slot >>> 5
  const bit = 1 << (slot & 31)
  const before = mask.bits[word] ?? 0
  if (((before & bit) !== 0) === isSet) return false
  mask.bits[word] = before ^ bit
  mask.count += isSet ? 1 : -1
  return true
}

/** The slots in every mask, in order; null past `FEW`. */
function listOf(masks: readonly Uint32Array[]): Uint32Array | null {
  const slots: number[] = []
  for (let word = 0; word < (masks[0]?.length ?? 0); word += 1) {
    let left = -1
    for (let at = 0; at < masks.length; at += 1) left &= masks[at]?.[word] ?? 0
    for (; left !== 0; left &= left - 1) slots.push(word * BLOCK + 31 - Math.clz32(left & -left))
    if (slots.length > FEW) return null
  }
  return Uint32Array.from(slots)
}
