import { openEmbedded } from '../../server/db.ts'
import { runDue } from '../../server/jobs/loop.ts'
import { seedIdentifiers } from '../support/seeded-ids.ts'
import { databaseOnServer } from '../support/server-database.ts'
import type { Options, Proven } from './proof.ts'
import { coordinate, doctorsDay, doTodos } from './year-acts.ts'
import {
  countWithoutNews,
  explained,
  funnelAddsUp,
  placesFreed,
  settled,
  toldOnce,
  withoutNews,
} from './year-end.ts'
import { arrive, live, type Row } from './year-households.ts'
import { aYearWorld, FIRST_DAY, type Place, type YearWorld } from './year-world.ts'

const YEAR = { households: 2000, doctors: 60, days: 365, hours: [7, 14] }
const SHORT_YEAR = { households: 100, doctors: 8, days: 110, hours: [7] }
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Nobody arrives at the same instant, so that the order of the year does not depend on identifiers. */
const BETWEEN_ARRIVALS_MS = 60_000
/** Longer than any answer is waited for. */
const QUIET_DAYS = 60
const QUIET_STEP_DAYS = 3
const SEED = 2027
/** Of a short year in which doctors and households disagree more than once. */
const SHORT_SEED = 11
/** A year takes minutes: whoever waits sees how far it is. */
const SAID_EVERY_DAYS = 30
const LOOKED_EVERY_DAYS = 7
const NOT_RUN = `${SHORT_YEAR.households} of ${YEAR.households} households, ${SHORT_YEAR.days} days of ${YEAR.days}`

/**
 * A simulated year: households arrive in two territories, one of each mode; doctors, half of whom refuse, coordinators
 * whom one call in three reaches, and households behave by chance; the real services do the rest, and the real jobs run
 * at their hours. Then everybody is in a state that is explained, and what is counted adds up.
 */
export async function proveYear({ short, seed }: Options): Promise<Proven> {
  const proven = await playYear(short ? SHORT_YEAR : YEAR, seed ?? (short ? SHORT_SEED : SEED))
  return { ...proven, notRun: short ? NOT_RUN : null }
}

/**
 * One year of that size, on a database of its own: on the server of `TEST_DATABASE_URL`, which is several times faster,
 * else embedded. The same seed plays the same year.
 */
export async function playYear(size: Size, seed: number): Promise<Proven> {
  const server = process.env.TEST_DATABASE_URL
  const database = await (server ? databaseOnServer(server) : openEmbedded())
  const ids = seedIdentifiers(seed)
  try {
    const world = await aYearWorld(database, { doctors: size.doctors, seed, ids })
    for (let day = 0; day < size.days; day += 1) {
      await playDay(world, size, day)
      if (day % LOOKED_EVERY_DAYS === 0)
        world.silentMost = Math.max(world.silentMost, await countWithoutNews(world))
      if (day % SAID_EVERY_DAYS === 0) process.stderr.write(`day ${day} of ${size.days}\n`)
    }
    const stands = await explained(world)
    const funnel = await funnelAddsUp(world)
    const once = await toldOnce(world)
    await waitQuietly(world)
    const freed = await placesFreed(world)
    const refused = [...world.refused].map(([words, n]) => [`refused.${words}`, n] as const)
    return {
      checks: [
        ...stands.checks,
        ...freed,
        ...once,
        ...funnel.checks,
        withoutNews(world),
        settled(world),
      ],
      figures: {
        messages: world.sent.size,
        ...stands.figures,
        ...funnel.figures,
        ...Object.fromEntries(refused),
      },
    }
  } finally {
    ids.stop()
    await database.close()
  }
}

export type Size = typeof YEAR

async function playDay(world: YearWorld, size: Size, day: number): Promise<void> {
  const { clock, places } = world
  const midnight = FIRST_DAY.getTime() + day * DAY_MS
  const [first = 7, ...others] = size.hours
  const at = (hour: number) => new Date(midnight + hour * HOUR_MS)
  clock.at = at(first)
  await runJobs(world)
  clock.at = at(first + 1)
  await arriveAll(world, size, day)
  for (const place of places) await playPlace(world, place, isWorked(clock.at))
  for (const hour of others) {
    clock.at = at(hour)
    await runJobs(world)
  }
}

/** One job after the other: some do several things at once, and what is drawn afterwards does not depend on their order. */
async function runJobs({ deps, jobs, clock, ids }: YearWorld): Promise<void> {
  for (const job of jobs) {
    await runDue(deps, [job], clock.at)
    ids.begin()
  }
}

/** So many a day that all of them have come at the end of the year. */
async function arriveAll(world: YearWorld, size: Size, day: number): Promise<void> {
  const upTo = (days: number) => Math.floor((days * size.households) / size.days)
  for (let n = upTo(day); n < upTo(day + 1); n += 1) {
    world.clock.at = new Date(world.clock.at.getTime() + BETWEEN_ARRIVALS_MS)
    await arrive(world, world.places[n % 2] as Place, n)
  }
}

async function playPlace(world: YearWorld, place: Place, isWorkedOn: boolean): Promise<void> {
  const rows = await openRows(world, place)
  for (const row of rows) await live(world, place, row)
  if (!isWorkedOn) return
  await doctorsDay(world, place)
  for (const row of await openRows(world, place)) await coordinate(world, place, row)
  await doTodos(world, place)
}

function openRows({ deps }: YearWorld, { territoryId }: Place): Promise<Row[]> {
  return deps.database.client.orientationRequest.findMany({
    where: { territoryId, status: { notIn: ['closed', 'declared'] } },
    select: { id: true, status: true, registeredAt: true },
    orderBy: { registeredAt: 'asc' },
  })
}

function isWorked(at: Date): boolean {
  return at.getUTCDay() !== 0 && at.getUTCDay() !== 6
}

/** Nobody does anything any more but time. */
async function waitQuietly(world: YearWorld): Promise<void> {
  for (let day = 0; day < QUIET_DAYS; day += QUIET_STEP_DAYS) {
    world.clock.at = new Date(world.clock.at.getTime() + QUIET_STEP_DAYS * DAY_MS)
    await runJobs(world)
  }
}
