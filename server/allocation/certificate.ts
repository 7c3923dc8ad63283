import { arcUnits } from './earth.ts'
import type { Network } from './network.ts'
import { householdPrice } from './pieces.ts'
import type { Claim } from './verify.ts'

/** The flow and the prices of a relaxed plan, for `contradictions`; lengths in units, measured again. */
export function claimOf(network: Network): Claim {
  const { pieces, nobody, homes, practices, most, refused } = network
  const flows: Claim['flows'][number][] = []
  for (let doctor = 0; doctor < nobody; doctor += 1)
    for (let at = pieces.firstOf[doctor] as number; at >= 0; at = pieces.after[at] as number)
      flows.push({
        household: pieces.household[at] as number,
        doctor,
        people: pieces.amount[at] as number,
      })
  return {
    places: Array.from(network.places.subarray(0, nobody)),
    households: Array.from(network.people, (people, household) => ({
      people,
      penalty: network.penalty[household] as number,
    })),
    lengthOf: (household, doctor) => {
      const units = arcUnits(homes, household, practices, doctor)
      const isAllowed = units <= (most[household] as number) && !refused[household]?.has(doctor)
      return isAllowed ? units : null
    },
    flows,
    doctorPrices: Array.from(network.price.subarray(0, nobody)),
    householdPrices: Array.from(network.people, (_, household) =>
      householdPrice(network, household),
    ),
  }
}
