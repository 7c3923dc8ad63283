import type { Commune } from '../communes/catalogue.ts'
import { findPostalCode } from '../reading/codes.ts'
import { type ScoredPlace, type Suggestion, scoreOf } from '../rules.ts'
import { nameOf, typeAt } from '../text/street-name.ts'
import { isNumber, type Token, tokenize } from '../text/tokens.ts'
import type { AddressIndex } from './address-index.ts'
import { communesBeginning } from './commune-names.ts'
import { communeOf, communePlace, streetPlace } from './places.ts'
import type { Shard } from './shard.ts'
import { rangeOfPrefix, wordIndexOf } from './word-index.ts'

const SHORTEST_WORD = 2
const LONGEST_COMMUNE = 5
/** More names than this begin so: too early to suggest well, the first ones will do. */
const NAMES_LOOKED_AT = 2000
const STREETS_KEPT = 4000
/** A name alone may be that of a commune, which then comes first. */
const TYPE_UNTYPED = 0.05
const TYPE_DIFFERS = 1
const NUMBER_UNKNOWN = 0.4
const NOT_AT_START = 0.5

/**
 * Addresses, streets and communes whose beginning is typed, best first: the last word may be unfinished, the
 * commune may follow the street (« 12 rue past arment »). Equal ones: the more populated commune first.
 */
export function suggestIn(index: AddressIndex, text: string, limit: number): Suggestion[] {
  const { tokens, postalCode } = findPostalCode(tokenize(text), index.gazetteer)
  const inCode = postalCode?.known
    ? new Set(index.gazetteer.ofPostalCode(postalCode.code).map(({ code }) => code))
    : null
  const typed = readTyped(tokens)
  const found = new Map<string, Suggestion & { cost: number; population: number }>()
  for (const split of splitsOf(index, typed.words, inCode))
    for (const place of placesOf(index, typed, split))
      if (!found.has(place.label)) found.set(place.label, place)
  return [...found.values()]
    .sort((a, b) => a.cost - b.cost || b.population - a.population || (a.label < b.label ? -1 : 1))
    .slice(0, limit)
    .map(({ cost, population, ...suggestion }) => suggestion)
}

type Typed = { number: number | null; suffix: string; words: Token[] }
/** Words of the street, and the communes it may be in: null for any. */
type Split = { street: Token[]; communes: Map<string, Commune> | null; finished: boolean }
type Ranked = Suggestion & { cost: number; population: number }

function readTyped(tokens: readonly Token[]): Typed {
  const [first, second] = tokens
  if (!first || !isNumber(first) || first.ordinal)
    return { number: null, suffix: '', words: [...tokens] }
  const suffix =
    second && /^(bis|ter|quater|[a-z])$/.test(second.text) && typeAt(tokens, 2).type
      ? second.text
      : ''
  return { number: Number(first.text), suffix, words: tokens.slice(suffix ? 2 : 1) }
}

/** Every way to end the street and begin the commune, the street alone included. */
function splitsOf(
  index: AddressIndex,
  words: readonly Token[],
  inCode: ReadonlySet<string> | null,
): Split[] {
  const any = inCode ? communesIn(index, inCode) : null
  const splits: Split[] = [{ street: [...words], communes: any, finished: inCode !== null }]
  for (let at = Math.max(0, words.length - LONGEST_COMMUNE); at < words.length; at++) {
    const begun = communesBeginning(
      index,
      words.slice(at).map(({ text }) => text),
    )
    const kept = begun.filter(({ code }) => !inCode || inCode.has(code))
    const communes = new Map(kept.map((commune) => [commune.code, commune]))
    if (communes.size > 0) splits.push({ street: words.slice(0, at), communes, finished: true })
  }
  return splits
}

function communesIn(index: AddressIndex, codes: ReadonlySet<string>): Map<string, Commune> {
  const known = [...codes].flatMap((code) => index.gazetteer.ofCode(code) ?? [])
  return new Map(known.map((commune) => [commune.code, commune]))
}

