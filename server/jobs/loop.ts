import { atMostEvery } from '../database/signal.ts'
import type { Deps } from '../deps.ts'
import { errorFacts } from '../log.ts'
import { type Counts, isDue, type Job } from './rules.ts'
import { claimRun, lastRun, writeResult } from './store.ts'

type Context = Pick<Deps, 'database' | 'log' | 'now'>

/** What is due is looked for this often, whoever tells of it. */
const TURN_MS = 1_000
/** Told again and again, what is woken has this time between two turns, so that it takes several messages in each. */
const WOKEN_EVERY_MS = 20

export type Jobs = {
  /** Another turn now, or as soon as the present one ends. */
  wake: () => void
  /** No more turns; resolves when the present one has ended, which it does as soon as it can. */
  stop: () => Promise<void>
}

/**
 * Runs what is due at `now`, in the order of `jobs`, each daily job in one process only.
 * A job that fails is logged, counted as `{ failed: 1 }`, and does not hold the next ones.
 */
export async function runDue(
  deps: Context,
  jobs: readonly Job[],
  now: Date,
  isStopping: () => boolean = () => false,
): Promise<Record<string, Counts>> {
  const results: Record<string, Counts> = {}
  for (const job of jobs) {
    if (isStopping()) break
    const counts = await runOne(deps, job, { now, isStopping })
    if (counts) results[job.name] = counts
  }
  return results
}

/**
 * Runs the jobs for as long as the process lives: those that are woken in turns of their own, the others in theirs, one
 * turn of each at a time. It does not keep the process alive by itself.
 */
export function startJobs(deps: Context, jobs: readonly Job[]): Jobs {
  const turnsOf = (some: readonly Job[]) => loopOf((isStopping) => turn(deps, some, isStopping))
  const woken = turnsOf(jobs.filter(({ isWoken }) => isWoken))
  const others = turnsOf(jobs.filter(({ isWoken }) => !isWoken))
  const deaf = deps.database.signal.hear(atMostEvery(WOKEN_EVERY_MS, woken.wake))
  const wake = () => {
    woken.wake()
    others.wake()
  }
  const timer = setInterval(wake, TURN_MS).unref()
  return {
    wake,
    stop: async () => {
      deaf()
      clearInterval(timer)
      await Promise.all([woken.stop(), others.stop()])
    },
  }
}

/** One turn at a time, and one more when woken meanwhile. */
function loopOf(turn: (isStopping: () => boolean) => Promise<void>): Jobs {
  let running: Promise<void> | null = null
  let wanted = false
  let stopped = false
  const turns = async () => {
    do {
      wanted = false
      await turn(() => stopped)
    } while (wanted && !stopped)
    running = null
  }
  return {
    wake: () => {
      wanted = true
      if (!stopped) running ??= turns()
    },
    stop: async () => {
      stopped = true
      await running
    },
  }
}

/** A database that is away for a moment ends the turn, not the loop. */
async function turn(deps: Context, jobs: readonly Job[], isStopping: () => boolean): Promise<void> {
  try {
    await runDue(deps, jobs, deps.now(), isStopping)
  } catch (error) {
    deps.log.error(errorFacts(error), 'jobs interrupted')
  }
}

type Turn = { now: Date; isStopping: () => boolean }

/** What a job counted; null when it was not due, or another process took it. One that was stopped is held as not ended. */
async function runOne(deps: Context, job: Job, turn: Turn): Promise<Counts | null> {
  if (job.schedule.kind === 'always') return counted(deps, job, turn)
  const { now } = turn
  const { client } = deps.database
  const last = await lastRun(client, job.name)
  if (!isDue(job.schedule, last, now)) return null
  if (!(await claimRun(client, { name: job.name, last: last?.ranAt ?? null }, now))) return null
  const counts = await counted(deps, job, turn)
  if (!turn.isStopping()) await writeResult(client, { name: job.name, ranAt: now }, counts)
  deps.log.info({ job: job.name, ...counts }, 'job')
  return counts
}

async function counted(deps: Context, job: Job, { now, isStopping }: Turn): Promise<Counts> {
  try {
    return await job.run(now, isStopping)
  } catch (error) {
    deps.log.error({ job: job.name, ...errorFacts(error) }, 'job failed')
    return { failed: 1 }
  }
}
