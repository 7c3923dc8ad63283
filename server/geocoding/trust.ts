import { metresBetween } from './nearby.ts'
import {
  type Doubt,
  type GeocodeAnswer,
  notFound,
  type Place,
  type Precision,
  type ScoredPlace,
} from './rules.ts'

/** A place found for a reading of the query, with what agrees and what does not. Costs are in typing errors. */
export type Candidate = {
  place: Place
  /** Everything that disagrees, summed: the order of candidates. */
  cost: number
  /** Distance between the street typed and the street found. */
  nameCost: number
  nameLimit: number
  asked: Precision
  type: 'same' | 'missing' | 'differs'
  /** `prefix`: the name typed is also that, or the beginning of that, of other communes. */
  commune: 'named' | 'spelling' | 'prefix' | 'contradicted' | 'postal_code' | 'none'
  postalCode: 'same' | 'sibling' | 'other' | 'unknown' | 'absent'
  covered: boolean
}

/** Two positions closer than this are one doorstep for choosing a doctor. */
const SAME_PLACE_METRES = 150
/** A misspelt street needs a whole typing error of advance on the next; an exact one needs less. */
const MARGIN = 1
const EXACT_MARGIN = 0.4
const CANDIDATES_KEPT = 8

/**
 * The answer to give from every candidate found, in any order.
 * Trusted only when precision, type, postal code and commune agree and no other place is nearly as good.
 */
export function judge(found: readonly Candidate[], source: GeocodeAnswer['source']): GeocodeAnswer {
  const ordered = distinct([...found].sort((a, b) => a.cost - b.cost || compareLabels(a, b)))
  const [best, second] = ordered
  if (!best) return notFound(source)
  const doubts = doubtsOf(best, second)
  const trusted = doubts.every((doubt) => doubt === 'postal_code_corrected')
  return {
    status: trusted ? 'ok' : 'to_locate',
    source,
    ...scored(best),
    doubts,
    candidates: ordered.slice(0, CANDIDATES_KEPT).map(scored),
  }
}

/** Cost in typing errors to a score from 1 (nothing differs) towards 0. */
export function scoreOf(cost: number): number {
  return Math.round(Math.exp(-cost / 4) * 1000) / 1000
}

function scored({ place, cost }: Candidate): ScoredPlace {
  return { ...place, score: scoreOf(cost) }
}

function doubtsOf(best: Candidate, second: Candidate | undefined): Doubt[] {
  return [...precisionDoubts(best), ...communeDoubts(best), ...rivalDoubts(best, second)]
}

function precisionDoubts({ place, asked, type, nameCost, nameLimit }: Candidate): Doubt[] {
  if (place.precision === 'municipality')
    return asked === 'municipality' ? [] : ['street_not_found']
  const doubts: Doubt[] = []
  if (asked === 'housenumber' && place.precision === 'street') doubts.push('number_not_found')
  if (type === 'differs') doubts.push('type_differs')
  if (type === 'missing') doubts.push('type_missing')
  if (nameCost > nameLimit) doubts.push('street_uncertain')
  return doubts
}

function communeDoubts(best: Candidate): Doubt[] {
  const doubts: Doubt[] = []
  if (!best.covered) doubts.push('outside_index')
  if (best.commune === 'none') doubts.push('commune_missing')
  if (isCommuneUncertain(best)) doubts.push('commune_uncertain')
  if (best.postalCode === 'other')
    doubts.push(mayCorrectPostalCode(best) ? 'postal_code_corrected' : 'postal_code_differs')
  return doubts
}

/** A misspelt or shortened commune is believed when its postal code, or a whole exact address, confirms it. */
function isCommuneUncertain({ commune, postalCode, place, nameCost }: Candidate): boolean {
  if (commune === 'contradicted') return true
  if (commune !== 'spelling' && commune !== 'prefix') return false
  if (postalCode === 'same' || postalCode === 'sibling') return false
  return commune === 'prefix' || place.precision !== 'housenumber' || nameCost > 0.5
}

function mayCorrectPostalCode({ commune, place, nameCost }: Candidate): boolean {
  return commune === 'named' && place.precision !== 'municipality' && nameCost <= 0.5
}

function rivalDoubts(best: Candidate, second: Candidate | undefined): Doubt[] {
  if (!second) return []
  const margin = best.nameCost === 0 ? EXACT_MARGIN : MARGIN
  return second.cost - best.cost < margin ? ['several_candidates'] : []
}

function distinct(ordered: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = []
  for (const candidate of ordered) {
    if (kept.length >= CANDIDATES_KEPT) break
    if (!kept.some(({ place }) => isSamePlace(place, candidate.place))) kept.push(candidate)
  }
  return kept
}

function isSamePlace(a: Place, b: Place): boolean {
  if (a.inseeCode !== b.inseeCode) return false
  if (a.precision !== b.precision) return false
  if (a.precision === 'municipality') return true
  if (a.precision === 'street') return streetOf(a) === streetOf(b)
  return !!a.position && !!b.position && metresBetween(a.position, b.position) < SAME_PLACE_METRES
}

/** One street may run through several postal codes of its commune, but two old communes hold two streets. */
function streetOf({ label, postalCode, oldInseeCode }: Place): string {
  return `${label.replace(` ${postalCode} `, ' ')}|${oldInseeCode ?? ''}`
}

function compareLabels(a: Candidate, b: Candidate): number {
  return a.place.label < b.place.label ? -1 : a.place.label > b.place.label ? 1 : 0
}
