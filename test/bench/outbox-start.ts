import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { openServer } from '../../server/db.ts'
import { deliverJob } from '../../server/jobs/deliver.ts'
import { startJobs } from '../../server/jobs/loop.ts'
import { createLog } from '../../server/log.ts'
import { enqueue } from '../../server/messaging/service.ts'
import { aDeps } from '../support/app.ts'
import { aTerritory } from '../support/people.ts'
import { dropOwn } from '../support/server-database.ts'
import { type Engine, roundOf } from './bench.ts'
import { createDurable } from './durable.ts'
import { ACCEPTED, plainMail, sendersThat } from './outbox-engines.ts'

/** Between two messages, at least and at most. */
const PAUSE_MS = [5, 45] as const

/**
 * Messages committed one by one to an outbox at rest, while the jobs of another process would run: each waits from its
 * commit to the call of its provider. How many a second says nothing: they are paced.
 */
export function outboxStart(server: string, n: number): Engine {
  const build = async () => {
    const own = await createDurable(server)
    const [web, worker] = [await openServer(own, () => {}), await openServer(own, () => {})]
    const territoryId = await aTerritory(aDeps(web))
    const calledAt = new Map<string, number>()
    const senders = sendersThat(({ id }) => {
      calledAt.set(id, performance.now())
      return ACCEPTED
    })
    const deps = { database: worker, log: createLog('silent'), now: () => new Date() }
    const orders = { compose: async () => plainMail, senders, markOf: (text: string) => text }
    const jobs = startJobs(deps, [deliverJob(deps, orders)])
    let isRight = true
    const round = async () => {
      const started = performance.now()
      const committedAt = new Map<string, number>()
      for (let i = 0; i < n; i += 1) {
        await sleep(PAUSE_MS[0] + Math.random() * (PAUSE_MS[1] - PAUSE_MS[0]))
        const now = new Date()
        const message = { territoryId, channel: 'email', template: 'link_again', ids: {} } as const
        const id = await web.transaction((tx) =>
          enqueue(tx, { ...message, uniqueKey: randomUUID(), deliverAfter: now }, now),
        )
        committedAt.set(id, performance.now())
      }
      const elapsed = performance.now() - started
      await sleep(1_100)
      const waits = [...committedAt].map(
        ([id, at]) => 1000 * Math.max(0, (calledAt.get(id) ?? Infinity) - at),
      )
      isRight &&= waits.every(Number.isFinite)
      return roundOf(waits, elapsed)
    }
    const close = async () => {
      await jobs.stop()
      await Promise.all([web.close(), worker.close()])
      await dropOwn(server, own)
    }
    return { round, isRight: () => isRight, close }
  }
  return { engine: 'outbox, start', n, build }
}
