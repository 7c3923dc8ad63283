import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadAddresses } from '../../prisma/seed/load.ts'
import { type Database, openEmbedded, openServer } from '../../server/db.ts'
import type { Deps } from '../../server/deps.ts'
import { createOfflineGeocoder } from '../../server/geocoding/offline/geocoder.ts'
import { findTerritory } from '../../server/territory/service.ts'
import { aDeps } from '../support/app.ts'
import { aChance } from '../support/chance.ts'
import { aDoctor, aTerritory } from '../support/people.ts'
import { dropOwn } from '../support/server-database.ts'
import { type BenchOptions, type Engine, hashOf, race, roundOf } from './bench.ts'
import { createDurable } from './durable.ts'
import { inventedForm } from './invented-households.ts'
import { parts, STEPS, type Timed, type World, whole } from './pipeline-steps.ts'

const BENCH = 'pipeline'
const SIZE = 20
const DOCTORS = 30
/** The whole is to take at most so many times the sum of its parts. */
const GOAL = 1.2
/** Households that no round has met. */
const FIRST_OF_GROWTH = 100_000
const ENGINES = ['whole', 'parts', ...STEPS] as const
type Name = (typeof ENGINES)[number]

/**
 * One household after the other from its form to its mail, then another by each step alone. The ratio is what the whole
 * takes over what its parts take: households that their sum would let through in a second, over those of the whole. Wrong when a
 * household is not placed, not ranked nearest first, or not written to.
 */
export async function benchPipeline(options: BenchOptions): Promise<boolean> {
  const { seed, print } = options
  const size = options.size ?? SIZE
  const kms = distances(seed)
  const forms = Array.from({ length: size }, (_, n) => inventedForm(n, seed))
  const inputs = hashOf(JSON.stringify([kms, forms]))
  const server = process.env.TEST_DATABASE_URL
  const own = server ? await createDurable(server) : null
  const database = own ? await openServer(own, () => {}) : await openEmbedded()
  const dataDir = mkdtempSync(join(tmpdir(), 'pipeline-'))
  try {
    const { home } = database
    print({ bench: BENCH, inputs, households: size, doctors: DOCTORS, home, goal: GOAL })
    const world = await aWorld({ database, dataDir, seed, kms })
    const engines = enginesOf(world, size)
    const ratios = [{ over: 'parts', under: 'whole' }]
    const isRight = await race({ bench: BENCH, engines, ratios }, options)
    return (await grows(world, size, options)) && isRight
  } finally {
    await database.close()
    if (server && own) await dropOwn(server, own)
    rmSync(dataDir, { recursive: true })
  }
}

/** Kilometres of the doctors north of where the homes are, nearest first. */
function distances(seed: number): number[] {
  const { next } = aChance(seed)
  return Array.from({ length: DOCTORS }, (_, at) => (3 * (at + next() / 2)) / DOCTORS)
}

type Wanted = { database: Database; dataDir: string; seed: number; kms: readonly number[] }

async function aWorld({ database, dataDir, seed, kms }: Wanted): Promise<World> {
  const base = aDeps(database, { geocoder: createOfflineGeocoder(dataDir) })
  const deps: Deps = { ...base, config: { ...base.config, dataDir }, now: () => new Date() }
  await loadAddresses(deps, deps.now())
  const territory = await findTerritory(deps, await aTerritory(deps))
  const nearestFirst: string[] = []
  for (const km of kms) nearestFirst.push(await aDoctor(deps, territory.id, { km }))
  return { deps, territory, seed, nearestFirst }
}

/** Rounds are played once for all engines: each takes from one what is its own. */
function enginesOf(world: World, size: number): Engine[] {
  const rounds: Promise<Played>[] = []
  const wrong = new Set<Name>()
  return ENGINES.map((engine) => ({
    engine,
    n: size,
    build: () => {
      let played = 0
      const round = async () => {
        rounds[played] ??= play(world, { size, first: 2 * size * played, wrong })
        const waits = (await rounds[played])?.[engine] ?? []
        played += 1
        return roundOf(
          waits.map((ms) => 1000 * ms),
          waits.reduce((sum, ms) => sum + ms, 0),
        )
      }
      const isRight = () =>
        engine === 'parts' ? STEPS.every((step) => !wrong.has(step)) : !wrong.has(engine)
      return { round, isRight, heldBytes: () => process.memoryUsage.rss() }
    },
  }))
}

/** Milliseconds of each household. */
type Played = Record<Name, number[]>

async function play(
  world: World,
  { size, first, wrong }: { size: number; first: number; wrong: Set<Name> },
): Promise<Played> {
  const waits = Object.fromEntries(ENGINES.map((name) => [name, [] as number[]])) as Played
  for (let n = first; n < first + 2 * size; n += 2) {
    const started = performance.now()
    if (!(await whole(world, n))) wrong.add('whole')
    waits.whole.push(performance.now() - started)
    let all = 0
    const timed: Timed = async (step, work, isRight) => {
      const started = performance.now()
      const made = await work()
      const ms = performance.now() - started
      waits[step].push(ms)
      all += ms
      if (!isRight(made)) wrong.add(step)
      return made
    }
    await parts(world, n + 1, timed)
    waits.parts.push(all)
  }
  return waits
}

/** Households one after the other, a tenth as many, as many, ten times as many: nothing may grow with those before them. */
async function grows(world: World, size: number, { print }: BenchOptions): Promise<boolean> {
  let isRight = true
  let n = FIRST_OF_GROWTH
  for (const households of [size / 10, size, size * 10].map(Math.ceil)) {
    const waits: number[] = []
    let ok = true
    const started = performance.now()
    for (let i = 0; i < households; i += 1, n += 1) {
      const asked = performance.now()
      ok = (await whole(world, n)) && ok
      waits.push((performance.now() - asked) * 1000)
    }
    const round = roundOf(waits, performance.now() - started)
    const figures = Object.entries(round).map(([name, value]) => [name, rounded(value)])
    print({ bench: BENCH, growth: 'whole', n: households, ...Object.fromEntries(figures), ok })
    isRight &&= ok
  }
  return isRight
}

function rounded(figure: number): number {
  return Number(figure.toPrecision(3))
}
