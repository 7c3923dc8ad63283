import fc from 'fast-check'
import type { Home, Practice, Problem } from '../../../server/allocation/problem.ts'

/** A place so many kilometres east of a point in the middle of the Lys, about. */
export function east(km: number): [number, number] {
  return [2.9 + km / 71, 50.65]
}

export function aDoctor(of: Partial<Practice> = {}): Practice {
  return { position: east(0), places: 1, ...of }
}

export function aHousehold(of: Partial<Home> = {}): Home {
  return { position: east(0), people: 1, maxKm: null, priority: 1, ...of }
}

const position = fc.tuple(
  fc.integer({ min: 0, max: 400 }).map((step) => 2.9 + step / 1000),
  fc.integer({ min: 0, max: 400 }).map((step) => 50.5 + step / 1000),
)

/** Small problems of every kind: too few places or too many, refusals, distances, several priorities. */
export function problems(most: { doctors: number; households: number }): fc.Arbitrary<Problem> {
  const doctors = fc.array(fc.record({ position, places: fc.integer({ min: 0, max: 4 }) }), {
    minLength: 1,
    maxLength: most.doctors,
  })
  return doctors.chain((list) =>
    fc.record({
      doctors: fc.constant(list),
      households: fc.array(household(list.length), { maxLength: most.households }),
    }),
  )
}

export function household(doctors: number): fc.Arbitrary<Home> {
  return fc.record({
    position,
    people: fc.integer({ min: 1, max: 4 }),
    maxKm: fc.constantFrom(null, null, 5, 15, 30),
    priority: fc.integer({ min: 1, max: 3 }),
    refused: fc
      .array(fc.integer({ min: 0, max: doctors - 1 }), { maxLength: 2 })
      .map((each) => new Set(each)),
  })
}
