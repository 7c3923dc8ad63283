import { typingErrors } from '../text/edit-distance.ts'
import type { Commune } from './catalogue.ts'
import { HashTable, hashOf } from './hash-table.ts'
import { type CommuneKeys, communeKeys, keysOf } from './name-keys.ts'

/** A commune that answers to a name, and how: whole, without its linking words, misspelt, by its first words. */
export type NameMatch = { commune: Commune; quality: 'exact' | 'core' | 'spelling' | 'prefix' }

/** How far a name may be stretched. Only `isLikely` communes answer to less than their whole name. */
export type NameSearch = { misspelt: boolean; isLikely: (commune: Commune) => boolean }

/** Below this length one letter of difference is another commune more often than a slip. */
const SHORTEST_MISSPELT = 4
const SHORTEST_PREFIX = 3

/**
 * Names and postal codes of communes. A name is found exactly, without its linking words, by its first words
 * (Marcq), or with one typing error (a deletion index, where both sides lose each letter in turn: W. Garbe, SymSpell).
 * Build: O(n log n) in names; question: the square of its letters at most, and the communes that answer.
 */
export class Gazetteer {
  private readonly keys: readonly CommuneKeys[]
  private readonly exact: HashTable
  private readonly core: HashTable
  private readonly prefixes: HashTable
  private deletions: HashTable | undefined
  private readonly byPostalCode = new Map<string, Commune[]>()
  private readonly byCode = new Map<string, Commune>()

  constructor(readonly communes: readonly Commune[]) {
    this.keys = communes.map(({ name }) => communeKeys(name))
    this.exact = tableOf(this.keys, ({ whole }) => [hashOf(whole)])
    this.core = tableOf(this.keys, ({ core }) => [hashOf(core)])
    this.prefixes = tableOf(this.keys, ({ words }) =>
      prefixesOf(words).map((prefix) => hashOf(prefix)),
    )
    for (const commune of communes) this.file(commune)
  }

  /** Communes whose name is these words, surest kinds first. */
  named(words: readonly string[], { misspelt, isLikely }: NameSearch): NameMatch[] {
    const { whole, core } = keysOf(words)
    const exact = this.matching(
      this.exact.find(hashOf(whole)),
      'exact',
      (key) => key.whole === whole,
    )
    if (core === '') return exact
    const loose = exact.length > 0 ? [] : this.loosely(core)
    const right = [...exact, ...loose.filter(({ commune }) => isLikely(commune))]
    if (exact.some(({ commune }) => isLikely(commune))) return right
    const slips = misspelt && right.length === exact.length ? this.misspelt(whole) : []
    const others = [...this.begun(core), ...slips].filter(({ commune }) => isLikely(commune))
    return [
      ...right,
      ...others.filter(({ commune }) => !right.some((match) => match.commune === commune)),
    ]
  }

  /** Communes of a postal code; empty when it is not one (a CEDEX code, a typing error). */
  ofPostalCode(code: string): readonly Commune[] {
    return this.byPostalCode.get(code) ?? []
  }

  /** The commune of an INSEE code, that of an old commune included. */
  ofCode(inseeCode: string): Commune | undefined {
    return this.byCode.get(inseeCode)
  }

  private loosely(core: string): NameMatch[] {
    return this.matching(this.core.find(hashOf(core)), 'core', (key) => key.core === core)
  }

  private begun(core: string): NameMatch[] {
    if (core.length < SHORTEST_PREFIX) return []
    return this.matching(this.prefixes.find(hashOf(core)), 'prefix', (key) =>
      key.core.startsWith(core),
    )
  }

  private misspelt(whole: string): NameMatch[] {
    if (whole.length < SHORTEST_MISSPELT) return []
    this.deletions ??= tableOf(this.keys, ({ whole: key }) => shortened(key))
    const ids = new Set<number>()
    for (const hash of shortened(whole)) for (const id of this.deletions.find(hash)) ids.add(id)
    return this.matching([...ids], 'spelling', (key) => typingErrors(whole, key.whole, 1) === 1)
  }

  private matching(
    ids: readonly number[],
    quality: NameMatch['quality'],
    isIt: (key: CommuneKeys) => boolean,
  ): NameMatch[] {
    if (ids.length === 0) return []
    const matches: NameMatch[] = []
    for (const id of ids) {
      const key = this.keys[id]
      const commune = this.communes[id]
      if (key && commune && isIt(key)) matches.push({ commune, quality })
    }
    return matches
  }

  private file(commune: Commune): void {
    if (commune.old !== null) {
      if (!this.byCode.has(commune.old)) this.byCode.set(commune.old, commune)
      return
    }
    this.byCode.set(commune.code, commune)
    for (const code of commune.postalCodes) {
      const others = this.byPostalCode.get(code)
      if (others) others.push(commune)
      else this.byPostalCode.set(code, [commune])
    }
  }
}

function tableOf(
  keys: readonly CommuneKeys[],
  hashesOf: (key: CommuneKeys) => number[],
): HashTable {
  const hashes: number[] = []
  const ids: number[] = []
  for (const [id, key] of keys.entries()) {
    for (const hash of hashesOf(key)) {
      hashes.push(hash)
      ids.push(id)
    }
  }
  return new HashTable(hashes, ids)
}

/** Hashes of a key and of the same without each of its letters in turn. */
function shortened(key: string): number[] {
  if (key.length < SHORTEST_MISSPELT) return [hashOf(key)]
  const hashes = [hashOf(key)]
  for (let i = 0; i < key.length; i++) hashes.push(hashOf(key, i))
  return hashes
}

/** Beginnings of a name, whole words only; « Saint » begins too many names to mean one. */
function prefixesOf(words: readonly string[]): string[] {
  return words
    .slice(0, -1)
    .map((_, i) => words.slice(0, i + 1).join(''))
    .filter((prefix) => prefix.length >= SHORTEST_PREFIX && !/^sainte?s?$/.test(prefix))
}
