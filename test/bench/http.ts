import { readFileSync } from 'node:fs'
import pg from 'pg'
import { loadAddresses } from '../../prisma/seed/load.ts'
import { aHome, aProcess, type Home, type Running } from '../proof/processes.ts'
import { dropOwn } from '../support/server-database.ts'
import { type BenchOptions, type Engine, hashOf, race } from './bench.ts'
import { answerAfterTheDisk, createDurable } from './durable.ts'
import { firstVisit } from './http-first-visit.ts'
import { CONNECTIONS, sendAll, sendings } from './http-load.ts'
import { bareInserts, rowsOfOne } from './http-rows.ts'

const BENCH = 'http'
/** Goal of submissions a second, at which nobody is to wait. */
const GOAL_PER_SECOND = 400
/** Questionnaires of one round. */
const SIZE = 500
const WITHOUT_STORAGE = 'test/bench/http-without-storage.ts'
/** Messages are sent by another process, nothing is written in a journal, and memory is given as by `npm start`. */
const ENVIRONMENT = {
  TU_WORKER: 'off',
  TU_LOG_LEVEL: 'silent',
  NODE_OPTIONS: '--max-semi-space-size=32',
}
const TICK_MS = 10

/**
 * Whole questionnaires sent to a server of ours by fifty connections, each answered after its commit is on the disk, beside
 * the same server without storage and the same rows written by `pg` alone. Wrong when one that was acknowledged is not there
 * whole: request, people, timeline, message, private link, audit.
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
    const ours = await aProcess(home, ENVIRONMENT)
    running.push(ours)
    const bare = await aProcess(home, ENVIRONMENT, WITHOUT_STORAGE)
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
  const { seed, print, size: n } = options
  const size = n ?? SIZE
  const first = sendings(size, { first: 0, seed })
  const inputs = hashOf(...first.map(({ body }) => body))
  print({ bench: BENCH, inputs, questionnaires: size, connections: CONNECTIONS, worker: 'off' })
  const visit = await firstVisit(ours.url)
  print({ bench: BENCH, engine: 'first visit', ...visit })
  const warm = await sendAll(ours.url, first)
  await sendAll(bare.url, first)
  const work = serverWork(ours, { size, seed })
  const inserts = bareInserts(copy, await rowsOfOne(home.env.DATABASE_URL ?? ''))
  const engines: Engine[] = [
    { engine: 'submit', n: size, build: () => ({ round: () => work.round(), isRight: true }) },
    {
      engine: `submit, ${GOAL_PER_SECOND} a second`,
      n: size,
      build: () => ({ round: () => work.round({ perSecond: GOAL_PER_SECOND }), isRight: true }),
    },
    serverEngine('no storage', serverWork(bare, { size, seed }), size),
    {
      engine: 'pg',
      n: size,
      isPeer: true,
      build: () => ({ round: () => inserts.round(size), isRight: true, close: inserts.close }),
    },
  ]
  const ratios = [
    { over: 'submit', under: 'no storage' },
    { over: 'submit', under: 'pg' },
  ]
  await race({ bench: BENCH, engines, ratios }, options)
  for (const n of [size / 10, size * 4].map(Math.ceil)) {
    const { perSecond, p50us, p99us } = await work.round({ count: n })
    print({ bench: BENCH, growth: 'submit', n, perSecond, p50us, p99us })
  }
  const { acknowledged, refused } = work.seen
  const sent = warm.acknowledged + acknowledged
  const whole = await storedWhole(home)
  const ok = sent === whole && refused === 0
  const cpuMsEach = work.cpuMsEach()
  print({ bench: BENCH, engine: 'submit', acknowledged: sent, whole, refused, cpuMsEach, ok })
  return ok && visit.ok
}

function serverEngine(engine: string, work: ReturnType<typeof serverWork>, n: number): Engine {
  return {
    engine,
    n,
    isPeer: true,
    build: () => ({ round: () => work.round(), isRight: () => work.seen.refused === 0 }),
  }
}

/** Rounds of questionnaires never sent before, and what came of them. */
function serverWork({ url, pid }: Running, { size, seed }: { size: number; seed: number }) {
  const seen = { acknowledged: 0, refused: 0 }
  let first = size
  const before = cpuMsOf(pid)
  return {
    seen,
    round: async ({ count = size, perSecond }: { count?: number; perSecond?: number } = {}) => {
      const all = sendings(count, { first, seed })
      const { round, acknowledged } = await sendAll(url, all, perSecond)
      first += count
      seen.acknowledged += acknowledged
      seen.refused += count - acknowledged
      return round
    },
    /** CPU time of the server's process for one questionnaire, where the system tells it. */
    cpuMsEach: () => {
      const after = cpuMsOf(pid)
      if (before === null || after === null) return null
      return Number(((after - before) / seen.acknowledged).toPrecision(3))
    },
  }
}

function cpuMsOf(pid: number | undefined): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS
  } catch {
    return null
  }
}

/** Questionnaires of which everything is stored. */
async function storedWhole(home: Home): Promise<number> {
  const client = new pg.Client(home.env.DATABASE_URL)
  await client.connect()
  const { rows } = await client.query<{ n: number }>(`
    select count(*)::int as n
    from idempotency_key k join orientation_request r on r.id::text = k.subject_id
    where k.scope = 'questionnaire'
      and r.people_count = (select count(*) from member where request_id = r.id)
      and 2 = (select count(*) from request_event where request_id = r.id)
      and 1 = (select count(*) from message where request_id = r.id)
      and 1 = (select count(*) from private_link where request_id = r.id)
      and 1 = (select count(*) from audit_entry where subject_id = r.id::text)`)
  await client.end()
  return rows[0]?.n ?? 0
}
