import { ageOn, type Day, parisDay } from '../calendar/rules.ts'
import type { HouseholdMember } from './rules.ts'

/** A first. */
export type Need = 'A' | 'B' | 'C' | 'D'

/** Age from which a person alone in good health comes before the others. */
export const ELDER_AGE = 70

/**
 * Need of a household: the highest of its members'. A: a long illness (ALD) and cannot travel. B: one of the two.
 * C: aged 70 or more. D: the others. Published on the information page; inside a band, the date of registration decides.
 */
export function needOf(members: readonly HouseholdMember[], now: Date): Need {
  const today = parisDay(now)
  const needs = members.map((member) => needOfMember(member, today))
  return needs.sort()[0] ?? 'D'
}

function needOfMember({ ald, canTravel, birthDate }: HouseholdMember, today: Day): Need {
  if (ald === true && !canTravel) return 'A'
  if (ald === true || !canTravel) return 'B'
  return birthDate !== null && ageOn(birthDate, today) >= ELDER_AGE ? 'C' : 'D'
}