function placesOf(
  index: AddressIndex,
  typed: Typed,
  { street, communes, finished }: Split,
): Ranked[] {
  if (street.length === 0)
    return typed.number === null && communes
      ? [...communes.values()].map((commune) => suggestedCommune(index, commune))
      : []
  const { type, length, adjective } = typeAt(street, 0)
  const words = [...adjective, ...street.slice(length).map(({ text }) => text)]
  const { core } = nameOf(words)
  if (core.replaceAll(' ', '').length < SHORTEST_WORD) return []
  return index.shards.flatMap((shard) =>
    streetsBeginning(shard, { core: core.split(' '), finished, communes }).map(
      ({ street: rank, cost }) =>
        suggestedStreet(index, { shard, street: rank, cost, type, typed }),
    ),
  )
}

function streetsBeginning(
  shard: Shard,
  {
    core,
    finished,
    communes,
  }: { core: readonly string[]; finished: boolean; communes: Map<string, Commune> | null },
): { street: number; cost: number }[] {
  const found: { street: number; cost: number }[] = []
  for (const name of namesBeginning(shard, core, finished)) {
    const whole = ` ${shard.names.core[name] ?? ''}`
    const cost = whole.startsWith(` ${core.join(' ')}`)
      ? (whole.length - core.join(' ').length - 1) / 100
      : NOT_AT_START
    for (const street of wordIndexOf(shard).streetsOf(name)) {
      if (communes && !communes.has(communeOf(shard, street).code)) continue
      found.push({ street, cost })
      if (found.length >= STREETS_KEPT) return found
    }
  }
  return found
}

/** Names that hold every word; the last word may be the beginning of one of theirs. */
function namesBeginning(shard: Shard, core: readonly string[], finished: boolean): number[] {
  const { words, namesOf } = wordIndexOf(shard)
  const last = core.at(-1) ?? ''
  const [from, to] = rangeOfPrefix(words, last)
  const names: number[] = []
  for (let rank = from; rank < to && names.length < NAMES_LOOKED_AT; rank++) {
    if (finished && core.length > 1 && words[rank] !== last && rank > from) break
    for (const name of namesOf[rank] ?? [])
      if (holdsAll(` ${shard.names.core[name] ?? ''}`, core)) names.push(name)
  }
  return names
}

function holdsAll(whole: string, core: readonly string[]): boolean {
  return core.every((word) => whole.includes(` ${word}`))
}

type Street = { shard: Shard; street: number; cost: number; type: string; typed: Typed }

function suggestedStreet(
  index: AddressIndex,
  { shard, street, cost, type, typed }: Street,
): Ranked {
  const place = streetPlace(shard, street, typed)
  const name = shard.names.written[shard.streets.name[street] ?? 0] ?? ''
  const real = shard.types[shard.names.type[shard.streets.name[street] ?? 0] ?? 0] ?? ''
  const isNumbered = place.precision === 'housenumber'
  const housenumber = isNumbered ? [typed.number, typed.suffix].filter(Boolean).join(' ') : null
  const typeCost = type === real ? 0 : type === '' ? TYPE_UNTYPED : TYPE_DIFFERS
  const whole = cost + typeCost + (typed.number !== null && !isNumbered ? NUMBER_UNKNOWN : 0)
  const shown = housenumber ? `${housenumber} ${name}` : name
  return {
    ...scoredPlace(place, whole),
    name: shown,
    housenumber,
    cost: whole,
    population: populationOf(index, place.inseeCode),
  }
}

function suggestedCommune(index: AddressIndex, commune: Commune): Ranked {
  const place = communePlace(index, commune)
  return {
    ...scoredPlace(place, 0),
    name: commune.name,
    housenumber: null,
    cost: 0,
    population: commune.population,
  }
}

function scoredPlace(place: Omit<ScoredPlace, 'score'>, cost: number): ScoredPlace {
  return { ...place, score: scoreOf(cost) }
}

function populationOf(index: AddressIndex, code: string): number {
  return index.gazetteer.ofCode(code)?.population ?? 0
}
