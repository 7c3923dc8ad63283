import { type CleanQuery, cleanQuery } from '../reading/clean.ts'
import { type Hypothesis, hypothesesOf } from '../reading/hypotheses.ts'
import { readStreets, type StreetReading } from '../reading/street-readings.ts'
import { type GeocodeAnswer, type GeocodeQuery, notFound } from '../rules.ts'
import { nameLimit } from '../text/street-name.ts'
import { type Candidate, judge } from '../trust.ts'
import type { AddressIndex } from './address-index.ts'
import { communeCandidates, streetCandidate } from './candidates.ts'
import { isForeignCode } from './foreign.ts'
import { scanStreets, searchShard, searchStreets } from './street-search.ts'

/** Errors beyond the limit of trust up to which a street is still shown to a person. */
const SHOWN_BEYOND_LIMIT = 1
/** A reading dearer than the best candidate by this much can neither win nor cast a doubt. */
const RIVAL = 1
/** A name this close was not found by chance. */
const NEARLY = 1
/** What a candidate may cost beside its name without looking found by chance. */
const UNLIKELY = 2
const WAYS_SCANNED = 3

/**
 * Where a query is, in an index. Pure; the commune first, then the street inside it, then the number.
 * Foreign addresses are refused, never snapped to the nearest French name. At most sixteen hypotheses on the commune and
 * six readings of each, each O(s log s) for the s streets of the communes it means; s is every street when it means none.
 */
export function searchIndex(index: AddressIndex, query: GeocodeQuery): GeocodeAnswer {
  const clean = cleanQuery(query, index.gazetteer)
  if (clean.tokens.length === 0 && !clean.postalCode && !clean.inseeCode) return notFound('offline')
  if (clean.foreign) return notFound('offline', ['foreign'])
  const found = candidatesOf(index, clean)
  if (isForeignCode(clean, found)) return notFound('offline', ['foreign'])
  return judge(found, 'offline')
}

/**
 * Every candidate of every reading, by trigrams. When none is nearly the name typed: the commune may be misspelt
 * inside a longer name, then names are compared one by one in the likeliest communes.
 */
function candidatesOf(index: AddressIndex, clean: CleanQuery): Candidate[] {
  const ways = waysOf(index, clean, false)
  const found = tryWays(ways, (way, reading) => alike(index, way.hypothesis, reading, clean))
  if (found.some(isNearlyTyped)) return [...found, ...communesOf(index, ways)]
  const misspelt = waysOf(index, clean, true).filter(
    ({ hypothesis }) => hypothesis.evidence === 'spelling',
  )
  const stretched = tryWays(misspelt, (way, reading) =>
    alike(index, way.hypothesis, reading, clean),
  )
  const communes = communesOf(index, [...ways, ...misspelt])
  if (stretched.some(isNearlyTyped)) return [...found, ...stretched, ...communes]
  const scanned = tryWays(
    [...ways.slice(0, WAYS_SCANNED), ...misspelt.slice(0, WAYS_SCANNED)],
    (way, reading) => scan(index, way.hypothesis, reading, clean),
  )
  return [...found, ...stretched, ...scanned, ...communes]
}

function isNearlyTyped({ nameCost, cost }: Candidate): boolean {
  return nameCost <= NEARLY && cost <= NEARLY + UNLIKELY
}

function waysOf(index: AddressIndex, clean: CleanQuery, misspelt: boolean): Way[] {
  const isLikely = ({ code }: { code: string }) => index.covers(code)
  return hypothesesOf(clean, index.gazetteer, { misspelt, isLikely }).map((hypothesis) => ({
    hypothesis,
    readings: readStreets(hypothesis.words),
  }))
}

function communesOf(index: AddressIndex, ways: readonly Way[]): Candidate[] {
  return ways.flatMap(({ hypothesis, readings }) => communeCandidates(index, hypothesis, readings))
}

type Way = { hypothesis: Hypothesis; readings: readonly StreetReading[] }

/** Candidates of each way to read the query, until those that remain cannot come near the best. */
function tryWays(
  ways: readonly Way[],
  find: (way: Way, reading: StreetReading) => Candidate[],
): Candidate[] {
  const found: Candidate[] = []
  let best = Number.POSITIVE_INFINITY
  for (const way of ways) {
    for (const reading of way.readings) {
      if (way.hypothesis.cost + reading.cost > best + RIVAL) continue
      const candidates = find(way, reading)
      for (const { cost } of candidates) best = Math.min(best, cost)
      found.push(...candidates)
    }
  }
  return found
}

function alike(
  index: AddressIndex,
  hypothesis: Hypothesis,
  reading: StreetReading,
  clean: CleanQuery,
): Candidate[] {
  const limit = nameLimit(reading.name)
  const shown = limit + SHOWN_BEYOND_LIMIT
  const matches =
    hypothesis.communes.length === 0
      ? index.shards.flatMap((shard) => searchShard(reading.name, shard, Math.min(shown, 1)))
      : searchStreets(reading.name, placesOf(index, hypothesis), shown)
  return matches.map((match) => streetCandidate(index, { match, hypothesis, reading, clean }))
}

function scan(
  index: AddressIndex,
  hypothesis: Hypothesis,
  reading: StreetReading,
  clean: CleanQuery,
): Candidate[] {
  const limit = nameLimit(reading.name)
  const matches = scanStreets(reading.name, placesOf(index, hypothesis), limit)
  return matches.map((match) => streetCandidate(index, { match, hypothesis, reading, clean }))
}

function placesOf(index: AddressIndex, { communes }: Hypothesis) {
  return [...new Set(communes.map(({ code }) => code))].flatMap((code) => index.streetsOf(code))
}
