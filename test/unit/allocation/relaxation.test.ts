import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { claimOf } from '../../../server/allocation/certificate.ts'
import type { Network } from '../../../server/allocation/network.ts'
import {
  changeHousehold,
  changePlaces,
  solveRelaxed,
} from '../../../server/allocation/relaxation.ts'
import { contradictions } from '../../../server/allocation/verify.ts'
import { geodesicKm } from '../../../server/geo.ts'
import { sumOf } from '../../bench/allocation/sums.ts'
import { aDoctor, aHousehold, east, household, problems } from './inputs.ts'

/** Sum of lengths and penalties. */
const objective = (network: Network) => sumOf(claimOf(network))

const doctorsOf = (network: Network) =>
  claimOf(network).flows.map(({ household: at, doctor }) => [at, doctor])

describe('people shared between doctors', () => {
  test('the certificate of any plan is accepted', () => {
    fc.assert(
      fc.property(problems({ doctors: 12, households: 30 }), (problem) => {
        expect(contradictions(claimOf(solveRelaxed(problem)))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('a plan changed is as good as a plan made anew', () => {
    const changes = problems({ doctors: 10, households: 25 }).chain((problem) =>
      fc.record({
        problem: fc.constant(problem),
        places: fc.array(fc.tuple(fc.nat(problem.doctors.length - 1), fc.nat(5)), { maxLength: 4 }),
        homes: fc.array(fc.tuple(fc.nat(24), household(problem.doctors.length)), { maxLength: 4 }),
      }),
    )
    let [inPlace, anewAgain] = [0, 0]
    fc.assert(
      fc.property(changes, ({ problem, places, homes }) => {
        let network = solveRelaxed(problem)
        const changed = { doctors: [...problem.doctors], households: [...problem.households] }
        for (const [doctor, free] of places) {
          changed.doctors[doctor] = { ...(changed.doctors[doctor] ?? aDoctor()), places: free }
          changePlaces(network, doctor, free)
          expect(contradictions(claimOf(network))).toEqual([])
        }
        for (const [at, home] of homes) {
          const old = changed.households[at]
          if (!old) continue
          changed.households[at] = { ...home, priority: old.priority, maxKm: old.maxKm }
          try {
            changeHousehold(network, at, changed.households[at])
            inPlace += 1
          } catch (error) {
            // Farther than the penalties allow for: the whole is solved again, as the function says.
            if (!(error instanceof RangeError)) throw error
            network = solveRelaxed(changed)
            anewAgain += 1
          }
          expect(contradictions(claimOf(network))).toEqual([])
        }
        const anew = solveRelaxed(changed)
        if (anew.penalties.longest === network.penalties.longest)
          expect(objective(network)).toBe(objective(anew))
      }),
      { numRuns: 300 },
    )
    expect(anewAgain).toBeLessThan(inPlace / 10)
  })

  test('an urgent household is served first, whatever the distance', () => {
    const near = aHousehold({ position: east(0.1), priority: 2 })
    const far = aHousehold({ position: east(30), priority: 1 })
    expect(doctorsOf(solveRelaxed({ doctors: [aDoctor()], households: [near, far] }))).toEqual([
      [1, 0],
    ])
  })

  test('one more person served is worth any distance', () => {
    const doctors = [aDoctor({ position: east(0) }), aDoctor({ position: east(40) })]
    const free = aHousehold({ position: east(1), maxKm: null })
    const bound = aHousehold({ position: east(2), maxKm: 5 })
    const network = solveRelaxed({ doctors, households: [free, bound] })
    expect(doctorsOf(network)).toEqual([
      [1, 0],
      [0, 1],
    ])
  })

  test('nobody is stranded because only the nearest doctors were looked at', () => {
    const full = Array.from({ length: 60 }, (_, at) =>
      aDoctor({ position: east(at / 100), places: 0 }),
    )
    const doctors = [...full, aDoctor({ position: east(60), places: 100 })]
    const households = Array.from({ length: 100 }, (_, at) =>
      aHousehold({ position: east(at / 1000) }),
    )
    const network = solveRelaxed({ doctors, households })
    expect(network.load[60]).toBe(100)
    expect(contradictions(claimOf(network))).toEqual([])
  })

  test('a doctor within a metre of how far was looked is not lost', () => {
    for (const reach of [1, 1.5, 2.25, 3.375])
      for (let metres = -1; metres <= 1.5; metres += 0.1) {
        const [home, away] = [east(0), east(reach + metres / 1000)]
        const scale = reach / geodesicKm(home, east(reach))
        const position: [number, number] = [home[0] + (away[0] - home[0]) * scale, home[1]]
        const network = solveRelaxed({
          doctors: [aDoctor({ position })],
          households: [aHousehold()],
        })
        expect(network.load[0]).toBe(1)
      }
  })

  test('the certificate of a household that has left is accepted', () => {
    const home = aHousehold({ position: east(2) })
    const network = solveRelaxed({ doctors: [aDoctor()], households: [home, aHousehold()] })
    changeHousehold(network, 0, { ...home, people: 0 })
    expect(contradictions(claimOf(network))).toEqual([])
  })
})

describe('the verifier', () => {
  const network = solveRelaxed({
    doctors: [aDoctor(), aDoctor({ position: east(9), places: 2 })],
    households: [aHousehold(), aHousehold({ position: east(1) }), aHousehold({ maxKm: 3 })],
  })
  const claim = claimOf(network)

  test('accepts what is true', () => {
    expect(contradictions(claim)).toEqual([])
  })

  test('refuses every tampered part', () => {
    const prices = (change: number) => claim.doctorPrices.map((price) => price + change)
    const [first, ...others] = claim.flows
    const tampered = [
      { doctorPrices: prices(1) },
      { doctorPrices: prices(-1) },
      { householdPrices: claim.householdPrices.map((price) => price + 1) },
      { householdPrices: claim.householdPrices.map((price) => price - 1) },
      { flows: others },
      { flows: first ? [...claim.flows, first] : [] },
      { places: claim.places.map((places) => places - 1) },
      { lengthOf: () => null },
    ]
    for (const part of tampered) expect(contradictions({ ...claim, ...part })).not.toEqual([])
  })
})
