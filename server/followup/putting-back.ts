import { parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { applyChange, type Change, requestFor, type Target } from '../orientation/change.ts'
import { findRequest, markMembers } from '../orientation/service.ts'
import { putBack as closedOrAskedBack, endAgreed, onceOnCase } from '../proposals/service.ts'
import { endShortlist, findOpenShortlist } from '../shortlists/service.ts'
import type { Territory } from '../territory/service.ts'

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
    (tx, { territory }) =>
      haveNobody(tx, { deps, target: unversioned(target), territory, event: MOVED }, now),
    now,
  )
}

const MOVED = { kind: 'moved', facts: { to: 'ready' } } as const

function unversioned({ version: _seen, ...target }: Target): Target {
  return target
}

type Losing = { deps: Deps; target: Target; territory: Territory } & Pick<Change, 'event'>

/**
 * A household that was told of doctors, or seen by one, has none after all: nobody was seen but who is declared, its list is over, the
 * place that a doctor kept is free, and it waits again. In a transaction that holds the request.
 */
export async function haveNobody(
  tx: Db,
  { deps, target, territory, event }: Losing,
  now: Date,
): Promise<void> {
  const { id: requestId, territoryId, actor } = target
  const request = await requestFor(tx, deps, target)
  const undeclared = request.members.filter(({ declaredAt }) => declaredAt === null)
  const memberIds = undeclared.map(({ id }) => id)
  await markMembers(tx, { requestId, memberIds }, { seenAt: null })
  const list = await findOpenShortlist(tx, deps.keys, { requestId, territoryId })
  if (list) await endShortlist(tx, { id: list.id, territoryId, as: 'closedAt' }, now)
  const nextStepOn = addWorkingDays(parisDay(now), territory.answerWorkingDays)
  const change = {
    status: 'ready',
    closeReason: null,
    closedAt: null,
    foundAt: null,
    nextStepOn,
  } as const
  await applyChange(tx, deps, { request, actor, change, ...(event ? { event } : {}) }, now)
  const held = { request: await requestFor(tx, deps, target), territory, actor }
  await endAgreed(tx, deps, { held, why: 'not_found' }, now)
}
