import { describe, expect, test, vi } from 'vitest'
import { runDue, startJobs } from '../../../server/jobs/loop.ts'
import { always, daily } from '../../../server/jobs/rules.ts'
import { aDatabase } from '../../support/database.ts'
import { later, log, now } from './outbox.ts'

const database = await aDatabase()
const deps = { database, log, now: () => now }

describe('a turn', () => {
  test('runs a daily job once a day, and keeps what it counted', async () => {
    const job = daily('purge', 4, async () => ({ drafts: 3 }))
    expect(await runDue(deps, [job], now)).toEqual({ purge: { drafts: 3 } })
    expect(await runDue(deps, [job], later(60))).toEqual({})
    expect(await runDue(deps, [job], later(86_400))).toEqual({ purge: { drafts: 3 } })
    expect(await database.client.jobRun.findMany()).toEqual([
      { name: 'purge', ranAt: later(86_400), result: { drafts: 3 } },
    ])
  })

  test('of several processes at once, one runs a daily job', async () => {
    for (const at of [now, later(86_400)]) {
      let runs = 0
      const job = daily('purge', 4, async () => {
        runs += 1
        return {}
      })
      await Promise.all(Array.from({ length: 5 }, () => runDue(deps, [job], at)))
      expect(runs).toBe(1)
    }
  })

  test('goes on when a job fails', async () => {
    const failing = always('deliver', () => Promise.reject(new Error('broken')))
    const next = always('next', async () => ({ done: 1 }))
    expect(await runDue(deps, [failing, next], now)).toEqual({
      deliver: { failed: 1 },
      next: { done: 1 },
    })
  })
})

describe('the loop', () => {
  test('never runs two turns at once, and runs one more when woken meanwhile', async () => {
    let turns = 0
    let running = 0
    let most = 0
    let finish = () => {}
    const job = always('slow', async () => {
      turns += 1
      running += 1
      most = Math.max(most, running)
      await new Promise<void>((resolve) => {
        finish = resolve
      })
      running -= 1
      return {}
    })
    const jobs = startJobs(deps, [job])
    jobs.wake()
    jobs.wake()
    jobs.wake()
    expect({ turns, running }).toEqual({ turns: 1, running: 1 })
    finish()
    await vi.waitFor(() => expect(turns).toBe(2))
    const stopped = jobs.stop()
    finish()
    await stopped
    expect({ turns, most, running }).toEqual({ turns: 2, most: 1, running: 0 })
    jobs.wake()
    expect(turns).toBe(2)
  })

  test('tells a job under way that it must end', async () => {
    let asked: boolean | null = null
    const job = always('long', async (_now, isStopping) => {
      await vi.waitFor(() => expect(isStopping()).toBe(true))
      asked = isStopping()
      return {}
    })
    const jobs = startJobs(deps, [job])
    jobs.wake()
    await jobs.stop()
    expect(asked).toBe(true)
  })
})
