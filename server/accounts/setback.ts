import type { Db } from '../db.ts'
import { advanceActivations, deleteSessions } from './store.ts'

/** Deletes the sessions that are over, so that a clock set back finds none of them; how many. */
export function endSessionsOver(db: Db, now: Date): Promise<number> {
  return deleteSessions(db, { endedBy: now })
}

/**
 * The clock was set back by `backMs`, to `now`: everybody is signed out, and links that open an account end earlier by
 * as much. One that was over stays so, the others last as long as they would have.
 */
export async function endAtSetback(tx: Db, backMs: number, now: Date): Promise<void> {
  await deleteSessions(tx)
  await advanceActivations(tx, backMs, now)
}
