import { cpuUsage, memoryUsage } from 'node:process'
import { claimOf } from '../../../server/allocation/certificate.ts'
import { neighboursTogether } from '../../../server/allocation/order.ts'
import type { Problem } from '../../../server/allocation/problem.ts'
import {
  changeHousehold,
  changePlaces,
  solveRelaxed,
} from '../../../server/allocation/relaxation.ts'
import { gapOf, relaxedTotals, wholeTotals } from '../../../server/allocation/totals.ts'
import { contradictions } from '../../../server/allocation/verify.ts'
import { solveWhole } from '../../../server/allocation/whole.ts'
import { type BenchOptions, roundOf } from '../bench.ts'
import { aRegion, randomFrom } from './inputs.ts'

const CHANGES = 200
/** Changes before the first that is measured: a server that plans all day compiled them long ago. */
const UNMEASURED = 100

/** Whole households: the time of both steps, and what may be lost against the bound. Right when nobody has two places. */
export function whole(problem: Problem, { print }: BenchOptions): boolean {
  const started = performance.now()
  const network = solveRelaxed(neighboursTogether(problem).problem)
  const relaxedMs = performance.now() - started
  const rooms = solveWhole(network)
  const totalMs = performance.now() - started
  const [plan, bound] = [wholeTotals(rooms), relaxedTotals(network)]
  print({
    bench: 'allocate, whole households',
    households: problem.households.length,
    people: { plan: plan.people, bound: bound.people },
    gapPercent: round(100 * gapOf(plan, bound)),
    relaxedMs: round(relaxedMs),
    totalMs: round(totalMs),
  })
  return rooms.free.every((free) => free >= 0)
}

/**
 * One place or one household changed, many times over: a wait of a few milliseconds on a busy machine would tell of its
 * neighbours, and is left out. The last certificate is checked.
 */
export function changes(problem: Problem, { print, seed }: BenchOptions): boolean {
  const random = randomFrom(seed + 1)
  const network = solveRelaxed(neighboursTogether(problem).problem)
  const waits = { places: [] as number[], household: [] as number[] }
  globalThis.gc?.()
  for (let change = 0; change < UNMEASURED + CHANGES; change += 1) {
    const doctor = Math.floor(random() * problem.doctors.length)
    const household = Math.floor(random() * problem.households.length)
    const places = Math.max(0, (network.places[doctor] ?? 0) + (random() < 0.5 ? -1 : 1))
    const other = problem.households[Math.floor(random() * problem.households.length)]
    waits.places.push(busyMsOf(() => changePlaces(network, doctor, places)))
    if (other) waits.household.push(busyMsOf(() => changeHousehold(network, household, other)))
  }
  for (const [changed, every] of Object.entries(waits)) {
    const ms = every.slice(UNMEASURED)
    const all = ms.reduce((sum, each) => sum + each, 0)
    const { p50us, p99us } = roundOf(
      ms.map((each) => each * 1000),
      all,
    )
    const slowestUs = round(1000 * Math.max(...ms))
    print({
      bench: 'allocate, one change',
      changed,
      p50us: round(p50us),
      p99us: round(p99us),
      slowestUs,
    })
  }
  return contradictions(claimOf(network)).length === 0
}

/** The same density at N, 10 N and 100 N people, within 15 km. */
export function growth({ print, seed }: BenchOptions): boolean {
  for (const people of [1_000, 10_000, 100_000]) {
    const wanted = { people, doctors: people / 40, maxKm: 15, places: 1.1, seed } as const
    const problem = aRegion({ ...wanted, size: 'alone' })
    const ms = timeOf(() => solveRelaxed(neighboursTogether(problem).problem))
    const rssMb = Math.round(memoryUsage.rss() / 1e6)
    print({ bench: 'allocate, growth', people, doctors: wanted.doctors, ms: round(ms), rssMb })
  }
  return true
}

/**
 * What the thread that works takes, or a little more: the clock counts its waits besides, the processor's time what other
 * threads do, and whichever is less is nearer.
 */
function busyMsOf(work: () => void): number {
  const before = cpuUsage()
  const started = performance.now()
  work()
  const elapsed = performance.now() - started
  const { user, system } = cpuUsage(before)
  return Math.min(elapsed, (user + system) / 1000)
}

function timeOf(work: () => void): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}
