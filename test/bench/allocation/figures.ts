import { cpuUsage, memoryUsage } from 'node:process'
import { claimOf } from '../../../server/allocation/certificate.ts'
import { neighboursTogether } from '../../../server/allocation/order.ts'
import { planHouseholds } from '../../../server/allocation/plan.ts'
import type { Problem } from '../../../server/allocation/problem.ts'
import {
  changeHousehold,
  changePlaces,
  solveRelaxed,
} from '../../../server/allocation/relaxation.ts'
import { gapOf } from '../../../server/allocation/totals.ts'
import { contradictions } from '../../../server/allocation/verify.ts'
import { aChance } from '../../support/chance.ts'
import { type BenchOptions, roundOf } from '../bench.ts'
import { faultsOf, totalsOf, wholeFlows } from './checks.ts'
import { kmOf, servedBy } from './sums.ts'

const CHANGES = 200
/** Changes before the first that is measured: a server that plans all day compiled them long ago. */
const UNMEASURED = 100
/** Pairs of household and doctor up to which a certificate is read through: some two seconds. */
const MOST_PAIRS = 5e7
/** Faults printed at most. */
const SHOWN = 5

/**
 * Whole households, as the command plans them: how long it takes beside the relaxed plan alone, and what may be lost against
 * that bound. Right when the plan is one, is what it says, and the bound has its certificate; the gap never decides.
 */
export function whole(problem: Problem, { print }: BenchOptions): boolean {
  const [plan, totalMs] = timed(() => planHouseholds(problem))
  const ordered = neighboursTogether(problem).problem
  const [network, relaxedMs] = timed(() => solveRelaxed(ordered))
  const flows = wholeFlows(problem, plan.doctorOf)
  const claim = claimOf(network)
  const [served, bound] = [totalsOf(problem, flows), totalsOf(ordered, claim.flows)]
  const faults = [...faultsOf(problem, flows, plan), ...contradictions(claim)]
  print({
    bench: 'allocate, whole households',
    households: problem.households.length,
    people: { plan: served.people, bound: bound.people },
    gapPercent: round(100 * gapOf(served, bound)),
    relaxedMs: round(relaxedMs),
    totalMs: round(totalMs),
    ok: faults.length === 0,
    ...(faults.length > 0 ? { faults: faults.slice(0, SHOWN) } : {}),
  })
  return faults.length === 0
}

/**
 * One place or one household changed, many times over: a wait of a few milliseconds on a busy machine would tell of its
 * neighbours, and is left out. The last certificate is checked.
 */
export function changes(problem: Problem, { print, seed }: BenchOptions): boolean {
  const { below, isSo } = aChance(seed + 1)
  const network = solveRelaxed(neighboursTogether(problem).problem)
  const waits = { places: [] as number[], household: [] as number[] }
  globalThis.gc?.()
  for (let change = 0; change < UNMEASURED + CHANGES; change += 1) {
    const doctor = below(problem.doctors.length)
    const household = below(problem.households.length)
    const places = Math.max(0, (network.places[doctor] ?? 0) + (isSo(0.5) ? -1 : 1))
    const other = problem.households[below(problem.households.length)]
    waits.places.push(busyMsOf(() => changePlaces(network, doctor, places)))
    if (other) waits.household.push(busyMsOf(() => changeHousehold(network, household, other)))
  }
  const ok = contradictions(claimOf(network)).length === 0
  for (const [changed, every] of Object.entries(waits)) {
    const ms = every.slice(UNMEASURED)
    const all = ms.reduce((sum, each) => sum + each, 0)
    const { p50us, p99us } = roundOf(
      ms.map((each) => each * 1000),
      all,
    )
    print({
      bench: 'allocate, one change',
      changed,
      p50us: round(p50us),
      p99us: round(p99us),
      slowestUs: round(1000 * Math.max(...ms)),
      ok,
    })
  }
  return ok
}

/**
 * The relaxed plan of each problem, one after the other. Right when each is a plan and is what it says, by the certificate
 * too where reading it through is quick: `checked` tells.
 */
export function growth(problems: readonly Problem[], { print }: BenchOptions): boolean {
  let isRight = true
  for (const problem of problems) {
    const [households, doctors] = [problem.households.length, problem.doctors.length]
    const [{ ordered, network }, ms] = timed(() => {
      const ordered = neighboursTogether(problem).problem
      return { ordered, network: solveRelaxed(ordered) }
    })
    const rssMb = Math.round(memoryUsage.rss() / 1e6)
    const claim = claimOf(network)
    const isShort = households * doctors <= MOST_PAIRS
    const said = { people: servedBy(claim), km: kmOf(claim) }
    const faults = [
      ...faultsOf(ordered, claim.flows, said),
      ...(isShort ? contradictions(claim) : []),
    ]
    const ok = faults.length === 0
    const checked = isShort ? 'plan and certificate' : 'plan'
    const line = { bench: 'allocate, growth', people: households, doctors, ms: round(ms), rssMb }
    print({ ...line, checked, ok, ...(ok ? {} : { faults: faults.slice(0, SHOWN) }) })
    isRight &&= ok
  }
  return isRight
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

function timed<T>(work: () => T): [made: T, ms: number] {
  const started = performance.now()
  const made = work()
  return [made, performance.now() - started]
}

function round(value: number): number {
  return Number(value.toPrecision(4))
}
