import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import PgBoss from 'pg-boss'
import { dropOwn } from '../support/server-database.ts'
import type { Engine, Ready } from './bench.ts'
import { createDurable } from './durable.ts'
import { drained } from './outbox-drain.ts'

/** pg-boss takes and completes jobs by hand in batches, since its own loop waits between two of them. */
const BOSS_BATCH = 500
/** graphile-worker's settings for throughput: jobs taken in advance, completed in batches. */
const GRAPHILE = {
  concurrentJobs: 24,
  maxPoolSize: 30,
  localQueue: { size: 500 },
  completeJobBatchDelay: 0,
  failJobBatchDelay: 0,
}
const QUEUE = 'send'

/** It says each job, which costs it time. */
const silent = new Logger(() => () => {})

/** What the peers were given, to be printed. */
export const PEER_SETTINGS = { 'pg-boss': { batchSize: BOSS_BATCH }, 'graphile-worker': GRAPHILE }

export function pgBoss(server: string, n: number): Engine {
  return peer('pg-boss', n, async () => {
    const own = await createDurable(server)
    const boss = new PgBoss(own)
    boss.on('error', () => {})
    await boss.start()
    await boss.createQueue(QUEUE)
    const round = async () => {
      await boss.insert(Array.from({ length: n }, (_, at) => ({ name: QUEUE, data: { at } })))
      return drained(n, async (sent) => {
        for (let left = n; left > 0; ) {
          const jobs = await boss.fetch(QUEUE, { batchSize: BOSS_BATCH })
          for (const _ of jobs) sent()
          await boss.complete(
            QUEUE,
            jobs.map(({ id }) => id),
          )
          left -= jobs.length
        }
      })
    }
    const close = async () => {
      await boss.stop({ graceful: false })
      await dropOwn(server, own)
    }
    return { round, isRight: true, close }
  })
}

export function graphileWorker(server: string, n: number): Engine {
  return peer('graphile-worker', n, async () => {
    const own = await createDurable(server)
    const utils = await makeWorkerUtils({ connectionString: own })
    await utils.migrate()
    const round = async () => {
      await utils.addJobs(
        Array.from({ length: n }, (_, at) => ({ identifier: QUEUE, payload: { at } })),
      )
      return drained(n, async (sent) => {
        let left = n
        let end = () => {}
        const all = new Promise<void>((resolve) => {
          end = resolve
        })
        const send = () => {
          sent()
          left -= 1
          if (left === 0) end()
        }
        const runner = await run({
          connectionString: own,
          taskList: { [QUEUE]: send },
          noHandleSignals: true,
          logger: silent,
          preset: { worker: GRAPHILE },
        })
        await all
        await runner.stop()
      })
    }
    const close = async () => {
      await utils.release()
      await dropOwn(server, own)
    }
    return { round, isRight: true, close }
  })
}

function peer(engine: string, n: number, build: () => Promise<Ready>): Engine {
  return { engine, n, isPeer: true, build }
}
