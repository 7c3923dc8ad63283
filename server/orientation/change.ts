import { type Actor, type AuditAction, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { NotFound, StaleVersion } from '../errors.ts'
import { appendEvent, type NewEvent } from '../timeline/service.ts'
import { carryTodos, endTodos } from '../todos/service.ts'
import { lockRequest } from './lock-store.ts'
import type { OrientationRequest } from './row-store.ts'
import { assertMove, type RequestStatus, WAITING } from './rules.ts'
import { findRequest, type RequestChange, updateRequest } from './store.ts'
import { tellMove } from './tell-move.ts'

/** A request somebody acts upon. `version` is the one they saw; without it, whatever is there now is meant. */
export type Target = { id: string; territoryId: string; version?: number; actor: Actor }

export type Change = {
  change: RequestChange
  event?: Omit<NewEvent, 'territoryId' | 'requestId' | 'actor'>
  action?: AuditAction
  /** The household never knew of what this takes back: it is not told of the move. */
  isUntold?: boolean
}

/** Reads a request in the transaction that will change it. @throws NotFound, StaleVersion */
export async function requestFor(tx: Db, deps: Deps, target: Target): Promise<OrientationRequest> {
  const request = await findRequest(tx, deps.keys, target)
  if (!request) throw new NotFound()
  if (target.version !== undefined && target.version !== request.version)
    throw new StaleVersion(request.updatedBy, request.updatedAt)
  return request
}

/** The same, and whoever acts upon it next waits until this transaction ends. @throws NotFound, StaleVersion */
export async function lockedRequestFor(
  tx: Db,
  deps: Deps,
  target: Target,
): Promise<OrientationRequest> {
  await lockRequest(tx, target)
  return requestFor(tx, deps, target)
}

/**
 * Changes a request, with its line of timeline and of audit, in the transaction given. A pause that rested its search is
 * over once doctors are asked or named, or the request ends.
 * @throws MoveRefused when its status may not become that one, StaleVersion when somebody was faster.
 */
export async function applyChange(
  tx: Db,
  deps: Deps,
  {
    request,
    actor,
    change,
    event,
    action = 'update',
    isUntold = false,
  }: Change & { request: OrientationRequest; actor: Actor },
  now: Date,
): Promise<void> {
  const { id, territoryId, version } = request
  if (change.status && change.status !== request.status) assertMove(request.status, change.status)
  const changed = await updateRequest(
    tx,
    deps.keys,
    { id, territoryId, version, by: actor },
    { ...endOfPause(request, change), ...change },
    now,
  )
  if (!changed) throw new StaleVersion(request.updatedBy, request.updatedAt)
  if (event) {
    const line = { ...event, territoryId, requestId: id, actor: actor.name ?? actor.kind }
    await appendEvent(tx, deps.keys, line, now)
  }
  if (change.status && change.status !== request.status) {
    const moved = { request, to: change.status, by: actor, reason: change.closeReason ?? null }
    if (!isUntold) await tellMove(tx, moved, now)
    await movePending(tx, moved, now)
  }
  const facts = change.status ? { from: request.status, to: change.status } : {}
  await writeAudit(
    tx,
    { territoryId, actor, action, subject: { kind: 'orientation_request', id }, facts },
    now,
  )
}

/** Doctors are asked without a word to the household. */
const UNTOLD: readonly RequestStatus[] = ['ready', 'proposed']

/** Who was to be called with news still is while nothing was said; because it was silent, while its search may rest. */
async function movePending(
  tx: Db,
  { request, to }: { request: OrientationRequest; to: RequestStatus },
  now: Date,
): Promise<void> {
  const { id: requestId, territoryId, status: from } = request
  const pending = [
    { kinds: ['give_news'], isStill: UNTOLD.includes(from) && UNTOLD.includes(to) },
    { kinds: ['silent_household'], isStill: WAITING.includes(to) },
  ] as const
  for (const { kinds, isStill } of pending) {
    const about = { requestId, territoryId, kinds }
    await (isStill ? carryTodos(tx, { ...about, from, to }) : endTodos(tx, about, now))
  }
}

function endOfPause({ status, pausedFrom }: OrientationRequest, { status: to }: RequestChange) {
  const isOver = pausedFrom !== null && to && to !== status && !WAITING.includes(to)
  return isOver ? { pausedFrom: null, pausedUntil: null } : {}
}

/** One change from reading to writing, in a transaction of its own. */
export async function changeRequest(
  deps: Deps,
  target: Target,
  decide: (request: OrientationRequest) => Change | null,
  now: Date,
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const request = await requestFor(tx, deps, target)
    const decided = decide(request)
    if (decided) await applyChange(tx, deps, { ...decided, request, actor: target.actor }, now)
  })
}
