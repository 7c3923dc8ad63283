import { randomUUID } from 'node:crypto'
import type { Deps } from '../deps.ts'
import { type Delivery, deliverDue } from '../messaging/worker.ts'
import { always, type Job } from './rules.ts'

/** Messages tried in one turn, and how long it takes more: the other jobs wait no longer. */
const MESSAGES_PER_TURN = 10_000
const TURN_MS = 1_000

/** Sends what waits in the outbox. */
export function deliverJob(
  deps: Pick<Deps, 'database' | 'log'>,
  delivery: Pick<Delivery, 'compose' | 'senders' | 'markOf' | 'mayLeaveAt' | 'onSettled'>,
): Job {
  const workerId = randomUUID()
  const orders = { ...delivery, workerId, limit: MESSAGES_PER_TURN }
  const deliver: Job['run'] = (now, isStopping) => {
    const started = performance.now()
    const isOver = () => isStopping() || performance.now() - started > TURN_MS
    return deliverDue(deps, { ...orders, isStopping: isOver }, now)
  }
  return { ...always('deliver', deliver), isWoken: true }
}
