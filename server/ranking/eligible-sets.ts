import { BLOCK } from './block-tree.ts'
import type { Condition } from './conditions.ts'
import type { Candidate } from './rules.ts'

/** The doctors who meet every condition of a household. */
export interface EligibleSet {
  /** One bit per slot. */
  bits: Uint32Array
  /** The slots themselves where they are few, so that nobody else is looked at; null where they are many. */
  slots: Uint32Array | null
}

type Kept = { bits: Uint32Array; isMet: Condition['isMet'] }
type KeptSet = { eligible: EligibleSet; conditions: readonly Condition[] }

/** That many slots are scanned faster than a tree is walked through whose leaves are nearly all empty. */
const FEW = 512

/** Bitmaps kept at once of each kind: at 60,000 doctors 8 kB each. Past that, all are dropped and made again. */
const MOST_KEPT = 1024

/** Candidates by slot; null where there is none. */
export type Slots = readonly (Candidate | null)[]

/**
 * Bitmaps of who meets a condition, and of who meets several at once, made when first asked for and kept: households
 * ask for much the same. First time: O(n) per condition; afterwards a look-up, and O(conditions) per doctor changed.
 */
export class EligibleSets {
  private readonly slots: Slots
  private readonly words: number
  private readonly conditions = new Map<string, Kept>()
  private readonly sets = new Map<string, KeptSet>()

  /** `slots` may change afterwards, as long as `update` is told; their number may not. */
  constructor(slots: Slots) {
    this.slots = slots
    this.words = Math.ceil(slots.length / BLOCK)
  }

  /** Who meets all the conditions; with none, everybody. */
  meeting(conditions: readonly Condition[]): EligibleSet {
    let key = ''
    for (const condition of conditions) key += `${condition.key}; `
    const known = this.sets.get(key)
    if (known) return known.eligible
    const eligible = listed(this.intersection(conditions))
    if (this.sets.size >= MOST_KEPT) this.sets.clear()
    this.sets.set(key, { eligible, conditions })
    return eligible
  }

  /** The candidate of a slot has changed, or left. O(what is kept). */
  update(slot: number): void {
    const candidate = this.slots[slot] ?? null
    for (const { bits, isMet } of this.conditions.values())
      setBit(bits, slot, candidate !== null && isMet(candidate))
    for (const kept of this.sets.values()) {
      const isIn = candidate !== null && kept.conditions.every(({ isMet }) => isMet(candidate))
      const { bits } = kept.eligible
      if (setBit(bits, slot, isIn)) kept.eligible = listed(bits)
    }
  }

  private intersection(conditions: readonly Condition[]): Uint32Array {
    const [first, ...others] = conditions.map((condition) => this.bitsOf(condition))
    const bits = first ? first.slice() : this.bitsWhere(() => true)
    for (const other of others)
      for (let word = 0; word < bits.length; word += 1)
        bits[word] = (bits[word] ?? 0) & (other[word] ?? 0)
    return bits
  }

  private bitsOf({ key, isMet }: Condition): Uint32Array {
    const known = this.conditions.get(key)
    if (known) return known.bits
    const bits = this.bitsWhere(isMet)
    if (this.conditions.size >= MOST_KEPT) this.conditions.clear()
    this.conditions.set(key, { bits, isMet })
    return bits
  }

  private bitsWhere(isMet: Condition['isMet']): Uint32Array {
    const bits = new Uint32Array(this.words)
    for (const [slot, candidate] of this.slots.entries())
      if (candidate !== null && isMet(candidate)) setBit(bits, slot, true)
    return bits
  }
}

/** True when the bit was not so already. */
function setBit(bits: Uint32Array, slot: number, isSet: boolean): boolean {
  const word = slot >>> 5
  const before = bits[word] ?? 0
  const mask = 1 << (slot & 31)
  const after = (isSet ? before | mask : before & ~mask) >>> 0
  bits[word] = after
  return after !== before
}

function listed(bits: Uint32Array): EligibleSet {
  const slots: number[] = []
  for (let word = 0; word < bits.length && slots.length <= FEW; word += 1)
    for (let left = bits[word] ?? 0; left !== 0; left &= left - 1)
      slots.push(word * BLOCK + 31 - Math.clz32(left & -left))
  return { bits, slots: slots.length <= FEW ? Uint32Array.from(slots) : null }
}
