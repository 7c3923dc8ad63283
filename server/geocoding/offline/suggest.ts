import type { Commune } from '../communes/catalogue.ts'
import { findPostalCode } from '../reading/codes.ts'
import type { Suggestion } from '../rules.ts'
import { typeAt } from '../text/street-name.ts'
import { isNumber, type Token, tokenize } from '../text/tokens.ts'
import { scoreOf } from '../trust.ts'
import type { AddressIndex } from './address-index.ts'
import { communesBeginning } from './commune-names.ts'
import { communePlace, streetPlace } from './places.ts'
import { type BegunStreet, type RankedStreet, streetsBegun } from './suggest-streets.ts'

const LONGEST_COMMUNE = 5

type Ranked = Suggestion & { cost: number; population: number }

/**
 * Addresses, streets and communes whose beginning is typed, best first: the last word may be unfinished, the
 * commune may follow the street (« 12 rue past arment »). Equal ones: the more populated commune first. At most six ways
 * to part street and commune; for each, in each shard, O(log words) to find the last word, then the names that hold it
 * and at most 3,000 of their streets.
 */
export function suggestIn(index: AddressIndex, text: string, limit: number): Suggestion[] {
  const { tokens, postalCode } = findPostalCode(tokenize(text), index.gazetteer)
  const inCode = postalCode?.known ? index.gazetteer.ofPostalCode(postalCode.code) : null
  const found = new Map<string, Ranked>()
  for (const begun of waysToSplit(index, readNumber(tokens), inCode))
    for (const place of placesOf(index, begun, limit))
      if (!found.has(place.label)) found.set(place.label, place)
  return [...found.values()]
    .sort((a, b) => a.cost - b.cost || b.population - a.population || (a.label < b.label ? -1 : 1))
    .slice(0, limit)
    .map(({ cost, population, ...suggestion }) => suggestion)
}

type Numbered = Pick<BegunStreet, 'number' | 'suffix' | 'words'>

function readNumber(tokens: readonly Token[]): Numbered {
  const [first, second] = tokens
  if (!first || !isNumber(first) || first.ordinal)
    return { number: null, suffix: '', words: tokens }
  const isSuffix =
    second && /^(bis|ter|quater|[a-z])$/.test(second.text) && typeAt(tokens, 2).type !== ''
  return {
    number: Number(first.text),
    suffix: isSuffix ? second.text : '',
    words: tokens.slice(isSuffix ? 2 : 1),
  }
}

/** Every place where the street may end and the commune begin, the street alone included. */
function waysToSplit(
  index: AddressIndex,
  numbered: Numbered,
  inCode: readonly Commune[] | null,
): BegunStreet[] {
  const { words } = numbered
  const ways: BegunStreet[] = [
    { ...numbered, communes: inCode && byCode(inCode), finished: inCode !== null },
  ]
  for (let at = Math.max(0, words.length - LONGEST_COMMUNE); at < words.length; at++) {
    const begun = communesBeginning(
      index,
      words.slice(at).map(({ text }) => text),
    )
    const communes = begun.filter(
      ({ code }) => !inCode || inCode.some((other) => other.code === code),
    )
    if (communes.length > 0)
      ways.push({
        ...numbered,
        words: words.slice(0, at),
        communes: byCode(communes),
        finished: true,
      })
  }
  return ways
}

function byCode(communes: readonly Commune[]): Map<string, Commune> {
  return new Map(communes.map((commune) => [commune.code, commune]))
}

function placesOf(index: AddressIndex, begun: BegunStreet, limit: number): Ranked[] {
  if (begun.words.length > 0)
    return streetsBegun(index, begun, limit).map((street) => suggestedStreet(street, begun))
  if (begun.number !== null || !begun.communes) return []
  return [...begun.communes.values()].map((commune) => suggestedCommune(index, commune))
}

function suggestedStreet(
  { shard, street, cost, population }: RankedStreet,
  begun: BegunStreet,
): Ranked {
  const place = streetPlace(shard, street, begun)
  const name = shard.names.written[shard.streets.name[street] ?? 0] ?? ''
  const isNumbered = place.precision === 'housenumber'
  const housenumber = isNumbered ? [begun.number, begun.suffix].filter(Boolean).join(' ') : null
  return {
    ...place,
    score: scoreOf(cost),
    name: housenumber ? `${housenumber} ${name}` : name,
    housenumber,
    cost,
    population,
  }
}

function suggestedCommune(index: AddressIndex, commune: Commune): Ranked {
  const { name, population } = commune
  return { ...communePlace(index, commune), score: 1, name, housenumber: null, cost: 0, population }
}
