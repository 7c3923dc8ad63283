import type { Candidate } from './trust.ts'

/**
 * What each disagreement between a query and a place costs, in typing errors: a wrong type of street weighs more
 * than any slip that is still believed, a street not found more than both.
 */
export const NUMBER_NOT_FOUND = 1.5
export const STREET_NOT_FOUND = 4

const TYPES: Record<Candidate['type'], number> = { same: 0, missing: 0.5, differs: 2.5 }

/** Whether two types of street agree ('' for none), and what it costs. */
export function compareTypes(
  typed: string,
  real: string,
): { type: Candidate['type']; cost: number } {
  const type = typed === real ? 'same' : typed === '' ? 'missing' : 'differs'
  return { type, cost: TYPES[type] }
}
