import { compareTypes, NUMBER_NOT_FOUND, STREET_NOT_FOUND } from '../costs.ts'
import type { CleanQuery } from '../reading/clean.ts'
import type { Hypothesis } from '../reading/hypotheses.ts'
import type { StreetReading } from '../reading/street-readings.ts'
import type { Place, Precision } from '../rules.ts'
import { nameLimit, type StreetName } from '../text/street-name.ts'
import { isNumber } from '../text/tokens.ts'
import type { Candidate } from '../trust.ts'
import type { AddressIndex } from './address-index.ts'
import { communePlace, streetPlace, typeOf } from './places.ts'
import type { Shard } from './shard.ts'
import type { StreetMatch } from './street-search.ts'

const OTHER_POSTAL_CODE_OF_COMMUNE = 1
const OTHER_OLD_COMMUNE = 1.5
/** Up to this cost two names differ by their linking words, a year or an initial. */
const SAME_NAME = 0.5

type Found = {
  match: StreetMatch
  hypothesis: Hypothesis
  reading: StreetReading
  clean: CleanQuery
}

/** A street found, with everything that agrees or not with the query. */
export function streetCandidate(
  index: AddressIndex,
  { match, hypothesis, reading, clean }: Found,
): Candidate {
  const { shard, street, nameCost } = match
  const place = streetPlace(shard, street, reading)
  const { type, cost: typeCost } = compareTypes(reading.type, typeOf(shard, street))
  const old = hypothesis.communes.find(({ code }) => code === place.inseeCode)?.old ?? null
  const isSibling =
    hypothesis.postalCode === 'same' &&
    !!clean.postalCode?.known &&
    place.postalCode !== clean.postalCode.code
  const numberMissing = reading.number !== null && place.precision !== 'housenumber'
  const otherOld = old !== null && place.oldInseeCode !== old && saysOld(shard, place, old)
  return {
    place,
    nameCost,
    nameLimit: trustLimit(index, reading.name, match),
    asked: reading.number === null ? 'street' : 'housenumber',
    type,
    commune: otherOld ? 'contradicted' : hypothesis.evidence,
    postalCode: isSibling ? 'sibling' : hypothesis.postalCode,
    covered: true,
    cost:
      hypothesis.cost +
      reading.cost +
      nameCost +
      typeCost +
      (numberMissing ? NUMBER_NOT_FOUND : 0) +
      (isSibling ? OTHER_POSTAL_CODE_OF_COMMUNE : 0) +
      (otherOld ? OTHER_OLD_COMMUNE : 0),
  }
}

/** Whether the base tells the old communes here: then a street that is not said to be in Lomme is not in Lomme. */
function saysOld({ olds }: Shard, { oldInseeCode }: Place, asked: string): boolean {
  return oldInseeCode !== null || olds.some(({ code }) => code === asked)
}

/**
 * Errors this match may hold and be trusted. A name that some other street bears is no slip for this one (rue du
 * Port, rue du Pont), unless it only leaves words out (rue Gambetta, rue Léon Gambetta).
 */
function trustLimit(
  index: AddressIndex,
  typed: StreetName,
  { shard, street, nameCost }: StreetMatch,
): number {
  const limit = nameLimit(typed)
  if (nameCost <= SAME_NAME || nameCost > limit || !index.bears(typed.core)) return limit
  const real = (shard.names.core[shard.streets.name[street] ?? 0] ?? '').split(' ')
  return typed.core.split(' ').every((word) => real.includes(word)) ? limit : SAME_NAME
}

/** The communes of a hypothesis themselves: what was asked when no street is, the fallback otherwise. */
export function communeCandidates(
  index: AddressIndex,
  hypothesis: Hypothesis,
  readings: readonly StreetReading[],
): Candidate[] {
  const asked = askedOf(hypothesis, readings)
  return hypothesis.communes.map((commune) => ({
    place: communePlace(index, commune),
    nameCost: 0,
    nameLimit: 0,
    asked,
    type: 'same',
    commune: hypothesis.evidence,
    postalCode: hypothesis.postalCode,
    covered: index.covers(commune.code),
    cost: hypothesis.cost + (asked === 'municipality' ? 0 : STREET_NOT_FOUND),
  }))
}

/** Figures that are no street (a phone number, a code) ask for something that was not found. */
function askedOf({ words }: Hypothesis, readings: readonly StreetReading[]): Precision {
  if (readings.length === 0) return words.some(isNumber) ? 'housenumber' : 'municipality'
  return readings.some(({ number }) => number !== null) ? 'housenumber' : 'street'
}
