import type { Day } from '../calendar/rules.ts'
import { daysSince, freshnessOf } from './freshness.ts'
import { freeHomeVisits, freePlaces } from './places.ts'
import type { Candidate, Household, RankedReason } from './rules.ts'

/**
 * Why a doctor is in the list, as figures: pages and commands word them.
 * Home visits, step-free access and languages are said only to a household that they matter to.
 */
export function reasonsFor(
  household: Household,
  candidate: Candidate,
  { km, today }: { km: number; today: Day },
): RankedReason[] {
  const languages = household.languages.filter((code) => candidate.languages.includes(code))
  const reasons: RankedReason[] = [
    { code: 'distance', km },
    { code: 'places', free: freePlaces(candidate) },
  ]
  if (household.members.some(({ canTravel }) => !canTravel))
    reasons.push({ code: 'home_visits', free: freeHomeVisits(candidate) })
  if (household.wheelchair) reasons.push({ code: 'step_free' })
  if (languages.length > 0) reasons.push({ code: 'language', languages })
  if (candidate.confirmedOn !== null)
    reasons.push({
      code: 'confirmed',
      daysAgo: daysSince(candidate.confirmedOn, today),
      freshness: freshnessOf(candidate.confirmedOn, today, candidate.isDoubted),
      isDoubted: candidate.isDoubted,
    })
  return reasons
}
