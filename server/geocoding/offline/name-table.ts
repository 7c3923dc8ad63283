import { readStreetName } from '../text/street-name.ts'
import type { Shard } from './shard.ts'
import { gramsOf } from './trigrams.ts'

/** Each distinct name once, in the order first met, and the rank of the name of every street. */
export function nameTable(written: readonly string[]): {
  names: Shard['names']
  types: string[]
  nameOfStreet: Uint32Array
} {
  const ranks = new Map<string, number>()
  const nameOfStreet = Uint32Array.from(written, (name) => {
    const rank = ranks.get(name) ?? ranks.size
    ranks.set(name, rank)
    return rank
  })
  const distinct = [...ranks.keys()]
  const read = distinct.map(readStreetName)
  const types = [...new Set(read.map(({ type }) => type))]
  const typeRanks = new Map(types.map((type, rank) => [type, rank]))
  const names = {
    written: distinct,
    core: read.map(({ core }) => core),
    joined: read.map(({ core }) => core.replaceAll(' ', '')),
    sound: read.map(({ sound }) => sound),
    links: Uint16Array.from(read, ({ links }) => links),
    type: Uint8Array.from(read, ({ type }) => typeRanks.get(type) ?? 0),
    grams: Uint8Array.from(read, ({ sound }) => Math.min(255, gramsOf(sound).length)),
  }
  return { names, types, nameOfStreet }
}
