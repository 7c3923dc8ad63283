/** A plan to be checked, by index; it knows nothing of how it was made. Lengths in any unit, exact in doubles. */
export type Claim = {
  places: readonly number[]
  households: readonly { people: number; penalty: number }[]
  /** Length from a household to a doctor; null where it is not allowed. */
  lengthOf: (household: number, doctor: number) => number | null
  /** People of a household given to a doctor; whoever is in none is left out. */
  flows: readonly { household: number; doctor: number; people: number }[]
  doctorPrices: readonly number[]
  householdPrices: readonly number[]
}

/**
 * Is the plan of least sum of lengths and penalties? Sentences on what contradicts it, none when it is: the flow keeps
 * to people, places and allowed pairs; no price is negative; no household pays more than length + price at any allowed
 * doctor, nor more than its penalty; it pays exactly that wherever it has people; a doctor with a free place has no
 * price (complementary slackness, so both sides of the linear programme are optimal). O(households × doctors).
 */
export function contradictions(claim: Claim): string[] {
  return [...flowFaults(claim), ...priceFaults(claim), ...slacknessFaults(claim)]
}

/** People given to each doctor, and of each household. */
function loadsOf({ places, households, flows }: Claim) {
  const given = places.map(() => 0)
  const served = households.map(() => 0)
  for (const { household, doctor, people } of flows) {
    given[doctor] = (given[doctor] ?? 0) + people
    served[household] = (served[household] ?? 0) + people
  }
  return { given, served }
}

function flowFaults(claim: Claim): string[] {
  const { given, served } = loadsOf(claim)
  return [
    ...claim.flows
      .filter(({ people }) => !Number.isInteger(people) || people <= 0)
      .map(({ household }) => `household ${household}: people in part`),
    ...claim.flows
      .filter(({ household, doctor }) => claim.lengthOf(household, doctor) === null)
      .map(({ household, doctor }) => `household ${household}: doctor ${doctor} is not allowed`),
    ...given.flatMap((people, doctor) =>
      people > (claim.places[doctor] ?? 0) ? [`doctor ${doctor}: too many people`] : [],
    ),
    ...served.flatMap((people, household) =>
      people > (claim.households[household]?.people ?? 0)
        ? [`household ${household}: people served twice`]
        : [],
    ),
  ]
}

function priceFaults({ households, places, lengthOf, doctorPrices, householdPrices }: Claim) {
  const faults = doctorPrices.flatMap((price, doctor) =>
    price >= 0 ? [] : [`doctor ${doctor}: price below zero`],
  )
  for (const [household, { penalty }] of households.entries()) {
    const paid = householdPrices[household] ?? Number.NaN
    if (!(paid <= penalty)) faults.push(`household ${household}: pays more than its penalty`)
    for (let doctor = 0; doctor < places.length; doctor += 1) {
      const length = lengthOf(household, doctor)
      if (length === null || paid <= length + (doctorPrices[doctor] ?? Number.NaN)) continue
      faults.push(`household ${household}: pays less at doctor ${doctor}`)
    }
  }
  return faults
}

function slacknessFaults(claim: Claim): string[] {
  const { given, served } = loadsOf(claim)
  const paidBy = (household: number) => claim.householdPrices[household]
  return [
    ...claim.flows.flatMap(({ household, doctor }) => {
      const cost = (claim.lengthOf(household, doctor) ?? 0) + (claim.doctorPrices[doctor] ?? 0)
      return cost === paidBy(household) ? [] : [`household ${household}: not at its best doctor`]
    }),
    ...claim.households.flatMap(({ people, penalty }, household) =>
      people === (served[household] ?? 0) || paidBy(household) === penalty
        ? []
        : [`household ${household}: left out for less than its penalty`],
    ),
    ...claim.places.flatMap((places, doctor) =>
      (given[doctor] ?? 0) === places || claim.doctorPrices[doctor] === 0
        ? []
        : [`doctor ${doctor}: a price and a free place`],
    ),
  ]
}
