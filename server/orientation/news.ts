import type { ActorKind } from '../audit/service.ts'
import type { PatientTemplate } from '../messaging/rules.ts'
import type { CloseReason, RequestStatus } from './rules.ts'

/** Why a move is not told by a message of its own. */
export type Untold =
  /** The act that moves it says so: the list, the solution, the name of the doctor. */
  | 'told_by_the_act'
  /** A doctor is asked, or was: the household is told of a yes, never of each question (rule 9). */
  | 'between_us'
  /** It thanked already. */
  | 'told_before'
  /** The household did it itself, and its page answered. */
  | 'said_by_household'
  /** Nobody is left to read it, or to be written to. */
  | 'nobody_to_tell'

export type News = { template: MoveTemplate } | { untold: Untold }

/** What a move is told by. */
export type MoveTemplate = Extract<
  PatientTemplate,
  'searching' | 'request_outside' | 'request_news' | 'declared_thanks' | 'request_closed'
>

const searching: News = { template: 'searching' }
const outside: News = { template: 'request_outside' }
const news: News = { template: 'request_news' }
const thanks: News = { template: 'declared_thanks' }
const closed: News = { template: 'request_closed' }
const byTheAct: News = { untold: 'told_by_the_act' }
const betweenUs: News = { untold: 'between_us' }

/** What a household is told of each move of the one table of moves (`orientation/rules.ts`), and why of no other. */
export const NEWS: Readonly<Record<RequestStatus, Partial<Record<RequestStatus, News>>>> = {
  to_locate: { ready: searching, outside, already_followed: news, closed },
  outside: { ready: searching, closed },
  already_followed: { ready: searching, declared: thanks, closed },
  ready: { shortlisted: byTheAct, proposed: betweenUs, outside, to_locate: news, closed },
  shortlisted: { seen: news, declared: thanks, ready: searching, closed },
  proposed: { offered: byTheAct, proposed: betweenUs, ready: betweenUs, closed },
  offered: { agreed: byTheAct, ready: searching, closed },
  agreed: { seen: news, declared: thanks, ready: searching, closed },
  seen: { declared: thanks, ready: searching, closed },
  declared: { closed: { untold: 'told_before' } },
  closed: { ready: searching },
}

/** Reasons after which nobody may be written to. */
const SILENT: readonly CloseReason[] = ['deceased', 'erased']

/**
 * Where a household waits for us, or for itself: told of nothing, it would think that it is forgotten. Not `outside`: it was
 * told who helps it there, and we search nothing for it. Not `offered`: it has until a day to answer, then a person calls it.
 * Not `seen`: it is asked whether it is declared (`listDeclaredAsks`).
 */
export const WAITS: readonly RequestStatus[] = [
  'to_locate',
  'already_followed',
  'ready',
  'proposed',
  'shortlisted',
  'agreed',
]

type Move = { from: RequestStatus; to: RequestStatus; by: ActorKind; reason?: CloseReason | null }

/** What is told of one move: the table, but for what a household did itself and who is not to be written to. */
export function newsOf({ from, to, by, reason }: Move): News {
  if (to === 'closed' && reason && SILENT.includes(reason)) return { untold: 'nobody_to_tell' }
  const isOwnAct = by === 'patient' && (to === 'seen' || to === 'closed')
  if (isOwnAct) return { untold: 'said_by_household' }
  return NEWS[from][to] ?? betweenUs
}
