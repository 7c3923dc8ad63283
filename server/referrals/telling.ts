import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { applyChange, requestFor, type Target } from '../orientation/change.ts'
import { listUntold, markTold } from './store.ts'

export { untoldCount } from './store.ts'

/** Households that a referrer registered and whom no message reaches: a person calls or writes to them, oldest first. */
export function toTell(db: Db, territoryId: string): Promise<string[]> {
  return listUntold(db, territoryId)
}

/** The coordinator told a household that it is registered; said twice, noted once. @throws NotFound */
export async function noteTold(deps: Deps, target: Target, now: Date): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const { id, territoryId, actor } = target
    const request = await requestFor(tx, deps, target)
    if (!(await markTold(tx, { requestId: id, territoryId }, now))) return
    const event = { kind: 'told_registered' } as const
    await applyChange(tx, deps, { request, actor, change: {}, event }, now)
  })
}
