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
  if (confirmedOn === null || today >= listedUntil(confirmedOn)) return 'expired'
  return today < freshUntil(confirmedOn) && !isDoubted ? 'fresh' : 'to_reconfirm'
}

/** Whole days since the confirmation, never negative. */
export function daysSince(confirmedOn: Day, today: Day): number {
  return Math.max(0, daysBetween(confirmedOn, today))
}
