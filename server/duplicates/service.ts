import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { applyChange, requestFor, type Target } from '../orientation/change.ts'
import { findPairs, type Pair } from './store.ts'

export { doubledCount, type Pair } from './store.ts'

/**
 * Households that may be registered twice: a person of the same names and birth date in two living requests. A couple
 * that shares a phone, or an address, is not. For the team alone: it tells that somebody is on the list.
 */
export function pairsOf(db: Db, territoryId: string): Promise<Pair[]> {
  return findPairs(db, { territoryId })
}

/** The other requests that may be the same people as this one. */
export async function twinsOf(
  db: Db,
  { requestId, territoryId }: { requestId: string; territoryId: string },
): Promise<string[]> {
  const pairs = await findPairs(db, { territoryId, requestId })
  return pairs.map((pair) => (pair.requestId === requestId ? pair.otherId : pair.requestId))
}

/** Somebody looked: these are two households. Said in both timelines; nothing more warns of it. @throws NotFound */
export async function keepApart(
  deps: Deps,
  target: Target,
  otherId: string,
  now: Date,
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const { territoryId, id, actor } = target
    if (!(await twinsOf(tx, { requestId: id, territoryId })).includes(otherId)) return
    const both = [
      [id, otherId],
      [otherId, id],
    ] as const
    for (const [one, other] of both) {
      const request = await requestFor(tx, deps, { id: one, territoryId, actor })
      const event = { kind: 'kept_apart', facts: { other } } as const
      await applyChange(tx, deps, { request, actor, change: {}, event, action: 'decide' }, now)
    }
  })
}
