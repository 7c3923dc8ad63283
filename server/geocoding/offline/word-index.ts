import type { Shard } from './shard.ts'

/** Words of street names in order, each with the names that hold it; and the streets that bear each name. */
export type WordIndex = {
  words: string[]
  namesOf: Uint32Array[]
  streetsOf: (name: number) => Uint32Array
}

const indexes = new WeakMap<Shard, WordIndex>()

/** The word index of a shard, built at the first suggestion (about 0.2 s for a million addresses). */
export function wordIndexOf(shard: Shard): WordIndex {
  const known = indexes.get(shard)
  if (known) return known
  const built = build(shard)
  indexes.set(shard, built)
  return built
}

/** Ranks, in a sorted list, of the strings that begin so: `from` included, `to` excluded. */
export function rangeOfPrefix(
  sorted: readonly string[],
  prefix: string,
): [from: number, to: number] {
  return [firstFrom(sorted, prefix), firstFrom(sorted, `${prefix}\uFFFF`)]
}

function build({ names, streets }: Shard): WordIndex {
  const byWord = new Map<string, number[]>()
  for (const [name, core] of names.core.entries())
    for (const word of new Set(core.split(' '))) {
      const known = byWord.get(word)
      if (known) known.push(name)
      else byWord.set(word, [name])
    }
  const words = [...byWord.keys()].sort()
  const starts = new Uint32Array(names.core.length + 1)
  for (const name of streets.name) starts[name + 1] = (starts[name + 1] ?? 0) + 1
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0)
  const next = starts.slice()
  const ordered = new Uint32Array(streets.name.length)
  for (const [street, name] of streets.name.entries()) {
    const at = next[name] ?? 0
    ordered[at] = street
    next[name] = at + 1
  }
  return {
    words,
    namesOf: words.map((word) => Uint32Array.from(byWord.get(word) ?? [])),
    streetsOf: (name) => ordered.subarray(starts[name] ?? 0, starts[name + 1] ?? 0),
  }
}

function firstFrom(sorted: readonly string[], bound: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? '') < bound) low = middle + 1
    else high = middle
  }
  return low
}
