import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { type Case, keyOf } from './case.ts'
import { undo } from './ending.ts'
import { findLiving, type Proposal } from './proposals-store.ts'

type OfRequest = { requestId: string; territoryId: string }

/** The proposal that a household agreed to and that stands; null before it agrees, and once it came to nothing. */
export async function findAgreed(db: Db, where: OfRequest): Promise<Proposal | null> {
  const living = await findLiving(db, where)
  return living?.householdAnswer === 'agreed' ? living : null
}

/**
 * What a household says of the doctor named to it ends their agreement: the doctor refuses it after all, or in the end
 * it has no doctor. The places are free, the request waits again at its old date, on its next rung; false when there
 * was no agreement. In a transaction that holds the request.
 */
export async function endAgreed(
  tx: Db,
  deps: Deps,
  { held, why }: { held: Case; why: 'doctor_refused' | 'not_found' },
  now: Date,
): Promise<boolean> {
  const proposal = await findAgreed(tx, keyOf(held))
  return proposal !== null && undo(tx, deps, { held, proposal, why }, now)
}
