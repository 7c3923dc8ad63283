import { ageOn, type Day } from '../calendar/rules.ts'
import { EXCLUSIONS, type Judged } from './eligibility.ts'
import type { Candidate, ExclusionReason, Household, HouseholdMember } from './rules.ts'

/** Something asked of a doctor that does not depend on distance. On the same terms, same key, same answer for every doctor. */
export interface Condition {
  key: string
  isMet: (candidate: Candidate) => boolean
}

export type Terms = { solicitedFactor: number | null; today: Day }

/** What of a household its conditions read. */
type Profile = {
  people: number
  ald: number
  homebound: number
  /** Whoever was born last and first; null: nobody's birth date is known. A doctor who takes both takes those between. */
  youngest: HouseholdMember | null
  oldest: HouseholdMember | null
}

/** Reasons that are the same whoever asks, that day. */
const WHOEVER_ASKS: readonly ExclusionReason[] = [
  'not_accepting',
  'paused',
  'expired',
  'not_named',
  'solicited_out',
]

/** Two households of the same key have the same conditions, on the same terms. */
export function conditionsKey(household: Household, { today }: Terms): string | number {
  const profile = profileOf(household.members)
  const { people, ald, homebound } = profile
  const youngest = 1 + ageOf(profile.youngest, today)
  const isAlone = profile.oldest === profile.youngest
  const oldest = isAlone ? youngest : 1 + ageOf(profile.oldest, today)
  const access = household.wheelchair ? 1 : 0
  if (homebound > 0 || people > 15 || youngest < 0 || oldest > 255)
    return `${people} ${ald} ${youngest} ${oldest} ${access} ${whereOf(household, profile)}`
  return (((people * 16 + ald) * 256 + youngest) * 256 + oldest) * 2 + access
}

/**
 * What this household asks of a doctor, all of it but distance and former refusals, in conditions that many households
 * share: the rules are those of `EXCLUSIONS`, the keys say what of the household each of them reads.
 */
export function conditionsOf(household: Household, terms: Terms): Condition[] {
  const profile = profileOf(household.members)
  const { people, ald, homebound, youngest, oldest } = profile
  const without = (...reasons: ExclusionReason[]) => isWithout(reasons, household, terms)
  const conditions = [
    { key: 'whoever', isMet: without(...WHOEVER_ASKS) },
    { key: `places ${people} ${ald}`, isMet: without('full') },
  ]
  for (const member of [youngest, oldest])
    if (member) {
      const isMet = isWithout(['age'], { ...household, members: [member] }, terms)
      conditions.push({ key: `age ${ageOf(member, terms.today)}`, isMet })
    }
  if (household.wheelchair) conditions.push({ key: 'step-free', isMet: without('step_free') })
  if (homebound > 0)
    conditions.push({ key: `visits ${whereOf(household, profile)}`, isMet: without('home_visit') })
  return conditions
}

/** Everybody, whatever they accept. */
export const ANYONE: Condition = { key: 'anyone', isMet: () => true }

function profileOf(members: readonly HouseholdMember[]): Profile {
  const profile: Profile = { people: 0, ald: 0, homebound: 0, youngest: null, oldest: null }
  for (const member of members) {
    const { ald, canTravel, birthDate } = member
    profile.people += 1
    if (ald === true) profile.ald += 1
    if (!canTravel) profile.homebound += 1
    if (birthDate === null) continue
    if (birthDate > (profile.youngest?.birthDate ?? '')) profile.youngest = member
    if (birthDate < (profile.oldest?.birthDate ?? '9')) profile.oldest = member
  }
  return profile
}

/** -1: nobody, or not known. A birth to come is younger still. */
function ageOf(member: HouseholdMember | null, today: Day): number {
  if (!member?.birthDate) return -1
  const age = ageOn(member.birthDate, today)
  return age < 0 ? age - 1 : age
}

function whereOf({ homeCommunes }: Household, { homebound }: Profile): string {
  return `${homebound} ${[...homeCommunes].sort().join()}`
}

function isWithout(
  reasons: readonly ExclusionReason[],
  household: Household,
  { solicitedFactor, today }: Terms,
): Condition['isMet'] {
  const options = { solicitedFactor, maxKm: Number.POSITIVE_INFINITY }
  return (candidate) => {
    const judged: Judged = { household, candidate, km: 0, options, today }
    return reasons.every((reason) => !EXCLUSIONS[reason](judged))
  }
}
