import type { Day } from '../calendar/rules.ts'
import { freshnessOf } from './freshness.ts'
import { bandOf } from './order.ts'
import { freePlaces } from './places.ts'
import { reasonsFor } from './reasons.ts'
import type { Candidate, Household, RankedDoctor } from './rules.ts'

/** A doctor who can take the household, as the order compares them and the pages show them. */
export function described(
  household: Household,
  candidate: Candidate,
  at: { km: number; bandKm: number; today: Day },
): RankedDoctor {
  const reasons = reasonsFor(household, candidate, at)
  return {
    id: candidate.id,
    km: at.km,
    band: bandOf(at.km, at.bandKm),
    freshness: freshnessOf(candidate.confirmedOn, at.today, candidate.isDoubted),
    speaksLanguage: reasons.some(({ code }) => code === 'language'),
    freePlaces: freePlaces(candidate),
    solicited: candidate.solicited,
    reasons,
  }
}
