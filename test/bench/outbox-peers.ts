import { EventEmitter, once } from 'node:events'
import { Logger, makeWorkerUtils, run, type TaskList, type WorkerUtils } from 'graphile-worker'
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
const ADD_JOBS = `select count(*) from graphile_worker.add_jobs(
  array(select json_populate_recordset(null::graphile_worker.job_spec, $1::json)), false)`

/** It says each job, which costs it time. */
const silent = new Logger(() => () => {})

/** What the peers were given, to be printed. */
export const PEER_SETTINGS = { 'pg-boss': { batchSize: BOSS_BATCH }, 'graphile-worker': GRAPHILE }

type Numbered = { at: number }

export function pgBoss(server: string, n: number): Engine {
  return peer('pg-boss', n, async () => {
    const own = await createDurable(server)
    const boss = new PgBoss(own)
    boss.on('error', () => {})
    await boss.start()
    await boss.createQueue(QUEUE)
    let isRight = true
    const round = async () => {
      const jobs = numbered(n)
      await boss.insert(jobs.map((data) => ({ name: QUEUE, data })))
      const { done, isEachOnce } = tallyOf(n)
      const drain = await drained(n, async (sent) => {
        for (let left = n; left > 0; ) {
          const taken = await boss.fetch<Numbered>(QUEUE, { batchSize: BOSS_BATCH })
          for (const { data } of taken) {
            sent()
            done(data)
          }
          const ids = taken.map(({ id }) => id)
          await boss.complete(QUEUE, ids)
          left -= taken.length
        }
      })
      isRight = isEachOnce() && (await boss.getQueueSize(QUEUE)) === 0 && isRight
      return drain
    }
    const close = async () => {
      await boss.stop({ graceful: false })
      await dropOwn(server, own)
    }
    return { round, isRight: () => isRight, close }
  })
}

/**
 * Its workers listen before the round and are stopped after it. What counts goes from the commit of the jobs to the last
 * call: the completions that it writes after that are not counted.
 */
export function graphileWorker(server: string, n: number): Engine {
  return peer('graphile-worker', n, async () => {
    const own = await createDurable(server)
    const utils = await makeWorkerUtils({ connectionString: own })
    await utils.migrate()
    let isRight = true
    const round = async () => {
      const { done, isEachOnce } = tallyOf(n)
      const ended = new EventEmitter()
      let [left, sent] = [n, () => {}]
      const send = (job: unknown) => {
        sent()
        done(job as Numbered)
        left -= 1
        if (left === 0) ended.emit('end')
      }
      const runner = await started(own, { [QUEUE]: send })
      const drain = await utils.withPgClient(async (client) => {
        await client.query('begin')
        const specs = numbered(n).map((payload) => ({ identifier: QUEUE, payload }))
        await client.query(ADD_JOBS, [JSON.stringify(specs)])
        return drained(n, async (count) => {
          sent = count
          const end = once(ended, 'end')
          await client.query('commit')
          await end
        })
      })
      await runner.stop()
      isRight = isEachOnce() && (await areNoneLeft(utils)) && isRight
      return drain
    }
    const close = async () => {
      await utils.release()
      await dropOwn(server, own)
    }
    return { round, isRight: () => isRight, close }
  })
}

function peer(engine: string, n: number, build: () => Promise<Ready>): Engine {
  return { engine, n, isPeer: true, build }
}

function numbered(n: number): Numbered[] {
  return Array.from({ length: n }, (_, at) => ({ at }))
}

/** Counts the jobs of a round by their numbers. */
function tallyOf(n: number) {
  const times = new Uint8Array(n)
  const done = ({ at }: Numbered) => {
    times[at] = (times[at] ?? 0) + 1
  }
  return { done, isEachOnce: () => times.every((time) => time === 1) }
}

/** Workers that are told of new jobs from here on. */
async function started(connectionString: string, taskList: TaskList) {
  const events = new EventEmitter()
  const listening = once(events, 'pool:listen:success')
  const preset = { worker: GRAPHILE }
  const quiet = { noHandleSignals: true, logger: silent }
  const runner = await run({ connectionString, taskList, events, preset, ...quiet })
  await listening
  return runner
}

async function areNoneLeft(utils: WorkerUtils): Promise<boolean> {
  return utils.withPgClient(async (client) => {
    const { rows } = await client.query('select 1 from graphile_worker.jobs limit 1')
    return rows.length === 0
  })
}
