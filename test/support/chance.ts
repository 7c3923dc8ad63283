/** Draws that are the same for the same seed, on every machine. */
export type Chance = {
  /** From 0 to 1, 1 left out. */
  next: () => number
  /** A whole number from 0, `below` left out. */
  below: (below: number) => number
  /** True that often, from 0 to 1. */
  isSo: (often: number) => boolean
  pick: <T>(values: readonly [T, ...T[]]) => T
}

/** The generator known as mulberry32: 32 bits of state, enough to draw examples with. */
export function aChance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    isSo: (often) => next() < often,
    pick: (values) => values[below(values.length)] ?? values[0],
  }
}
