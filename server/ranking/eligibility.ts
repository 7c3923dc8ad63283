import { ageOn, type Day } from '../calendar/rules.ts'
import { freshnessOf } from './freshness.ts'
import { freeHomeVisits, freePlaces, hasPlacesFor, isSolicitedOut, wantedBy } from './places.ts'
import type { Candidate, ExclusionReason, Household, RankingOptions } from './rules.ts'

export interface Judged {
  household: Household
  candidate: Candidate
  km: number
  options: Pick<RankingOptions, 'maxKm' | 'solicitedFactor'>
  today: Day
}

/** When each reason applies, in the order to say them. Only `too_far` reads the distance. */
export const EXCLUSIONS: Readonly<Record<ExclusionReason, (judged: Judged) => boolean>> = {
  not_accepting: ({ candidate, today }) => !candidate.accepting || isOutsideStay(candidate, today),
  full: ({ candidate, household }) =>
    candidate.accepting && !hasPlacesFor(candidate, wantedBy(household.members)),
  paused: ({ candidate, today }) =>
    candidate.pausedUntil !== null && today <= candidate.pausedUntil,
  expired: ({ candidate, today }) => freshnessOf(candidate.confirmedOn, today) === 'expired',
  age: ({ household, candidate, today }) =>
    household.members.some(({ birthDate }) => isRefusedAge(candidate, birthDate, today)),
  home_visit: ({ household, candidate }) => !canVisit(household, candidate),
  step_free: ({ household, candidate }) => household.wheelchair && candidate.stepFree !== true,
  too_far: ({ km, options }) => km > options.maxKm,
  not_named: ({ candidate }) => !candidate.named,
  refused_before: ({ household, candidate }) => household.refusedBy.includes(candidate.id),
  solicited_out: ({ candidate, options }) =>
    isSolicitedOut(freePlaces(candidate), candidate.solicited, options.solicitedFactor),
}

const REASONS = Object.keys(EXCLUSIONS) as readonly ExclusionReason[]

/** Every reason why the doctor cannot be offered to this household; none: they can. Households are whole, in people. */
export function exclusionsOf(judged: Judged): ExclusionReason[] {
  return REASONS.filter((reason) => EXCLUSIONS[reason](judged))
}

/** A doctor who comes for a time takes people from the first day of the stay to the last. */
function isOutsideStay({ startsOn, endsOn }: Candidate, today: Day): boolean {
  return (startsOn !== null && today < startsOn) || (endsOn !== null && today > endsOn)
}

function isRefusedAge({ ageMin, ageMax }: Candidate, birth: Day | null, today: Day): boolean {
  if (birth === null || (ageMin === null && ageMax === null && birth <= today)) return false
  const age = ageOn(birth, today)
  return age < (ageMin ?? 0) || age > (ageMax ?? Number.POSITIVE_INFINITY)
}

/** Enough home visits for the members who cannot travel, in the commune where they live. */
function canVisit({ members, homeCommunes }: Household, candidate: Candidate): boolean {
  const homebound = members.filter(({ canTravel }) => !canTravel).length
  if (homebound === 0) return true
  if (freeHomeVisits(candidate) < homebound) return false
  const visited = candidate.homeVisitCommunes
  return visited.length === 0 || homeCommunes.some((code) => visited.includes(code))
}
