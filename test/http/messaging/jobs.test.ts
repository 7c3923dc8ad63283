import { describe, expect, test, vi } from 'vitest'
import { Prisma } from '../../../prisma/generated/client.ts'
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

  test('a daily job that failed, in whole or in part, runs again the same day until it has done all', async () => {
    const answers = [{ asked: 1, failed: 1 }, null, { asked: 1 }]
    const job = daily('followup', 7, async () => {
      const counts = answers.shift()
      if (!counts) throw new Error('the database is away')
      return counts
    })
    expect(await runDue(deps, [job], now)).toEqual({ followup: { asked: 1, failed: 1 } })
    expect(await runDue(deps, [job], later(60))).toEqual({})
    expect(await runDue(deps, [job], later(900))).toEqual({ followup: { failed: 1 } })
    expect(await runDue(deps, [job], later(1800))).toEqual({ followup: { asked: 1 } })
    expect(await runDue(deps, [job], later(2700))).toEqual({})
  })

  test('a daily job that a deploy stopped, or a process that died left, runs again the same day', async () => {
    let runs = 0
    const job = daily('followup', 7, async () => ({ asked: ++runs }))
    let turns = 0
    await runDue(deps, [job], now, () => turns++ > 0)
    expect(await runDue(deps, [job], later(900))).toEqual({ followup: { asked: 2 } })
    expect(await runDue(deps, [job], later(1800))).toEqual({})
    const name = 'followup'
    await database.client.jobRun.updateMany({ where: { name }, data: { result: Prisma.DbNull } })
    expect(await runDue(deps, [job], later(1799))).toEqual({})
    expect(await runDue(deps, [job], later(1800))).toEqual({ followup: { asked: 3 } })
  })

  test('a run that lasted and was begun again meanwhile does not say that the other ended', async () => {
    let runs = 0
    const job = daily('followup', 7, async () => {
      runs += 1
      if (runs === 1) await runDue(deps, [dying], later(900))
      return {}
    })
    const dying = daily('followup', 7, () => Promise.reject(new Error('broken')))
    await runDue(deps, [job], now)
    expect(await runDue(deps, [job], later(1800))).toEqual({ followup: {} })
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
