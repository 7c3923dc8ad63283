import type { Commune } from '../communes/catalogue.ts'
import { communeKeys, keysOf } from '../communes/name-keys.ts'
import type { AddressIndex } from './address-index.ts'
import { rangeOfPrefix } from './word-index.ts'

type Sorted = { keys: string[]; communes: Commune[] }

const KEPT = 20
const SHORTEST = 2
const sortedOf = new WeakMap<AddressIndex, Sorted>()

/** Communes with addresses (all of them when there are none) whose name begins with these words, most populated first. */
export function communesBeginning(index: AddressIndex, words: readonly string[]): Commune[] {
  const { whole } = keysOf(words)
  if (whole.length < SHORTEST) return []
  const { keys, communes } = sortedNames(index)
  const [from, to] = rangeOfPrefix(keys, whole)
  return communes
    .slice(from, to)
    .sort((a, b) => b.population - a.population)
    .slice(0, KEPT)
}

/** Names in the order of their keys, with and without their article. */
function sortedNames(index: AddressIndex): Sorted {
  const known = sortedOf.get(index)
  if (known) return known
  const named = index.gazetteer.communes
    .filter(({ code }) => index.covers(code))
    .flatMap((commune) => keysToTry(commune.name).map((key) => ({ key, commune })))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  const sorted = {
    keys: named.map(({ key }) => key),
    communes: named.map(({ commune }) => commune),
  }
  sortedOf.set(index, sorted)
  return sorted
}

function keysToTry(name: string): string[] {
  const { whole } = communeKeys(name)
  const bare = communeKeys(name.replace(/^(?:la|le|les) |^l['’]/i, '')).whole
  return bare === whole ? [whole] : [whole, bare]
}
