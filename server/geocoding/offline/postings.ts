import type { Shard } from './shard.ts'
import { GRAM_COUNT, gramsOf } from './trigrams.ts'

/** For each trigram, the streets whose name sounds with it, ascending. Two passes: count, then fill. */
export function postingsOf(
  nameOfStreet: Uint32Array,
  sounds: readonly string[],
): Shard['postings'] {
  const grams = sounds.map(gramsOf)
  const starts = new Uint32Array(GRAM_COUNT + 1)
  for (const name of nameOfStreet)
    for (const gram of grams[name] ?? []) starts[gram + 1] = (starts[gram + 1] ?? 0) + 1
  for (let gram = 1; gram < starts.length; gram++)
    starts[gram] = (starts[gram] ?? 0) + (starts[gram - 1] ?? 0)
  const streets = new Uint32Array(starts[GRAM_COUNT] ?? 0)
  const next = starts.slice()
  for (let street = 0; street < nameOfStreet.length; street++) {
    for (const gram of grams[nameOfStreet[street] ?? 0] ?? []) {
      const at = next[gram] ?? 0
      streets[at] = street
      next[gram] = at + 1
    }
  }
  return { starts, streets }
}
