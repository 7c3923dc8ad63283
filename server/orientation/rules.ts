import type { CloseReason, RequestStatus } from '../../prisma/generated/enums.ts'
import type { Day } from '../calendar/rules.ts'
import { MoveRefused } from '../errors.ts'
import type { Verdict } from '../territory/rules.ts'

export type { CloseReason, RequestStatus, Verdict }

/**
 * Where a request may go from each status, for both modes: the one table of the product.
 * Going back to `ready` always keeps the date of registration.
 */
export const MOVES: Readonly<Record<RequestStatus, readonly RequestStatus[]>> = {
  to_locate: ['ready', 'outside', 'already_followed', 'closed'],
  outside: ['ready', 'closed'],
  already_followed: ['ready', 'declared', 'closed'],
  ready: ['shortlisted', 'proposed', 'outside', 'to_locate', 'closed'],
  shortlisted: ['seen', 'declared', 'ready', 'closed'],
  proposed: ['offered', 'proposed', 'ready', 'closed'],
  offered: ['agreed', 'ready', 'closed'],
  agreed: ['seen', 'declared', 'ready', 'closed'],
  seen: ['declared', 'ready', 'closed'],
  declared: ['closed'],
  closed: ['ready'],
}

export function canMove(from: RequestStatus, to: RequestStatus): boolean {
  return MOVES[from].includes(to)
}

/** @throws MoveRefused when the table does not hold that move. */
export function assertMove(from: RequestStatus, to: RequestStatus): void {
  if (!canMove(from, to)) throw new MoveRefused(from, to)
}

/** Statuses in which somebody waits for an answer of ours. */
export const WAITING: readonly RequestStatus[] = [
  'to_locate',
  'ready',
  'outside',
  'already_followed',
]

/** The last day of a pause of the search that is on; null while the search goes on. */
export function pauseOn({ pausedUntil }: { pausedUntil: Day | null }, today: Day): Day | null {
  return pausedUntil !== null && pausedUntil >= today ? pausedUntil : null
}

/** Reached at least once by a household that counts as oriented (B11): told of doctors, or agreed on one. */
export const ORIENTED: readonly RequestStatus[] = ['shortlisted', 'agreed']

export type Placement = {
  alreadyFollowed: boolean
  /** The geocoder placed the house itself, and may be trusted. */
  placed: boolean
  verdict: Verdict | null
}

/** Status of a request as it arrives: doubt goes to a person, never to a guess (rule 6). */
export function firstStatus({ alreadyFollowed, placed, verdict }: Placement): RequestStatus {
  if (alreadyFollowed) return 'already_followed'
  if (!placed || verdict === null || verdict === 'to_verify') return 'to_locate'
  return verdict === 'inside' ? 'ready' : 'outside'
}
