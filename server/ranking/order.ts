import type { Day } from '../calendar/rules.ts'
import { freshnessOf } from './freshness.ts'
import { freePlaces } from './places.ts'
import type { Candidate, Household, Precedence, RankedDoctor } from './rules.ts'

/** What the order compares. */
export type Ordered = Omit<RankedDoctor, 'reasons'>

/** A doctor who can take the household, that many kilometres away, as the order compares them. */
export function ordered(
  { languages }: Household,
  candidate: Candidate,
  { km, bandKm, today }: { km: number; bandKm: number; today: Day },
): Ordered {
  return {
    id: candidate.id,
    km,
    band: bandOf(km, bandKm),
    freshness: freshnessOf(candidate.confirmedOn, today, candidate.isDoubted),
    speaksLanguage: languages.some((code) => candidate.languages.includes(code)),
    freePlaces: freePlaces(candidate),
    solicited: candidate.solicited,
  }
}

/** Distance band of a practice; with `bandKm` 0 the distance itself, so that only equal distances share a band. */
export function bandOf(km: number, bandKm: number): number {
  return bandKm > 0 ? Math.floor(km / bandKm) : km
}

/**
 * The published order: band, fresh before to-reconfirm, spoken language, solicitations ÷ free places (least first),
 * kilometres, id. A total order: two doctors are equal only when they have the same id.
 */
export function inPublishedOrder(a: Ordered, b: Ordered): number {
  return a.band - b.band || bySoftKeys(a, b) || a.km - b.km || byText(a.id, b.id)
}

/** Adds `ahead_of` to each doctor put before a nearer one of the same band, with the key that decided. */
export function comparedWithNearer(ranked: readonly RankedDoctor[]): RankedDoctor[] {
  return ranked.map((doctor, rank) => {
    const nearer = nextNearerOfBand(ranked, rank)
    if (nearer === undefined) return doctor
    const reason = { code: 'ahead_of', id: nearer.id, because: precedence(doctor, nearer) } as const
    return { ...doctor, reasons: [...doctor.reasons, reason] }
  })
}

function nextNearerOfBand(ranked: readonly RankedDoctor[], rank: number): RankedDoctor | undefined {
  const doctor = ranked[rank]
  for (let next = rank + 1; next < ranked.length; next += 1) {
    const other = ranked[next]
    if (!doctor || !other || other.band !== doctor.band) return undefined
    if (other.km < doctor.km) return other
  }
  return undefined
}

function precedence(first: Ordered, second: Ordered): Precedence {
  if (byFreshness(first, second) !== 0) return 'fresher'
  return byLanguage(first, second) !== 0 ? 'language' : 'less_solicited'
}

function bySoftKeys(a: Ordered, b: Ordered): number {
  return byFreshness(a, b) || byLanguage(a, b) || bySolicitations(a, b)
}

function byFreshness(a: Ordered, b: Ordered): number {
  return Number(a.freshness !== 'fresh') - Number(b.freshness !== 'fresh')
}

function byLanguage(a: Ordered, b: Ordered): number {
  return Number(b.speaksLanguage) - Number(a.speaksLanguage)
}

/** Cross-multiplied, so that equal ratios are equal: 1 ÷ 3 and 2 ÷ 6. */
function bySolicitations(a: Ordered, b: Ordered): number {
  return a.solicited * b.freePlaces - b.solicited * a.freePlaces
}

/** By code unit, whatever the machine's language. */
export function byText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
