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
  const best = new Best(limit)
  for (const shard of index.shards) rankStreets(index, shard, { begun, core, type, best })
  return best.streets
}

/** The cheapest streets seen so far, best first; of two equal ones, the first seen. */
class Best {
  readonly streets: RankedStreet[] = []
  constructor(private readonly limit: number) {}

  /** Whether a street of this cost, at least, may still enter. */
  admits(cost: number, population: number): boolean {
    const last = this.streets[this.limit - 1]
    return !last || cost < last.cost || (cost === last.cost && population > last.population)
  }

  add(street: RankedStreet): void {
    if (!this.admits(street.cost, street.population)) return
    let at = this.streets.length
    while (at > 0 && isBefore(street, this.streets[at - 1])) at--
    this.streets.splice(at, 0, street)
    if (this.streets.length > this.limit) this.streets.pop()
  }
}

function isBefore(a: RankedStreet, b: RankedStreet | undefined): boolean {
  return !!b && (a.cost < b.cost || (a.cost === b.cost && a.population > b.population))
}

type Asked = { begun: BegunStreet; core: string; type: string; best: Best }

function rankStreets(index: AddressIndex, shard: Shard, { begun, core, type, best }: Asked): void {
  const { streetsOf } = wordIndexOf(shard)
  let seen = 0
  for (const name of namesBeginning(shard, core.split(' '), begun.finished)) {
    const real = shard.types[shard.names.type[name] ?? 0] ?? ''
    const typeCost = type === real ? 0 : type === '' ? TYPE_UNTYPED : TYPE_DIFFERS
    const nameCost = typeCost + restCost(shard.names.core[name] ?? '', core)
    const streets = streetsOf(name)
    if (!begun.communes && !best.admits(nameCost, Number.POSITIVE_INFINITY)) {
      seen += streets.length
      if (seen >= STREETS_LOOKED_AT) return
      continue
    }
    for (const street of streets) {
      const { code } = communeOf(shard, street)
      if (begun.communes && !begun.communes.has(code)) continue
      const population = index.gazetteer.ofCode(code)?.population ?? 0
      if (best.admits(nameCost, population)) {
        const cost = nameCost + numberCost(shard, street, begun)
        best.add({ shard, street, cost, population })
      }
      if (++seen >= STREETS_LOOKED_AT) return
    }
  }
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
      if (holdsAll(shard.names.core[name] ?? '', core)) names.add(name)
  }
  return [...names]
}

/** Whether each word typed begins some word of the name. */
function holdsAll(name: string, core: readonly string[]): boolean {
  return core.every((word) => name.startsWith(word) || name.includes(` ${word}`))
}
