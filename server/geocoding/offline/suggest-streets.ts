import type { Commune } from '../communes/catalogue.ts'
import { nameOf, typeAt } from '../text/street-name.ts'
import type { Token } from '../text/tokens.ts'
import type { AddressIndex } from './address-index.ts'
import { findNumber } from './numbers.ts'
import { communeOf } from './places.ts'
import type { Shard } from './shard.ts'
import { rangeOfPrefix, wordIndexOf } from './word-index.ts'

/** What is typed of a street. `finished`: a commune follows, so the last word is whole. `communes`: null for any. */
export type BegunStreet = {
  words: readonly Token[]
  number: number | null
  suffix: string
  communes: ReadonlyMap<string, Commune> | null
  finished: boolean
}

/** A street of a shard that begins so; the lower the cost, the closer. */
export type RankedStreet = { shard: Shard; street: number; cost: number; population: number }

const SHORTEST_WORD = 2
/** More names than this begin so: too early to suggest well, the first ones will do. */
const NAMES_LOOKED_AT = 1000
const STREETS_LOOKED_AT = 3000
/** A name alone may be that of a commune, which then comes first. */
const TYPE_UNTYPED = 0.05
const TYPE_DIFFERS = 1
const NUMBER_UNKNOWN = 0.4
const NOT_AT_START = 0.5

/** Streets whose name holds the words typed, best first, the more populated commune first among equals. */
export function streetsBegun(
  index: AddressIndex,
  begun: BegunStreet,
  limit: number,
): RankedStreet[] {
  const { type, length, adjective } = typeAt(begun.words, 0)
  const { core } = nameOf([...adjective, ...begun.words.slice(length).map(({ text }) => text)])
  if (core.replaceAll(' ', '').length < SHORTEST_WORD) return []
  return index.shards
    .flatMap((shard) => rankStreets(index, shard, { begun, core, type }))
    .sort((a, b) => a.cost - b.cost || b.population - a.population)
    .slice(0, limit)
}

type Asked = { begun: BegunStreet; core: string; type: string }

function rankStreets(
  index: AddressIndex,
  shard: Shard,
  { begun, core, type }: Asked,
): RankedStreet[] {
  const { streetsOf } = wordIndexOf(shard)
  const found: RankedStreet[] = []
  for (const name of namesBeginning(shard, core.split(' '), begun.finished)) {
    const real = shard.types[shard.names.type[name] ?? 0] ?? ''
    const typeCost = type === real ? 0 : type === '' ? TYPE_UNTYPED : TYPE_DIFFERS
    const cost = typeCost + restCost(shard.names.core[name] ?? '', core)
    for (const street of streetsOf(name)) {
      const { code } = communeOf(shard, street)
      if (begun.communes && !begun.communes.has(code)) continue
      const population = index.gazetteer.ofCode(code)?.population ?? 0
      found.push({ shard, street, cost: cost + numberCost(shard, street, begun), population })
      if (found.length >= STREETS_LOOKED_AT) return found
    }
  }
  return found
}

function restCost(real: string, typed: string): number {
  return real.startsWith(typed) ? (real.length - typed.length) / 100 : NOT_AT_START
}

function numberCost(shard: Shard, street: number, { number, suffix }: BegunStreet): number {
  return number === null || findNumber(shard, street, number, suffix) ? 0 : NUMBER_UNKNOWN
}

/** Names that hold every word; the last word may be the beginning of one of theirs. */
function namesBeginning(shard: Shard, core: readonly string[], finished: boolean): number[] {
  const { words, namesOf } = wordIndexOf(shard)
  const last = core.at(-1) ?? ''
  const [from, to] = rangeOfPrefix(words, last)
  const names = new Set<number>()
  for (let rank = from; rank < to && names.size < NAMES_LOOKED_AT; rank++) {
    if (finished && core.length > 1 && words[rank] !== last && rank > from) break
    for (const name of namesOf[rank] ?? [])
      if (holdsAll(` ${shard.names.core[name] ?? ''}`, core)) names.add(name)
  }
  return [...names]
}

function holdsAll(whole: string, core: readonly string[]): boolean {
  return core.every((word) => whole.includes(` ${word}`))
}
