import type { RequestStatus } from '../../prisma/generated/enums.ts'

/** What a household says of its search, on its page or on the phone. */
export type Answer = 'found' | 'refused' | 'not_yet' | 'not_found' | 'seen' | 'declared'

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
 * Where an answer takes a request; null where it stays. `not_found` takes back an earlier « found ». Found and seen lead to `seen`: only a declaration closes the
 * loop. A refusal leads back to the waiting list once no doctor of the list is left, at its old date.
 */
export function statusAfterAnswer(answer: Answer, standing: Standing): RequestStatus | null {
  const { status, listed, refused, allDeclared } = standing
  if (answer === 'not_yet') return null
  if (answer === 'not_found') return 'ready'
  if (answer === 'declared') return allDeclared ? 'declared' : status === 'seen' ? null : 'seen'
  if (answer === 'refused') return listed.every((id) => refused.includes(id)) ? 'ready' : null
  return status === 'seen' ? null : 'seen'
}

/** Statuses in which a household may be asked, or say, what became of its search. */
export const ASKED: readonly RequestStatus[] = ['shortlisted', 'agreed', 'seen']
