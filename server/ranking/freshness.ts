import { addMonths, type Day, daysBetween } from '../calendar/rules.ts'

/** How far the last confirmation may be believed. */
export type Freshness = 'fresh' | 'to_reconfirm' | 'expired'

/** The map of volunteer doctors is made again every six months, as the scheme promises. */
export const FRESH_MONTHS = 6

/** Time left to a doctor to answer before leaving every list. */
export const RECONFIRM_MONTHS = 1

/** The day a confirmation stops being fresh: that day it is to reconfirm. 31 August gives 28 or 29 February. */
export function freshUntil(confirmedOn: Day): Day {
  return addMonths(confirmedOn, FRESH_MONTHS)
}

/** The day a doctor leaves every list, unless they confirm before: one month after `freshUntil`. */
export function listedUntil(confirmedOn: Day): Day {
  return addMonths(confirmedOn, FRESH_MONTHS + RECONFIRM_MONTHS)
}

/**
 * Freshness on a day, by calendar months; never confirmed is expired. `isDoubted`: a household told since of a refusal,
 * which lowers a fresh confirmation at once (rule 5 of server/README.md).
 */
export function freshnessOf(confirmedOn: Day | null, today: Day, isDoubted = false): Freshness {
  if (confirmedOn === null) return 'expired'
  const { fresh, listed } = endsOf(confirmedOn)
  if (today >= listed) return 'expired'
  return today < fresh && !isDoubted ? 'fresh' : 'to_reconfirm'
}

type Ends = { fresh: Day; listed: Day }

/** Doctors by the thousand were confirmed on some hundred days: each is worked out once. */
const knownEnds = new Map<Day, Ends>()
const MOST_KNOWN = 2_000

function endsOf(confirmedOn: Day): Ends {
  const known = knownEnds.get(confirmedOn)
  if (known) return known
  const ends = { fresh: freshUntil(confirmedOn), listed: listedUntil(confirmedOn) }
  if (knownEnds.size >= MOST_KNOWN) knownEnds.clear()
  knownEnds.set(confirmedOn, ends)
  return ends
}

/** Whole days since the confirmation, never negative. */
export function daysSince(confirmedOn: Day, today: Day): number {
  return Math.max(0, daysBetween(confirmedOn, today))
}
