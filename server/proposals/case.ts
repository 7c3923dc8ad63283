import type { Actor } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'
import { lockedRequestFor, type Target } from '../orientation/change.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { findTerritory, type Territory } from '../territory/service.ts'

/** A request in the hands of one act: nobody else acts upon it until its transaction ends. */
export type Case = { request: OrientationRequest; territory: Territory; actor: Actor }

type Work<T> = (tx: Db, held: Case) => Promise<T>

/** Takes a request in hand for one act, in a transaction of its own. @throws NotFound, StaleVersion */
export async function onCase<T>(deps: Deps, target: Target, work: Work<T>): Promise<T> {
  const territory = await findTerritory(deps, target.territoryId)
  return deps.database.transaction(async (tx) => {
    const request = await lockedRequestFor(tx, deps, target)
    return work(tx, { request, territory, actor: target.actor })
  })
}

/** A press on a button: the key of its form, what kind of act it is, and what was sent with it. */
export type Press = { target: Target; scope: string; key: string; content: unknown }

/**
 * The same, once for each key: a second press does nothing and gives null.
 * @throws SameKeyOtherContent, NotFound, StaleVersion
 */
export async function onceOnCase<T>(
  deps: Deps,
  { target, scope, key, content }: Press,
  work: Work<T>,
  now: Date,
): Promise<T | null> {
  const { territoryId, id } = target
  const fingerprint = fingerprintOf(deps.keys, [id, content])
  const act = { territoryId, scope, key, fingerprint }
  if (await subjectOf(deps.database.client, act)) return null
  const territory = await findTerritory(deps, territoryId)
  return deps.database.transaction(async (tx) => {
    if (!(await claimKey(tx, act, id, now))) return null
    const request = await lockedRequestFor(tx, deps, target)
    return work(tx, { request, territory, actor: target.actor })
  })
}

/** What finds the rows of a request. */
export function keyOf({ request }: Pick<Case, 'request'>): {
  requestId: string
  territoryId: string
} {
  return { requestId: request.id, territoryId: request.territoryId }
}

/** Someone, as a timeline names them. */
export function nameOf({ name, kind }: Actor): string {
  return name ?? kind
}

/** A job of ours. */
export const SYSTEM: Actor = { kind: 'system', id: null }
