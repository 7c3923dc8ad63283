import type { Deps } from '../deps.ts'
import { type Act, claimKey, fingerprintOf } from '../idempotency/service.ts'
import { applyChange, requestFor, type Target } from './change.ts'

/** What may come of a call that gives no list. */
export const CALLS = ['plus_tard', 'absent', 'faux_numero'] as const

export type Call = (typeof CALLS)[number]

/**
 * Notes a call that gave no list: who called, when, and what came of it. The same key again notes nothing more.
 * @throws StaleVersion when somebody else changed the request meanwhile.
 */
export async function noteCall(
  deps: Deps,
  target: Target,
  { call, key }: { call: Call; key: string },
  now: Date,
): Promise<void> {
  const { id, territoryId, actor } = target
  const fingerprint = fingerprintOf(deps.keys, [id, call])
  const act: Act = { territoryId, scope: 'call', key, fingerprint }
  await deps.database.transaction(async (tx) => {
    if (!(await claimKey(tx, act, id, now))) return
    const request = await requestFor(tx, deps, target)
    const event = { kind: 'told_by_phone', facts: { call } } as const
    await applyChange(tx, deps, { request, actor, change: {}, event }, now)
  })
}
