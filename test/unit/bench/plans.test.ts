import { describe, expect, test } from 'vitest'
import { planHouseholds } from '../../../server/allocation/plan.ts'
import type { Problem } from '../../../server/allocation/problem.ts'
import { type Flow, faultsOf, wholeFlows } from '../../bench/allocation/checks.ts'
import { growth, whole } from '../../bench/allocation/figures.ts'
import { aRegion } from '../../bench/allocation/inputs.ts'
import { aDoctor, aHousehold, east } from '../allocation/inputs.ts'

const problem: Problem = {
  doctors: [aDoctor({ places: 2 }), aDoctor({ places: 3, position: east(5) })],
  households: [
    aHousehold({ people: 2 }),
    aHousehold({ people: 3, maxKm: 6, refused: new Set([0]) }),
  ],
}
const [first, second] = [
  { household: 0, doctor: 0, people: 2 },
  { household: 1, doctor: 1, people: 3 },
]
const plan = planHouseholds(problem)
const faults = (flows: Flow[], said = plan) => faultsOf(problem, flows, said).join()

describe('a plan read with its inputs alone', () => {
  test('is not contradicted when everyone has a place that they accept', () => {
    expect(wholeFlows(problem, plan.doctorOf)).toEqual([first, second])
    expect(faults([first, second])).toBe('')
  })

  test('is contradicted by more people than places', () => {
    expect(faults([{ ...first, people: 3 }, second])).toContain('doctor 0: more people than places')
  })

  test('is contradicted by people served twice', () => {
    expect(faults([first, second, { ...first, people: 1 }])).toContain(
      'household 0: people served twice',
    )
  })

  test('is contradicted by a doctor who is refused, and by one who is too far', () => {
    expect(faults([{ ...second, doctor: 0 }])).toContain('household 1: doctor 0 is refused')
    const near = problem.households.map((home) => ({ ...home, maxKm: 4.9 }))
    expect(faultsOf({ ...problem, households: near }, [first, second], plan)).toEqual([
      'household 1: doctor 1 is too far',
    ])
  })

  test('is contradicted by people in part, and by a doctor nobody knows', () => {
    expect(faults([{ ...first, people: 0.5 }, second])).toContain('household 0: 0.5 people')
    expect(faults([{ ...first, doctor: 2 }, second])).toContain('at doctor 2')
  })

  test('is contradicted by people or kilometres that are not as it says', () => {
    expect(faults([first, second], { ...plan, people: 6 })).toBe('5 people are served, not 6')
    expect(faults([first, second], { ...plan, km: plan.km + 0.001 })).toContain(' km, not ')
  })

  test('is none when it forgets a household', () => {
    expect(() => wholeFlows(problem, [0])).toThrow(RangeError)
  })
})

describe('the figures of our plans', () => {
  const region = (people: number) => {
    const wanted = { people, doctors: people / 40, maxKm: 15, places: 0.97, seed: 5 } as const
    return aRegion({ ...wanted, size: 'households' })
  }
  const lines: object[] = []
  const options = { seed: 5, size: null, print: (line: object) => lines.push(line) }

  test('say that whole households were checked, and the gap to their bound', () => {
    expect(whole(region(400), options)).toBe(true)
    expect(lines.at(-1)).toMatchObject({ gapPercent: expect.any(Number), ok: true })
  })

  test('say of each size what was checked', () => {
    expect(growth([region(80), region(400)], options)).toBe(true)
    expect(lines.slice(-2)).toMatchObject([
      { doctors: 2, checked: 'plan and certificate', ok: true },
      { doctors: 10, checked: 'plan and certificate', ok: true },
    ])
  })
})
