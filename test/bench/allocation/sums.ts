import { UNITS_PER_KM } from '../../../server/allocation/earth.ts'
import type { Claim } from '../../../server/allocation/verify.ts'

/** People who have a doctor. */
export function servedBy({ flows }: Claim): number {
  return flows.reduce((sum, { people }) => sum + people, 0)
}

/** Kilometres of all people to their doctors. */
export function kmOf({ flows, lengthOf }: Claim): number {
  const units = flows.reduce(
    (sum, { household, doctor, people }) => sum + people * (lengthOf(household, doctor) ?? 0),
    0,
  )
  return units / UNITS_PER_KM
}

/** Lengths and penalties of all people: what a best plan makes least. NaN when a pair is not allowed. */
export function sumOf(claim: Claim): number {
  const left = claim.households.map(({ people }) => people)
  let sum = 0
  for (const { household, doctor, people } of claim.flows) {
    left[household] = (left[household] ?? 0) - people
    sum += people * (claim.lengthOf(household, doctor) ?? Number.NaN)
  }
  return claim.households.reduce((all, { penalty }, at) => all + penalty * (left[at] ?? 0), sum)
}
