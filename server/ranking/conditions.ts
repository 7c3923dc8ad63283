import { ageOn, type Day } from '../calendar/rules.ts'
import { EXCLUSIONS, type Judged } from './eligibility.ts'
import { wantedBy } from './places.ts'
import type { Candidate, ExclusionReason, Household } from './rules.ts'

/** Something asked of a doctor that does not depend on distance. Same key, same answer for every doctor. */
export interface Condition {
  key: string
  isMet: (candidate: Candidate) => boolean
}

export type Terms = { solicitedFactor: number | null; today: Day }

/** Reasons that are the same whoever asks, that day. */
const WHOEVER_ASKS: readonly ExclusionReason[] = [
  'not_accepting',
  'paused',
  'expired',
  'not_named',
  'solicited_out',
]

/**
 * What this household asks of a doctor, all of it but distance and former refusals, in conditions that many households
 * share: the rules are those of `EXCLUSIONS`, the keys say what of the household each of them reads.
 */
export function conditionsOf(household: Household, terms: Terms): Condition[] {
  const { members, wheelchair, homeCommunes } = household
  const { today, solicitedFactor } = terms
  const { people, ald } = wantedBy(members)
  const homebound = members.filter(({ canTravel }) => !canTravel).length
  const ages = members.flatMap(({ birthDate }) =>
    birthDate === null ? [] : ageOn(birthDate, today),
  )
  const without = (reasons: readonly ExclusionReason[]) => isWithout(reasons, household, terms)
  const conditions = [
    { key: `on ${today} ${solicitedFactor}`, isMet: without(WHOEVER_ASKS) },
    { key: `places ${people} ${ald}`, isMet: without(['full']) },
  ]
  if (ages.length > 0) conditions.push({ key: `ages ${agesKey(ages)}`, isMet: without(['age']) })
  if (wheelchair) conditions.push({ key: 'step-free', isMet: without(['step_free']) })
  if (homebound > 0) {
    const where = [...homeCommunes].sort().join()
    conditions.push({ key: `visits ${homebound} ${where}`, isMet: without(['home_visit']) })
  }
  return conditions
}

/** A doctor who takes the youngest and the oldest takes those between. */
function agesKey(ages: readonly number[]): string {
  return `${Math.min(...ages)} ${Math.max(...ages)}`
}

function isWithout(
  reasons: readonly ExclusionReason[],
  household: Household,
  { solicitedFactor, today }: Terms,
): Condition['isMet'] {
  const options = { solicitedFactor, maxKm: Number.POSITIVE_INFINITY }
  return (candidate) => {
    const judged: Judged = { household, candidate, km: 0, options, today }
    return !reasons.some((reason) => EXCLUSIONS[reason](judged))
  }
}
