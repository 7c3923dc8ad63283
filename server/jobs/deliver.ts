import { randomUUID } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { type Delivery, deliverDue } from '../messaging/worker.ts'
import { always, type Job } from './rules.ts'

/** Messages tried in one turn: the other jobs wait no longer than these take. */
const MESSAGES_PER_TURN = 100

/** Sends what waits in the outbox. */
export function deliverJob(
  deps: Pick<Deps, 'database' | 'log'>,
  delivery: Pick<Delivery, 'compose' | 'senders' | 'markOf' | 'mayLeaveAt' | 'onSettled'>,
): Job {
  const workerId = randomUUID()
  const orders = { ...delivery, workerId, limit: MESSAGES_PER_TURN }
  return always('deliver', (now, isStopping) => deliverDue(deps, { ...orders, isStopping }, now))
}
