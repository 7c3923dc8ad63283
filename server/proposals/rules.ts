import { addDays, type Day, parisDay, startOfDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import { hasPlacesFor, type Places } from '../ranking/places.ts'

/** How a doctor is asked: by a message with a private link, by phone, or by their own press on the common list. */
export type Medium = 'link' | 'phone' | 'common_list'

/** What a household needs of a doctor at a practice: places in people, some of them home visits, until an instant. */
export type Hold = {
  territoryId: string
  availabilityId: string
  requestId: string
  people: number
  /** Those of them with an ALD, for whom a doctor may keep places: never written. None unless said. */
  ald?: number
  homeVisits: number
  expiresAt: Date
  /** How it is asked; by a link and in no round unless said. */
  asked?: { roundId: string | null; medium: Medium; km: number }
}

/** The places of a doctor at a practice; those kept for ALD and home visits are parts of them. */
export type PlacesLeft = Places & {
  aldPlaces: number
  homeVisitPlaces: number
  homeVisitsUsed: number
}

/**
 * True when the whole household fits in what is left, as the ranking judges it: a household stays together (rule 4 of
 * server/README.md).
 */
export function hasRoom(
  left: PlacesLeft,
  { people, ald = 0, homeVisits }: Pick<Hold, 'people' | 'ald' | 'homeVisits'>,
): boolean {
  const visits = left.homeVisitPlaces - left.homeVisitsUsed
  return hasPlacesFor(left, { people, ald }) && homeVisits <= visits
}

/** Why a doctor says no; counted, and never about the person (rule 9 of server/README.md). */
export const DECLINE_REASONS = ['full', 'home_visit', 'age', 'distance', 'other'] as const

export type DeclineReason = (typeof DECLINE_REASONS)[number]

/** What a doctor answers: yes; no; « fewer », so many people and no more; « not now », from a day on. */
export type DoctorAnswer =
  | { kind: 'yes' }
  | { kind: 'no'; reason: DeclineReason }
  | { kind: 'fewer'; people: number }
  | { kind: 'later'; from: Day }

/** Why a proposal that a doctor did not refuse came to nothing. */
export type EndedWhy =
  | 'taken_back'
  | 'household_refused'
  | 'household_silent'
  | 'household_grew'
  | 'doctor_gone'
  | 'doctor_refused'
  | 'not_found'
  | 'request_moved'
  | 'household_paused'
  | 'not_told'
  | 'doctor_changed'
  | 'absent'

/** Why a household says no to a solution; it need not say. */
export type HouseholdReason = 'too_far' | 'conditions' | 'found' | 'other'

/** Why a round of doctors is over. */
export type RoundEnd = 'accepted' | 'exhausted' | 'to_coordinator' | EndedWhy

/** Office hours end then: what is due « on Friday » is due until six in the evening, in Paris. */
const DUE_HOUR = 18
const HOUR_MS = 3_600_000

/** The instant by which an answer is due, so many working days after a message leaves (French holidays known). */
export function dueAfter(leavesAt: Date, workingDays: number): Date {
  return endOfOffice(addWorkingDays(parisDay(leavesAt), workingDays))
}

/** Six in the evening of that day, in Paris. */
export function endOfOffice(day: Day): Date {
  const next = startOfDay(addDays(day, 1))
  return new Date(next.getTime() - (24 - DUE_HOUR) * HOUR_MS)
}

/** Home visits that a household needs: one for each member who cannot travel. */
export function homeVisitsOf(members: readonly { canTravel: boolean }[]): number {
  return members.filter(({ canTravel }) => !canTravel).length
}
