import { claimOf } from '../../server/allocation/certificate.ts'
import { UNITS_PER_KM } from '../../server/allocation/earth.ts'
import { neighboursTogether } from '../../server/allocation/order.ts'
import type { Problem } from '../../server/allocation/problem.ts'
import { solveRelaxed } from '../../server/allocation/relaxation.ts'
import { type Claim, contradictions } from '../../server/allocation/verify.ts'
import { changes, growth, whole } from './allocation/figures.ts'
import { aRegion } from './allocation/inputs.ts'
import { type Compiled, compileLemon, startLemon } from './allocation/lemon.ts'
import { greedily, startHighs, startMunkres } from './allocation/peers.ts'
import { type Bench, type BenchOptions, type Engine, hashOf, type Ready, race } from './bench.ts'

const PEOPLE = 12_000
const PEOPLE_PER_DOCTOR = 40
const MAX_KM = 15
const SMALL = { people: 60, doctors: 6 }

/** A whole list given to doctors, against what would be taken instead. Ours measures its distances too; peers get them. */
export const benchAllocate: Bench = async (options) => {
  const people = options.size ?? PEOPLE
  const doctors = Math.max(2, Math.round(people / PEOPLE_PER_DOCTOR))
  const wanted = { people, doctors, places: 0.97, size: 'alone', seed: options.seed } as const
  const capped = aRegion({ ...wanted, maxKm: MAX_KM })
  const free = aRegion({ ...wanted, maxKm: null })
  const homes = aRegion({ ...wanted, maxKm: MAX_KM, size: 'households' })
  const inputs = hashOf(JSON.stringify([capped, free, homes]))
  options.print({ bench: 'allocate', inputs, people, doctors, households: homes.households.length })
  const lemon = compileLemon()
  try {
    if ('notRun' in lemon) options.print({ bench: 'allocate', engine: 'lemon', ...lemon })
    const small = aRegion({ ...wanted, ...SMALL, maxKm: MAX_KM })
    const rights = [
      await raceSmall(small, options),
      await raceLarge('15 km', capped, { ...options, lemon }),
      await raceLarge('any distance', free, { ...options, lemon }),
      whole(homes, options),
      changes(capped, options),
      growth(options),
    ]
    return rights.every(Boolean)
  } finally {
    if ('remove' in lemon) lemon.remove()
  }
}

function raceSmall(problem: Problem, options: BenchOptions): Promise<boolean> {
  const claim = claimOf(solveRelaxed(problem))
  const sum = sumOf(claim)
  const n = problem.households.length
  const engines: Engine[] = [
    ours('allocation', problem, claim),
    {
      engine: 'highs',
      n,
      isPeer: true,
      build: async () => timed(await startHighs(claim), sum),
    },
    { engine: 'munkres-js', n, isPeer: true, build: () => timed(startMunkres(claim), sum) },
  ]
  return race({ bench: 'allocate, small', engines, ratios: against(engines) }, options)
}

async function raceLarge(
  name: string,
  problem: Problem,
  options: BenchOptions & { lemon: Compiled },
): Promise<boolean> {
  const { lemon, print } = options
  const bench = `allocate, ${name}`
  const claim = claimOf(solveRelaxed(problem))
  const faults = contradictions(claim)
  print({ bench, certificate: faults.length === 0 ? 'accepted' : faults.slice(0, 5) })
  const byHand = greedily(claim)
  print({ bench, served: { allocation: servedBy(claim), greedy: byHand.people } })
  print({ bench, km: { allocation: kmOf(claim), greedy: byHand.units / UNITS_PER_KM } })
  const n = problem.households.length
  const engines: Engine[] = [
    ours('allocation', problem, claim),
    { engine: 'greedy', n, isPeer: true, build: () => timed(() => greedily(claim), null) },
  ]
  if ('program' in lemon)
    engines.push({
      engine: 'lemon',
      n,
      isPeer: true,
      build: () => lemonReady(lemon.program, claim),
    })
  const isRight = await race({ bench, engines, ratios: against(engines) }, options)
  return isRight && faults.length === 0
}

/** Right when the sum of lengths and penalties is that of the plan whose certificate was accepted. */
function ours(engine: string, problem: Problem, claim: Claim): Engine {
  const sum = sumOf(claim)
  const plan = () => solveRelaxed(neighboursTogether(problem).problem)
  return {
    engine,
    n: problem.households.length,
    build: () => ({ ...timed(plan, null), isRight: sumOf(claimOf(plan())) === sum }),
  }
}

function timed(solve: () => unknown, expected: number | null): Ready {
  const isRight = expected === null || solve() === expected
  return {
    isRight,
    round: () => {
      const started = performance.now()
      solve()
      return roundOfOne(performance.now() - started)
    },
  }
}

async function lemonReady(program: string, claim: Claim): Promise<Ready> {
  const lemon = startLemon(program, claim)
  const { sum } = await lemon.solve()
  return {
    isRight: sum === sumOf(claim),
    round: async () => roundOfOne((await lemon.solve()).ms),
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

function servedBy({ flows }: Claim): number {
  return flows.reduce((sum, { people }) => sum + people, 0)
}

function kmOf({ flows, lengthOf }: Claim): number {
  const units = flows.reduce(
    (sum, { household, doctor, people }) => sum + people * (lengthOf(household, doctor) ?? 0),
    0,
  )
  return units / UNITS_PER_KM
}

function sumOf(claim: Claim): number {
  const left = claim.households.map(({ people }) => people)
  let sum = 0
  for (const { household, doctor, people } of claim.flows) {
    left[household] = (left[household] ?? 0) - people
    sum += people * (claim.lengthOf(household, doctor) ?? Number.NaN)
  }
  return claim.households.reduce((all, { penalty }, at) => all + penalty * (left[at] ?? 0), sum)
}
