import { parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { applyChange, type Change, requestFor, type Target } from '../orientation/change.ts'
import { findRequest, markMembers } from '../orientation/service.ts'
import {
  type Case,
  putBack as closedOrAskedBack,
  endAgreed,
  onceOnCase,
} from '../proposals/service.ts'
import { closeShortlist } from '../shortlists/service.ts'

/** A request that was closed, for want of a doctor as a rule, goes on from the waiting list. */
export const WAITING_AGAIN = { status: 'ready', closeReason: null, closedAt: null } as const

/**
 * A person puts a request back on the waiting list, at its old date: what a doctor was asked, said or was sent is over.
 * A closed one is reopened, and begins its way near home again.
 * @throws NotFound, MoveRefused, StaleVersion
 */
export async function putBack(
  deps: Deps,
  target: Target,
  { key }: { key: string },
  now: Date,
): Promise<void> {
  const seen = await findRequest(deps.database.client, deps.keys, target)
  if (seen?.status !== 'seen' && seen?.status !== 'shortlisted')
    return closedOrAskedBack(deps, target, { key }, now)
  const press = { target, scope: 'put_back', key, content: null }
  await onceOnCase(
    deps,
    press,
    (tx, held) => haveNobody(tx, deps, { held, event: MOVED }, now),
    now,
  )
}

const MOVED = { kind: 'moved', facts: { to: 'ready' } } as const

type Losing = { held: Case } & Pick<Change, 'event'>

/**
 * A household that was told of doctors, or seen by one, has none after all: nobody was seen but who is declared, its list
 * is over, the place that a doctor kept is free, and it waits again. In a transaction that holds the request.
 */
export async function haveNobody(
  tx: Db,
  deps: Deps,
  { held, event }: Losing,
  now: Date,
): Promise<void> {
  const { request, territory, actor } = held
  const { id, territoryId, members } = request
  const undeclared = members.filter(({ declaredAt }) => declaredAt === null)
  const memberIds = undeclared.map((member) => member.id)
  await markMembers(tx, { requestId: id, memberIds }, { seenAt: null })
  await closeShortlist(tx, deps, { requestId: id, territoryId }, now)
  const nextStepOn = addWorkingDays(parisDay(now), territory.answerWorkingDays)
  const change = { ...WAITING_AGAIN, foundAt: null, nextStepOn }
  await applyChange(tx, deps, { request, actor, change, ...(event ? { event } : {}) }, now)
  const waiting = await requestFor(tx, deps, { id, territoryId, actor })
  await endAgreed(tx, deps, { held: { ...held, request: waiting }, why: 'not_found' }, now)
}
