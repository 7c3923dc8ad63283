import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { addTodo } from '../todos/service.ts'
import { type Case, keyOf } from './case.ts'
import { undo } from './ending.ts'
import { findLiving } from './proposals-store.ts'

type Absence = {
  held: Case
  availabilityId: string
  /** They had said that it came, and nobody else did: it waits again. */
  isTakenBack: boolean
  /** The household said that it had an appointment with them, and nobody is known to have seen it. */
  isMissed: boolean
}

/**
 * A doctor says that a household did not come (B29): its places are free, a person calls it, and it keeps its date; true
 * when the request went back to the waiting list. One whose doctors were named by a list stays where it is, and is
 * called only about an appointment of its own: it calls one of them, the others say truly that it did not come. In a
 * transaction that holds the request.
 */
export async function noteAbsence(
  tx: Db,
  deps: Deps,
  { held, availabilityId, isTakenBack, isMissed }: Absence,
  now: Date,
): Promise<boolean> {
  const { request } = held
  const proposal = await findLiving(tx, keyOf(held))
  if ((request.status === 'agreed' || isTakenBack) && proposal?.availabilityId === availabilityId) {
    return undo(tx, deps, { held, proposal, why: 'absent' }, now)
  }
  if (!isTakenBack && !isMissed) return false
  await addTodo(
    tx,
    {
      ...keyOf(held),
      kind: 'absent',
      uniqueKey: `absent:${request.id}:${availabilityId}`,
      whileStatus: isTakenBack ? 'ready' : request.status,
      facts: { availabilityId },
    },
    now,
  )
  return false
}
