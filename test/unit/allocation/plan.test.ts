import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Plan, planHouseholds } from '../../../server/allocation/plan.ts'
import type { Problem } from '../../../server/allocation/problem.ts'
import { geodesicKm } from '../../../server/geo.ts'
import { aDoctor, aHousehold, east, problems } from './inputs.ts'

/** People served of each priority, most urgent first, then minus the person-kilometres: the greatest is the best. */
type Worth = number[]

/** The best of every way to give each household one doctor or none, tried one by one. */
function bestWorth({ doctors, households }: Problem): Worth {
  let best: Worth = []
  const free = doctors.map(({ places }) => places)
  const visit = (at: number, worth: Worth): void => {
    const home = households[at]
    if (!home) {
      if (best.length === 0 || isBetter(worth, best)) best = worth
      return
    }
    visit(at + 1, worth)
    for (const [doctor, { position }] of doctors.entries()) {
      const km = geodesicKm(home.position, position)
      const isAllowed = km <= (home.maxKm ?? Number.POSITIVE_INFINITY) && !home.refused?.has(doctor)
      if (!isAllowed || (free[doctor] ?? 0) < home.people) continue
      free[doctor] = (free[doctor] ?? 0) - home.people
      visit(at + 1, added(worth, home, km))
      free[doctor] = (free[doctor] ?? 0) + home.people
    }
  }
  visit(0, [0, 0, 0, 0])
  return best
}

function added(
  worth: Worth,
  { people, priority }: { people: number; priority: number },
  km: number,
) {
  return worth.map((value, at) =>
    at === priority - 1 ? value + people : at === 3 ? value - people * km : value,
  )
}

function worthOf({ households }: Problem, { doctorOf, kmOf }: Plan): Worth {
  return households.reduce<Worth>(
    (worth, home, at) =>
      doctorOf[at] === null ? worth : added(worth, home, kmOf[at] ?? Number.NaN),
    [0, 0, 0, 0],
  )
}

/** Within a millimetre. */
function isBetter(a: Worth, b: Worth): boolean {
  const at = a.findIndex((value, level) => Math.abs(value - (b[level] ?? 0)) > 1e-6)
  return at >= 0 && (a[at] ?? 0) > (b[at] ?? 0)
}

describe('whole households', () => {
  test('a short list is given in the best way there is, within places, distances and refusals', () => {
    fc.assert(
      fc.property(problems({ doctors: 4, households: 6 }), (problem) => {
        const plan = planHouseholds(problem)
        const load = problem.doctors.map(() => 0)
        for (const [at, { people, position, maxKm, refused }] of problem.households.entries()) {
          const doctor = plan.doctorOf[at] ?? null
          if (doctor === null) continue
          load[doctor] = (load[doctor] ?? 0) + people
          const km = geodesicKm(position, problem.doctors[doctor]?.position ?? [0, 0])
          expect(Math.abs((plan.kmOf[at] ?? 0) - km)).toBeLessThan(1e-6)
          expect(km).toBeLessThanOrEqual(maxKm ?? km)
          expect(refused?.has(doctor)).toBe(false)
        }
        for (const [doctor, { places }] of problem.doctors.entries())
          expect(load[doctor]).toBeLessThanOrEqual(places)
        const [ours, brute] = [worthOf(problem, plan), bestWorth(problem)]
        expect(isBetter(ours, brute)).toBe(false)
        expect(isBetter(brute, ours)).toBe(false)
        expect(plan).toMatchObject({ optimal: true, gap: 0 })
      }),
      { numRuns: 300 },
    )
  })

  test('a longer list leaves nobody out who fits a free place, or needs the places of the less urgent alone', () => {
    fc.assert(
      fc.property(problems({ doctors: 8, households: 40 }), (problem) => {
        const { doctorOf } = planHouseholds(problem)
        const { households, doctors } = problem
        for (const [at, home] of households.entries()) {
          if (doctorOf[at] !== null) continue
          for (const [doctor, { places, position }] of doctors.entries()) {
            const km = geodesicKm(home.position, position)
            if (km > (home.maxKm ?? km) || home.refused?.has(doctor)) continue
            const urgent = households.filter(
              (other, each) => doctorOf[each] === doctor && other.priority <= home.priority,
            )
            const kept = urgent.reduce((sum, { people }) => sum + people, 0)
            expect(places - kept).toBeLessThan(home.people)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  test('three who are less urgent make room for a large family, and go elsewhere', () => {
    const single = aHousehold({ priority: 3 })
    const plan = planHouseholds({
      doctors: [aDoctor({ places: 4 }), aDoctor({ position: east(4), places: 3 })],
      households: [single, single, single, aHousehold({ people: 4 })],
    })
    expect(plan.doctorOf).toEqual([1, 1, 1, 0])
  })

  test('a place that a family leaves free goes to somebody alone, however far from the relaxed plan', () => {
    const plan = planHouseholds({
      doctors: [aDoctor()],
      households: [aHousehold({ people: 2 }), aHousehold({ position: east(9), priority: 2 })],
    })
    expect(plan).toMatchObject({ doctorOf: [null, 0], people: 1 })
  })

  test('people alone are always planned as well as can be', () => {
    const alone = problems({ doctors: 4, households: 6 }).map(({ doctors, households }) => ({
      doctors,
      households: households.map((home) => ({ ...home, people: 1 })),
    }))
    fc.assert(
      fc.property(alone, (problem) => {
        const plan = planHouseholds(problem)
        expect(plan).toMatchObject({ optimal: true, gap: 0 })
        expect(isBetter(bestWorth(problem), worthOf(problem, plan))).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  test('a household is never split to fill a place', () => {
    const plan = planHouseholds({
      doctors: [aDoctor({ places: 3 }), aDoctor({ position: east(3), places: 1 })],
      households: [aHousehold({ people: 2 }), aHousehold({ people: 2, priority: 2 })],
    })
    expect(plan).toMatchObject({ doctorOf: [0, null], people: 2, optimal: true, gap: 0 })
  })

  test('a list of nobody, or no doctor, is a plan too', () => {
    expect(planHouseholds({ doctors: [aDoctor()], households: [] })).toMatchObject({
      people: 0,
      optimal: true,
    })
    expect(planHouseholds({ doctors: [], households: [aHousehold()] })).toMatchObject({
      doctorOf: [null],
      optimal: true,
    })
  })
})
