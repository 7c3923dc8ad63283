import { loadAddresses } from '../../prisma/seed/load.ts'
import { aHome, aProcess, type Home, type Running } from '../proof/processes.ts'
import { dropOwn } from '../support/server-database.ts'
import { type BenchOptions, type Engine, hashOf, race } from './bench.ts'
import { answerAfterTheDisk, createDurable } from './durable.ts'
import { firstVisit } from './http-first-visit.ts'
import { CONNECTIONS, sendings } from './http-load.ts'
import { rowsOfOne } from './http-rows.ts'
import { storedWhole } from './http-stored.ts'
import { bareWork, engineOf, serverWork, type Work } from './http-work.ts'
import { BENCHED_SERVER, cpuMsOf } from './server-process.ts'

const BENCH = 'http'
/** Goal of submissions a second, at which nobody is to wait. */
const GOAL_PER_SECOND = 400
/** Questionnaires of one round. */
const SIZE = 500
/** Rounds that the largest step of growth is worth. */
const GROWN = 4
const WITHOUT_STORAGE = 'test/bench/http-without-storage.ts'

/**
 * Whole questionnaires sent to a server of ours by fifty connections, each answered after its commit is on the disk, beside
 * the same server without storage and the same rows written by `pg` alone. Wrong when one is refused, or acknowledged and not
 * there whole: request, people, timeline, message, private link, audit.
 */
export async function benchHttp(options: BenchOptions): Promise<boolean> {
  const { TEST_DATABASE_URL: server } = process.env
  if (!server) {
    options.print({ bench: BENCH, notRun: 'TEST_DATABASE_URL is not set' })
    return true
  }
  const home = await aHome()
  const copy = await createDurable(server, home.env.DATABASE_URL)
  await answerAfterTheDisk(server, home.env.DATABASE_URL ?? '')
  await home.within(({ config, now }) =>
    loadAddresses({ config: { ...config, dataDir: home.env.TU_DATA_DIR ?? '' } }, now()),
  )
  const running: Running[] = []
  try {
    const ours = await aProcess(home, BENCHED_SERVER)
    running.push(ours)
    const bare = await aProcess(home, BENCHED_SERVER, WITHOUT_STORAGE)
    running.push(bare)
    return await compare({ home, ours, bare, copy }, options)
  } finally {
    for (const process of running) await process.kill()
    await dropOwn(server, copy)
    await home.remove()
  }
}

type Compared = { home: Home; ours: Running; bare: Running; copy: string }

async function compare({ home, ours, bare, copy }: Compared, options: BenchOptions) {
  const { seed, print, size } = options
  const count = size ?? SIZE
  const inputs = hashOf(...sendings(count, { first: 0, seed }).map(({ body }) => body))
  print({ bench: BENCH, inputs, questionnaires: count, connections: CONNECTIONS, worker: 'off' })
  const visit = await firstVisit(ours.url)
  print({ bench: BENCH, engine: 'first visit', ...visit })
  const stored = home.env.DATABASE_URL ?? ''
  const { work: submit, seen } = serverWork(ours, { seed, stored })
  const { work: without } = serverWork(bare, { seed, stored: null })
  const warm = await submit({ count })
  await without({ count })
  const cpuMsEach = cpuMeter(ours, seen)
  const rows = await bareWork(copy, await rowsOfOne(stored), count)
  print({ bench: BENCH, engine: 'pg', connections: rows.connections })
  const paced = { count, perSecond: GOAL_PER_SECOND }
  const works = { submit, 'no storage': without, pg: rows.work }
  const engines: Engine[] = [
    engineOf('submit', { asked: { count }, work: submit, server: ours }),
    engineOf(`submit, ${GOAL_PER_SECOND} a second`, { asked: paced, work: submit, server: ours }),
    engineOf('no storage', { asked: { count }, work: without, isPeer: true, server: bare }),
    engineOf('pg', { asked: { count }, work: rows.work, isPeer: true }),
  ]
  const ratios = ['no storage', 'pg'].map((under) => ({ over: 'submit', under }))
  try {
    const isRight = await race({ bench: BENCH, engines, ratios }, options)
    const grown = await grows(works, count * GROWN, options)
    const whole = await storedWhole(stored)
    const ok = whole === seen.acknowledged && seen.refused === 0
    print({ bench: BENCH, engine: 'submit', ...seen, whole, cpuMsEach: cpuMsEach(), ok })
    return warm.isRight && isRight && grown && ok && visit.ok
  } finally {
    await rows.close()
  }
}

/** A hundredth of the most, a tenth, all of it, by each engine; were those of ours right? */
async function grows(
  works: Record<string, Work>,
  most: number,
  { print }: BenchOptions,
): Promise<boolean> {
  let isRight = true
  for (const [growth, work] of Object.entries(works))
    for (const n of [most / 100, most / 10, most].map(Math.ceil)) {
      const { round, isRight: ok } = await work({ count: n })
      const rounded = Object.entries(round).map(([name, value]) => [name, rounding(value)])
      print({ bench: BENCH, growth, n, ...Object.fromEntries(rounded), ok })
      if (growth === 'submit') isRight = ok && isRight
    }
  return isRight
}

/** Milliseconds of the server's processor for each questionnaire acknowledged from here on; NaN where nobody tells. */
function cpuMeter(server: Running, seen: { acknowledged: number }): () => number {
  const [before, acknowledged] = [cpuMsOf(server), seen.acknowledged]
  return () => rounding((cpuMsOf(server) - before) / (seen.acknowledged - acknowledged))
}

function rounding(value: number): number {
  return Number(value.toPrecision(4))
}
