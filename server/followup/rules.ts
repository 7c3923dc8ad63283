import type { RequestStatus } from '../../prisma/generated/enums.ts'
import { addDays, type Day } from '../calendar/rules.ts'

/** Asked what became of it: time to get an appointment, then time for it to take place. */
export const FIRST_ASKED_DAYS = 10
export const LAST_ASKED_DAYS = 30
/** A doctor who saw somebody declares them at the second visit: asked by then. */
export const DECLARED_ASKED_DAYS = 30
/** Silent so many days after, it is asked again, as whoever waits is given news. */
export const DECLARED_AGAIN_DAYS = 85
/** Nobody waits 90 days without news of us: due before, so that a weekend or a late job keeps the promise. */
export const NEWS_DAYS = 85

/** What a household says of its search, on its page or on the phone. `not_found`: in the end, no doctor. */
export type Answer =
  | 'appointment'
  | 'seen'
  | 'declared'
  | 'refused'
  | 'full'
  | 'not_called'
  | 'not_found'

export type Standing = {
  status: RequestStatus
  /** Doctors of the open list. */
  listed: readonly string[]
  /** Those of them already known to have refused, this answer included. */
  refused: readonly string[]
  /** Everybody in the household is declared, this answer included. */
  allDeclared: boolean
}

/**
 * Where an answer takes a request; null where it stays. Seen leads to `seen`: only a declaration closes the loop. A
 * refusal leads back to the waiting list once no doctor of the list is left, and `not_found` at once, at its old date.
 */
export function statusAfterAnswer(answer: Answer, standing: Standing): RequestStatus | null {
  const { status, listed, refused, allDeclared } = standing
  if (answer === 'appointment' || answer === 'not_called') return null
  if (answer === 'not_found') return 'ready'
  if (answer === 'declared') return allDeclared ? 'declared' : status === 'seen' ? null : 'seen'
  if (isRefusal(answer)) return listed.every((id) => refused.includes(id)) ? 'ready' : null
  return status === 'seen' ? null : 'seen'
}

/** The doctor did not take the household, whatever their words for it. */
export function isRefusal(answer: Answer): answer is 'refused' | 'full' {
  return answer === 'refused' || answer === 'full'
}

const OF_DOCTORS: readonly Answer[] = [
  'appointment',
  'seen',
  'declared',
  'refused',
  'full',
  'not_called',
  'not_found',
]

/** What a household may say in each status, in the order it is shown. Nothing is asked where it has nobody to call. */
const SAYABLE: Partial<Record<RequestStatus, readonly Answer[]>> = {
  shortlisted: OF_DOCTORS,
  agreed: OF_DOCTORS,
  seen: ['seen', 'declared', 'refused', 'full', 'not_found'],
  already_followed: ['declared', 'refused', 'not_found'],
  declared: ['not_found'],
}

export function maySay(status: RequestStatus, answer: Answer): boolean {
  return SAYABLE[status]?.includes(answer) ?? false
}

/** The answers that its page proposes; `isWhollySeen` when everybody in the household was. */
export function proposedAnswers(status: RequestStatus, isWhollySeen: boolean): readonly Answer[] {
  if (status === 'seen') return isWhollySeen ? ['declared', 'not_found'] : SEEN_IN_PART
  if (status === 'already_followed') return ['declared', 'not_found']
  return (SAYABLE[status] ?? []).filter((answer) => status === 'declared' || answer !== 'not_found')
}

/** The next step of a household that is seen from `today` on: it is asked whether it is declared; once it is, none. */
export function stepOnceFound(status: RequestStatus, today: Day): Day | null {
  return status === 'declared' ? null : addDays(today, DECLARED_ASKED_DAYS)
}

type Asked = {
  status: RequestStatus
  /** The day on which it was told of doctors, or agreed to one. */
  toldOn: Day | null
  /** The first day on which somebody of it was seen. */
  foundOn: Day
  hasAppointment: boolean
}

/** The next day after `today` on which `care.ts` asks a household that just said where it stands, if it says nothing more. */
export function askedNextOn({ status, toldOn, ...said }: Asked, today: Day): Day {
  if (status === 'seen') {
    const first = addDays(said.foundOn, DECLARED_ASKED_DAYS)
    return first > today ? first : addDays(today, DECLARED_AGAIN_DAYS)
  }
  const days = said.hasAppointment ? [LAST_ASKED_DAYS] : [FIRST_ASKED_DAYS, LAST_ASKED_DAYS]
  const asked = toldOn ? days.map((count) => addDays(toldOn, count)) : []
  return asked.find((day) => day > today) ?? addDays(today, NEWS_DAYS)
}

/** False where nobody of ours looks for a doctor: another team follows the address, or a doctor follows the household. */
export function isSearched(status: RequestStatus): boolean {
  return status !== 'outside' && status !== 'already_followed'
}

const SEEN_IN_PART: readonly Answer[] = ['seen', 'declared', 'not_found']
