import { randomUUID } from 'node:crypto'
import type { FollowView, Outcome } from '../../web/pages/patient/follow.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { type Answer, isSearched, proposedAnswers } from './rules.ts'
import type { Followed } from './view.ts'

/** So many days after the doctors were named, it is time to say what became of it: the question comes first. */
const DUE_AFTER_MS = 10 * 86_400_000

/** What the household may say of its search now; null when there is nothing to say yet. */
export function askedOutcome(followed: Followed, now: Date): FollowView['outcome'] {
  const { path, request, error, isDisputed } = followed
  const { members, status } = request
  if (status === 'declared' && isDisputed) return null
  const isWhollySeen = members.every(({ seenAt }) => seenAt !== null)
  const answers = proposedAnswers(status, isWhollySeen)
  if (answers.length === 0) return null
  return {
    action: `${path}/suite`,
    key: randomUUID(),
    answers: answers.map((answer) => OUTCOMES[answer]),
    people: peopleToChoose(request),
    isDue: isDue(followed, now),
    error,
  }
}

const OUTCOMES: Record<Answer, Outcome> = {
  appointment: 'rendez_vous',
  seen: 'vu',
  declared: 'declare',
  refused: 'refuse',
  full: 'complet',
  not_called: 'pas_appele',
  not_found: 'non',
}

/** Whether it still waits, where we asked and nothing better is asked at the same time. */
export function waitingQuestion(
  { path, isAskedStill, request: { status } }: Followed,
  isPaused: boolean,
): FollowView['waiting'] {
  if (!isAskedStill || status === 'closed' || status === 'declared' || status === 'seen')
    return null
  return {
    action: `${path}/toujours`,
    foundAction: `${path}/retrait`,
    pauseHref: isSearched(status) ? `${path}/pause` : null,
    key: randomUUID(),
    isPaused,
  }
}

/** Seen and declared are said person by person, of those who are not declared yet. */
function peopleToChoose({ members, status }: OrientationRequest) {
  const left = members.filter(({ declaredAt }) => declaredAt === null)
  const isSaid = status !== 'declared' && left.length > 1
  return isSaid ? left.map(({ id, firstName }) => ({ id, firstName })) : []
}

function isDue({ request, list, solution }: Followed, now: Date): boolean {
  if (request.status === 'seen') return true
  const agreedAt = solution?.proposal?.householdAnsweredAt ?? null
  const since = request.status === 'agreed' ? agreedAt : (list?.decidedAt ?? null)
  const isAsked = request.status === 'shortlisted' || request.status === 'agreed'
  return isAsked && since !== null && now.getTime() >= since.getTime() + DUE_AFTER_MS
}
