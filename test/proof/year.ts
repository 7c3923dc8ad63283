import { openEmbedded } from '../../server/db.ts'
import { runDue } from '../../server/jobs/loop.ts'
import type { Options, Proven } from './proof.ts'
import { coordinate, doctorsDay, doTodos } from './year-acts.ts'
import { explained, funnelAddsUp, placesFreed, toldOnce, withoutNews } from './year-end.ts'
import { arrive, live, type Row } from './year-households.ts'
import { aYearWorld, FIRST_DAY, type Place, type YearWorld } from './year-world.ts'

const YEAR = { households: 2000, doctors: 60, days: 365, hours: [7, 10, 14, 16] }
const SHORT_YEAR = { households: 200, doctors: 12, days: 365, hours: [7, 14] }
const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
/** Longer than any answer is waited for. */
const QUIET_DAYS = 60
const SEED = 2027

/**
 * A simulated year: households arrive in two territories, one of each mode; doctors, half of whom refuse, coordinators
 * whom one call in three reaches, and households behave by chance; the real services do the rest, and the real jobs run
 * at their hours. Then everybody is in a state that is explained, and what is counted adds up.
 */
export async function proveYear({ short }: Options): Promise<Proven> {
  const size = short ? SHORT_YEAR : YEAR
  const database = await openEmbedded()
  try {
    const world = await aYearWorld(database, { doctors: size.doctors, seed: SEED })
    for (let day = 0; day < size.days; day += 1) await playDay(world, size, day)
    const stands = await explained(world)
    const funnel = await funnelAddsUp(world)
    const news = await withoutNews(world)
    const once = await toldOnce(world)
    await waitQuietly(world)
    const freed = await placesFreed(world)
    const refused = [...world.refused].map(([words, n]) => [`refused.${words}`, n] as const)
    return {
      checks: [...stands.checks, ...freed, ...once, ...funnel.checks, ...(news ?? [])],
      figures: {
        messages: world.sent.size,
        ...stands.figures,
        ...funnel.figures,
        ...Object.fromEntries(refused),
      },
      notRun: notRunOf(short, news !== null),
    }
  } finally {
    await database.close()
  }
}

function notRunOf(short: boolean, hasNews: boolean): string | null {
  const parts = [
    ...(short ? [`${SHORT_YEAR.households} of ${YEAR.households} households`] : []),
    ...(hasNews ? [] : ['news every 90 days: there is no job named followup']),
  ]
  return parts.length > 0 ? parts.join('; ') : null
}

type Size = typeof YEAR

async function playDay(world: YearWorld, size: Size, day: number): Promise<void> {
  const { clock, places } = world
  const midnight = FIRST_DAY.getTime() + day * DAY_MS
  const [first = 7, ...others] = size.hours
  const at = (hour: number) => new Date(midnight + hour * HOUR_MS)
  clock.at = at(first)
  await runDue(world.deps, world.jobs, clock.at)
  clock.at = at(first + 1)
  await arriveAll(world, size, day)
  for (const place of places) await playPlace(world, place, isWorked(clock.at))
  for (const hour of others) {
    clock.at = at(hour)
    await runDue(world.deps, world.jobs, clock.at)
  }
}

/** So many a day that all of them have come at the end of the year. */
async function arriveAll(world: YearWorld, size: Size, day: number): Promise<void> {
  const upTo = (days: number) => Math.floor((days * size.households) / size.days)
  for (let n = upTo(day); n < upTo(day + 1); n += 1)
    await arrive(world, world.places[n % 2] as Place, n)
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
    orderBy: [{ registeredAt: 'asc' }, { reference: 'asc' }],
  })
}

function isWorked(at: Date): boolean {
  return at.getUTCDay() !== 0 && at.getUTCDay() !== 6
}

/** Nobody does anything any more but time. */
async function waitQuietly(world: YearWorld): Promise<void> {
  for (let day = 0; day < QUIET_DAYS; day += 1) {
    world.clock.at = new Date(world.clock.at.getTime() + DAY_MS)
    await runDue(world.deps, world.jobs, world.clock.at)
  }
}
