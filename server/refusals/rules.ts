import type { Need } from '../ranking/need.ts'
import type { ShownCount } from '../referrals/report-rules.ts'
import { maskTable } from './masking-rules.ts'

/** Whose a refusal is: the household's, the doctor's, or nobody's. */
export const WHOSE = ['patient', 'doctor', 'other'] as const
export type Whose = (typeof WHOSE)[number]

/** Why a solution came to nothing, by whose reason it is, in the order to show. */
export const REASONS = {
  patient: ['declined', 'too_far', 'not_called', 'found_alone'],
  doctor: ['full', 'fewer', 'later', 'age', 'distance', 'home_visit', 'other'],
  other: ['expired', 'silent', 'absent', 'moved', 'departure'],
} as const
export type Reason = (typeof REASONS)[Whose][number]

export type Refusal = { whose: Whose; reason: Reason }

/** Highest first. */
export const BANDS = ['A', 'B', 'C', 'D'] as const satisfies readonly Need[]

/**
 * Where a word is kept, and its code there: `outcome`, its kind; `declined`, why a doctor said no; `household`, why it
 * said no to a solution, or that it said nothing; `ended`, why a proposal ended; `closed`, why a request did.
 */
export type Told = {
  source: 'outcome' | 'declined' | 'household' | 'ended' | 'closed'
  code: string
}

const MEANINGS: Record<Told['source'], Record<string, Refusal>> = {
  outcome: {
    refused: { whose: 'doctor', reason: 'other' },
    full: { whose: 'doctor', reason: 'full' },
    not_called: { whose: 'patient', reason: 'not_called' },
    absent: { whose: 'other', reason: 'absent' },
  },
  declined: Object.fromEntries(
    REASONS.doctor.map((reason) => [reason, { whose: 'doctor', reason }]),
  ),
  household: {
    too_far: { whose: 'patient', reason: 'too_far' },
    found: { whose: 'patient', reason: 'found_alone' },
    conditions: { whose: 'patient', reason: 'declined' },
    other: { whose: 'patient', reason: 'declined' },
    unsaid: { whose: 'patient', reason: 'declined' },
    silent: { whose: 'other', reason: 'silent' },
  },
  ended: {
    expired: { whose: 'other', reason: 'expired' },
    doctor_gone: { whose: 'other', reason: 'departure' },
    doctor_refused: { whose: 'doctor', reason: 'other' },
    absent: { whose: 'other', reason: 'absent' },
  },
  closed: {
    found_alone: { whose: 'patient', reason: 'found_alone' },
    moved: { whose: 'other', reason: 'moved' },
  },
}

/**
 * What a word says of a solution that came to nothing; null for what is no refusal: an appointment, a proposal that the
 * staff took back. « Complet » is the doctor's, whoever says it.
 */
export function refusalOf({ source, code }: Told): Refusal | null {
  const meanings = MEANINGS[source]
  return Object.hasOwn(meanings, code) ? (meanings[code] ?? null) : null
}

/** One refusal of one household, with its need on the day of it. */
export type Counted = Refusal & { requestId: string; band: Need }

/** A line of the table: households in all, then in each band as it may be shown. */
export type Line = { total: number; bands: Record<Need, ShownCount> }
export type Group = Line & { whose: Whose; reasons: (Line & { reason: Reason })[] }
export type RefusalTable = {
  /** Households with at least one refusal. */
  households: number
  groups: Group[]
}

/**
 * Households by reason and need band. A household counts once for each reason, once for whose it is, and once in all;
 * small counts of a band are not told.
 */
export function refusalTable(counted: readonly Counted[]): RefusalTable {
  return {
    households: householdsIn(counted),
    groups: WHOSE.map((whose) => groupOf(whose, counted)),
  }
}

function groupOf(whose: Whose, all: readonly Counted[]): Group {
  const own = all.filter((one) => one.whose === whose)
  const reasons = REASONS[whose]
  const parts = [own, ...reasons.map((reason) => own.filter((one) => one.reason === reason))]
  const shown = maskTable(
    parts.map((part) => BANDS.map((band) => householdsIn(part.filter((one) => one.band === band)))),
  )
  const lines = parts.map((part, i) => lineOf(householdsIn(part), shown[i] ?? []))
  const [first = lineOf(0, []), ...others] = lines
  const named = reasons.flatMap((reason, i) => {
    const line = others[i]
    return line ? [{ ...line, reason }] : []
  })
  return { whose, ...first, reasons: named }
}

function lineOf(total: number, shown: readonly ShownCount[]): Line {
  const bands = BANDS.map((band, i) => [band, shown[i] ?? 'few'] as const)
  return { total, bands: Object.fromEntries(bands) as Record<Need, ShownCount> }
}

function householdsIn(counted: readonly Counted[]): number {
  return new Set(counted.map(({ requestId }) => requestId)).size
}

/** The reason that most households met, with whose it is; null when there is none. The first in order wins a tie. */
export function mainReason({ groups }: RefusalTable): (Refusal & { total: number }) | null {
  const [first] = groups
    .flatMap(({ whose, reasons }) => reasons.map(({ reason, total }) => ({ whose, reason, total })))
    .sort((a, b) => b.total - a.total)
  return first && first.total > 0 ? first : null
}
