import { expect, test, vi } from 'vitest'
import { openServer } from '../../../server/db.ts'
import { startJobs } from '../../../server/jobs/loop.ts'
import { always } from '../../../server/jobs/rules.ts'
import { enqueue } from '../../../server/messaging/service.ts'
import { aDatabase } from '../../support/database.ts'
import { createOwn, dropOwn } from '../../support/server-database.ts'
import { aTerritory, later, log, now, queue } from './outbox.ts'

const database = await aDatabase()
const { TEST_DATABASE_URL: serverUrl } = process.env

test.skipIf(serverUrl)(
  'the commit of a message that is due tells of it; one for later, or given up, does not (on a server: skipped)',
  async () => {
    const territoryId = await aTerritory(database)
    let told = 0
    const deaf = database.signal.hear(() => {
      told += 1
    })
    await queue(database, territoryId, { deliverAfter: later(60) })
    const givenUp = database.transaction(async (tx) => {
      await enqueue(tx, { ...aMessage, territoryId }, now)
      expect(told).toBe(0)
      throw new Error('given up')
    })
    await expect(givenUp).rejects.toThrow('given up')
    expect(told).toBe(0)
    await queue(database, territoryId)
    expect(told).toBe(1)
    deaf()
    await queue(database, territoryId)
    expect(told).toBe(1)
  },
)

const aMessage = {
  channel: 'email',
  template: 'link_again',
  ids: {},
  uniqueKey: 'given up',
  deliverAfter: now,
} as const

test('the job that is woken starts when it is told, whatever another is doing', async () => {
  const runs = { woken: 0, slow: 0 }
  let finish = () => {}
  const slow = always('slow', async () => {
    runs.slow += 1
    await new Promise<void>((resolve) => {
      finish = resolve
    })
    return {}
  })
  const job = always('woken', async () => {
    runs.woken += 1
    return {}
  })
  const jobs = startJobs({ database, log, now: () => now }, [slow, { ...job, isWoken: true }])
  database.signal.tell()
  expect(runs).toEqual({ woken: 1, slow: 0 })
  jobs.wake()
  await vi.waitFor(() => expect(runs.slow).toBe(1))
  const before = runs.woken
  database.signal.tell()
  await vi.waitFor(() => expect(runs.woken).toBeGreaterThan(before))
  finish()
  await jobs.stop()
  const after = runs.woken
  database.signal.tell()
  expect(runs.woken).toBe(after)
})

test.skipIf(!serverUrl)(
  'a worker apart hears what another process commits, again after its connection was cut (without TEST_DATABASE_URL: skipped)',
  async () => {
    const url = await createOwn(serverUrl ?? '')
    const lost: Error[] = []
    const [web, worker] = [
      await openServer(url, () => {}),
      await openServer(url, (e) => lost.push(e)),
    ]
    let told = 0
    worker.signal.hear(() => {
      told += 1
    })
    await vi.waitFor(() => expect(told).toBe(1))
    const territoryId = await aTerritory(web)
    await queue(web, territoryId)
    await vi.waitFor(() => expect(told).toBe(2))
    await web.client.$queryRaw`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query = 'listen trait_d_union'`
    await vi.waitFor(() => expect(lost.length).toBeGreaterThan(0))
    await vi.waitFor(() => expect(told).toBe(3), 10_000)
    await queue(web, territoryId)
    await vi.waitFor(() => expect(told).toBe(4))
    await Promise.all([web.close(), worker.close()])
    await dropOwn(serverUrl ?? '', url)
  },
)
