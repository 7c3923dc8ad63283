import type { Deps } from '../deps.ts'
import { type Reconciling, reconcile } from '../messaging/reconcile.ts'
import { always, type Job } from './rules.ts'

/** A provider is asked at most this often. */
const WAIT_MS = 15_000

/** Asks the provider of SMS what became of those that nobody knows the fate of. */
export function reconcileJob(deps: Pick<Deps, 'database'>, reconciling: Reconciling): Job {
  let nextAt = 0
  return always('reconcile', async (now) => {
    if (now.getTime() < nextAt) return {}
    nextAt = now.getTime() + WAIT_MS
    return reconcile(deps, reconciling, now)
  })
}
