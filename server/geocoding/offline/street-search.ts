import { typingErrors } from '../text/edit-distance.ts'
import { nameDistance, type StreetName } from '../text/street-name.ts'
import type { CommuneStreets } from './address-index.ts'
import type { Shard } from './shard.ts'
import { gramsOf } from './trigrams.ts'

/** A street, and how far its name is from the one typed, in typing errors. */
export type StreetMatch = { shard: Shard; street: number; nameCost: number }

const LEAST_ALIKE = 0.15
/** Names compared letter by letter, for one reading in one commune: the trigrams rank them well enough. */
const NAMES_COMPARED = 12
let counts = new Uint8Array(4096)

/**
 * Streets of these communes whose name is within `limit` typing errors of the name typed, in no order.
 * Dice coefficient (L. R. Dice, Ecology 26, 1945) on trigrams of sounds first, then letter by letter on the names most
 * alike (filter, then verify). O(s log s) for the s streets that share a trigram, and a dozen names compared.
 */
export function searchStreets(
  name: StreetName,
  places: readonly CommuneStreets[],
  limit: number,
): StreetMatch[] {
  const grams = gramsOf(name.sound)
  return places.flatMap(({ shard, commune: { firstStreet: from, endStreet: to } }) =>
    verified(shard, mostAlike(shard, { from, to, grams }), name, limit),
  )
}

/**
 * The same with every name of the communes compared, missing and extra words apart: a short name with a slip
 * shares too few trigrams to be found by them. Time grows with the streets of the communes.
 */
export function scanStreets(
  name: StreetName,
  places: readonly CommuneStreets[],
  limit: number,
): StreetMatch[] {
  const typed = name.core.replaceAll(' ', '')
  const matches: StreetMatch[] = []
  for (const { shard, commune } of places) {
    const { names, streets } = shard
    let last = -1
    let nameCost = 0
    for (let street = commune.firstStreet; street < commune.endStreet; street++) {
      const rank = streets.name[street] ?? 0
      const joined = names.joined[rank] ?? ''
      if (Math.abs(joined.length - typed.length) > limit) continue
      if (rank !== last)
        nameCost =
          typingErrors(typed, joined, limit) > limit
            ? limit + 1
            : nameDistance(name, nameAt(shard, rank))
      last = rank
      if (nameCost <= limit) matches.push({ shard, street, nameCost })
    }
  }
  return matches
}

/** The same in a whole shard at once, for a street without a commune: s may be all its streets. */
export function searchShard(name: StreetName, shard: Shard, limit: number): StreetMatch[] {
  const range = { from: 0, to: shard.streets.name.length, grams: gramsOf(name.sound) }
  return verified(shard, mostAlike(shard, range), name, limit)
}

type Alike = { name: number; dice: number; streets: number[] }

/** Names of a range of streets, most trigrams in common first, with the streets that bear each. */
function mostAlike(shard: Shard, range: { from: number; to: number; grams: Uint16Array }): Alike[] {
  const touched = countCommon(shard, range)
  const names = new Map<number, Alike>()
  for (const street of touched) {
    const common = counts[street - range.from] ?? 0
    counts[street - range.from] = 0
    const name = shard.streets.name[street] ?? 0
    const dice = (2 * common) / (range.grams.length + (shard.names.grams[name] ?? 0))
    if (dice < LEAST_ALIKE) continue
    const known = names.get(name)
    if (known) known.streets.push(street)
    else names.set(name, { name, dice, streets: [street] })
  }
  return [...names.values()].sort((a, b) => b.dice - a.dice || a.name - b.name)
}

/** Leaves in `counts`, from the start of the range, how many trigrams each street shares; tells which share any. */
function countCommon(
  { postings }: Shard,
  { from, to, grams }: { from: number; to: number; grams: Uint16Array },
): number[] {
  if (counts.length < to - from) counts = new Uint8Array(2 * (to - from))
  const touched: number[] = []
  for (const gram of grams) {
    const end = postings.starts[gram + 1] ?? 0
    for (
      let i = lowerBound(postings.streets, {
        from: postings.starts[gram] ?? 0,
        to: end,
        value: from,
      });
      i < end;
      i++
    ) {
      const street = postings.streets[i] ?? 0
      if (street >= to) break
      const seen = counts[street - from] ?? 0
      if (seen === 0) touched.push(street)
      counts[street - from] = seen + 1
    }
  }
  return touched
}

function verified(
  shard: Shard,
  alike: readonly Alike[],
  typed: StreetName,
  limit: number,
): StreetMatch[] {
  let compared = 0
  let lastCore = ''
  const matches: StreetMatch[] = []
  for (const { name, streets } of alike) {
    const real = nameAt(shard, name)
    if (real.core !== lastCore && compared++ >= NAMES_COMPARED) break
    lastCore = real.core
    const nameCost = nameDistance(typed, real)
    if (nameCost <= limit) matches.push(...streets.map((street) => ({ shard, street, nameCost })))
  }
  return matches
}

function nameAt({ names }: Shard, rank: number): StreetName {
  return {
    core: names.core[rank] ?? '',
    sound: names.sound[rank] ?? '',
    links: names.links[rank] ?? 0,
  }
}

function lowerBound(
  values: Uint32Array,
  { from, to, value }: { from: number; to: number; value: number },
): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((values[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
