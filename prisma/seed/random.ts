/** Draws that are the same on every machine and at every start: nothing here may change by itself. */
export type Draw = {
  /** A whole number from `min` to `max`, both included. */
  int: (min: number, max: number) => number
  /** True this often, from 0 to 1. */
  chance: (share: number) => boolean
  pick: <T>(from: readonly T[]) => T
  /** All of them, in an order drawn. */
  shuffle: <T>(list: readonly T[]) => T[]
  /** A version 4 UUID. */
  uuid: () => string
}

/** Draws from a seed, by the mulberry32 generator: enough for invented people, not for secrets. */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    int,
    chance: (share) => next() < share,
    pick: (from) => from[int(0, from.length - 1)] as (typeof from)[number],
    shuffle: (list) =>
      list
        .map((item) => ({ item, key: next() }))
        .sort(byKey)
        .map(({ item }) => item),
    uuid: () => uuidOf(() => int(0, 15)),
  }
}

function byKey(a: { key: number }, b: { key: number }): number {
  return a.key - b.key
}

function uuidOf(digit: () => number): string {
  return 'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replaceAll('x', () => digit().toString(16))
}
