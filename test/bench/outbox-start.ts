import { setTimeout as sleep } from 'node:timers/promises'
import { openServer } from '../../server/db.ts'
import { deliverJob } from '../../server/jobs/deliver.ts'
import { startJobs } from '../../server/jobs/loop.ts'
import { afterSettling } from '../../server/letters/settled.ts'
import { createLog } from '../../server/log.ts'
import { mayLeaveAt } from '../../server/messaging/leaving.ts'
import { enqueue } from '../../server/messaging/service.ts'
import { until } from '../proof/processes.ts'
import { aDeps } from '../support/app.ts'
import { aTerritory } from '../support/people.ts'
import { dropOwn } from '../support/server-database.ts'
import { type Engine, roundOf } from './bench.ts'
import { createDurable } from './durable.ts'
import { ACCEPTED, plainMail, sendersThat } from './outbox-engines.ts'
import { pausesOf, plainMessages, type Wanted } from './outbox-inputs.ts'

/** A message that is not called by then is lost; one that is late is a figure. */
const LOST_AFTER_MS = 30_000

/**
 * Messages committed one by one to an outbox at rest, while the jobs of another process would run: each waits from its
 * commit to the call of its provider. How many a second says nothing: they are paced. Wrong when one is never called.
 */
export function outboxStart(server: string, wanted: Wanted): Engine {
  const build = async () => {
    const own = await createDurable(server)
    const [web, worker] = [await openServer(own, () => {}), await openServer(own, () => {})]
    const territoryId = await aTerritory(aDeps(web))
    const calledAt = new Map<string, number>()
    const senders = sendersThat(({ id }) => {
      calledAt.set(id, performance.now())
      return ACCEPTED
    })
    const deps = { ...aDeps(worker), log: createLog('silent'), now: () => new Date() }
    const compose = async () => plainMail
    const markOf = (text: string) => text
    const onSettled = afterSettling(deps)
    const orders = { compose, senders, markOf, mayLeaveAt, onSettled }
    const jobs = startJobs(deps, [deliverJob(deps, orders)])
    const pauses = pausesOf(wanted)
    let first = 0
    let isRight = true
    const round = async () => {
      const started = performance.now()
      const committedAt = new Map<string, number>()
      for (const [i, message] of plainMessages(wanted, first).entries()) {
        await sleep(pauses[i])
        const now = new Date()
        const queued = { ...message, territoryId, ids: {}, deliverAfter: now }
        const id = await web.transaction((tx) => enqueue(tx, queued, now))
        committedAt.set(id, performance.now())
      }
      first += wanted.n
      const elapsed = performance.now() - started
      const areCalled = () => [...committedAt.keys()].every((id) => calledAt.has(id))
      isRight = (await until(areCalled, LOST_AFTER_MS)) !== null && isRight
      const waits = [...committedAt].map(
        ([id, at]) => 1000 * Math.max(0, (calledAt.get(id) ?? Number.POSITIVE_INFINITY) - at),
      )
      return roundOf(waits, elapsed)
    }
    const close = async () => {
      await jobs.stop()
      await Promise.all([web.close(), worker.close()])
      await dropOwn(server, own)
    }
    return { round, isRight: () => isRight, close }
  }
  return { engine: 'outbox, start', n: wanted.n, build }
}
