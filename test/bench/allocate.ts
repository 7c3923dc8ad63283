import { claimOf } from '../../server/allocation/certificate.ts'
import { UNITS_PER_KM } from '../../server/allocation/earth.ts'
import { neighboursTogether } from '../../server/allocation/order.ts'
import type { Problem } from '../../server/allocation/problem.ts'
import { solveRelaxed } from '../../server/allocation/relaxation.ts'
import { type Claim, contradictions } from '../../server/allocation/verify.ts'
import { faultsOf } from './allocation/checks.ts'
import { changes, growth, whole } from './allocation/figures.ts'
import { aRegion, textOf } from './allocation/inputs.ts'
import { type Compiled, compileLemon, startLemon } from './allocation/lemon.ts'
import { greedily, startHighs, startMunkres } from './allocation/peers.ts'
import { kmOf, servedBy, sumOf } from './allocation/sums.ts'
import { type Bench, type BenchOptions, type Engine, hashOf, type Ready, race } from './bench.ts'

const PEOPLE = 12_000
const PEOPLE_PER_DOCTOR = 40
const MAX_KM = 15
const SMALL = { people: 60, doctors: 6 }

/** A whole list given to doctors, against what would be taken instead. Ours measures its distances too; peers get them. */
export const benchAllocate: Bench = async (options) => {
  const people = options.size ?? PEOPLE
  const doctors = doctorsFor(people)
  const wanted = { people, doctors, places: 0.97, size: 'alone', seed: options.seed } as const
  const capped = aRegion({ ...wanted, maxKm: MAX_KM })
  const free = aRegion({ ...wanted, maxKm: null })
  const homes = aRegion({ ...wanted, maxKm: MAX_KM, size: 'households' })
  const small = aRegion({ ...wanted, ...SMALL, maxKm: MAX_KM })
  const grown = [people / 10, people, people * 10].map(Math.ceil).map((more) => {
    const size = { people: more, doctors: doctorsFor(more) }
    return aRegion({ ...wanted, ...size, maxKm: MAX_KM, places: 1.1 })
  })
  const inputs = hashOf(...[capped, free, homes, small, ...grown].map(textOf))
  options.print({ bench: 'allocate', inputs, people, doctors, households: homes.households.length })
  const lemon = compileLemon()
  try {
    if ('notRun' in lemon) options.print({ bench: 'allocate', engine: 'lemon', ...lemon })
    const rights = [
      await raceSmall(small, options),
      await raceLarge('15 km', capped, { ...options, lemon }),
      await raceLarge('any distance', free, { ...options, lemon }),
      whole(homes, options),
      changes(capped, options),
      growth(grown, options),
    ]
    return rights.every(Boolean)
  } finally {
    if ('remove' in lemon) lemon.remove()
  }
}

function doctorsFor(people: number): number {
  return Math.max(2, Math.round(people / PEOPLE_PER_DOCTOR))
}

/** Right when the least sum is neither more nor less than what each of the peers finds by itself. */
async function raceSmall(problem: Problem, options: BenchOptions): Promise<boolean> {
  const claim = claimOf(solveRelaxed(problem))
  const sum = sumOf(claim)
  const peers = { highs: await startHighs(claim), 'munkres-js': startMunkres(claim) }
  const found = Object.entries(peers).map(([engine, solve]) => ({ engine, solve, sum: solve() }))
  const sums = Object.fromEntries(found.map((one) => [one.engine, one.sum]))
  const isLeast = found.every((one) => one.sum === sum)
  const bench = 'allocate, small'
  options.print({ bench, sum: { allocation: sum, ...sums }, ok: isLeast })
  const n = problem.households.length
  const engines: Engine[] = [
    ours('allocation', problem, claim),
    ...found.map(({ engine, solve }) => ({ engine, n, isPeer: true, build: () => timed(solve) })),
  ]
  const isRight = await race({ bench, engines, ratios: against(engines) }, options)
  return isRight && isLeast
}

async function raceLarge(
  name: string,
  problem: Problem,
  options: BenchOptions & { lemon: Compiled },
): Promise<boolean> {
  const { lemon, print } = options
  const bench = `allocate, ${name}`
  const claim = claimOf(solveRelaxed(problem))
  const byHand = greedily(claim)
  print({ bench, served: { allocation: servedBy(claim), greedy: byHand.people } })
  print({ bench, km: { allocation: kmOf(claim), greedy: byHand.units / UNITS_PER_KM } })
  const n = problem.households.length
  const engines: Engine[] = [
    ours('allocation', problem, claim),
    { engine: 'greedy', n, isPeer: true, build: () => timed(() => greedily(claim)) },
  ]
  if ('program' in lemon)
    engines.push({
      engine: 'lemon',
      n,
      isPeer: true,
      build: () => lemonReady(lemon.program, claim),
    })
  return race({ bench, engines, ratios: against(engines) }, options)
}

/** Right when its plan is one, has its certificate, and comes to the sum that the peers are compared with. */
function ours(engine: string, problem: Problem, claim: Claim): Engine {
  const ordered = neighboursTogether(problem).problem
  const plan = () => solveRelaxed(neighboursTogether(problem).problem)
  const isRight = () => {
    const again = claimOf(plan())
    const said = { people: servedBy(again), km: kmOf(again) }
    const faults = [...contradictions(again), ...faultsOf(ordered, again.flows, said)]
    return faults.length === 0 && sumOf(again) === sumOf(claim)
  }
  return { engine, n: problem.households.length, build: () => ({ ...timed(plan), isRight }) }
}

/** Solving it once is its building: the time while nothing is compiled, and the memory. */
function timed(solve: () => unknown): Ready {
  solve()
  return {
    isRight: true,
    round: () => {
      const started = performance.now()
      solve()
      return roundOfOne(performance.now() - started)
    },
  }
}

async function lemonReady(program: string, claim: Claim): Promise<Ready> {
  const lemon = startLemon(program, claim)
  let sum = Number.NaN
  return {
    isRight: () => sum === sumOf(claim),
    round: async () => {
      const solved = await lemon.solve()
      sum = solved.sum
      return roundOfOne(solved.ms)
    },
    close: lemon.close,
  }
}

function roundOfOne(ms: number) {
  return { perSecond: 1000 / ms, p50us: ms * 1000, p99us: ms * 1000 }
}

function against(engines: readonly Engine[]) {
  const [first, ...peers] = engines
  return peers.map(({ engine }) => ({ over: first?.engine ?? '', under: engine }))
}
