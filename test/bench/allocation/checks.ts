import { UNITS_PER_KM } from '../../../server/allocation/earth.ts'
import type { Problem } from '../../../server/allocation/problem.ts'
import type { Totals } from '../../../server/allocation/totals.ts'
import { geodesicKm } from '../../../server/geo.ts'

/** People of a household at a doctor, by their places in the problem. */
export type Flow = { household: number; doctor: number; people: number }

/** What a plan says of itself. */
export type Said = { people: number; km: number }

/** Lengths of a plan are within a millimetre of the geodesic, of which they are whole tenths of one. */
const SLACK_KM = 1e-6

/**
 * What contradicts a plan, from the problem and the plan alone: people in part, or of no such household or doctor, more of a
 * household than it is or of a doctor than has places, farther than the household goes, at a doctor it refuses; people
 * or kilometres that are not as said. Karney's geodesic; O(flows + households + doctors).
 */
export function faultsOf(problem: Problem, flows: readonly Flow[], said: Said): string[] {
  const { doctors, households } = problem
  const at = doctors.map(() => 0)
  const of = households.map(() => 0)
  const faults: string[] = []
  for (const { household, doctor, people } of flows) {
    const home = households[household]
    const practice = doctors[doctor]
    if (!home || !practice || !Number.isInteger(people) || people <= 0) {
      faults.push(`household ${household}: ${people} people at doctor ${doctor}`)
      continue
    }
    at[doctor] = (at[doctor] ?? 0) + people
    of[household] = (of[household] ?? 0) + people
    const km = geodesicKm(home.position, practice.position)
    if (home.maxKm !== null && km > home.maxKm + SLACK_KM)
      faults.push(`household ${household}: doctor ${doctor} is too far`)
    if (home.refused?.has(doctor))
      faults.push(`household ${household}: doctor ${doctor} is refused`)
  }
  for (const [doctor, { places }] of doctors.entries())
    if ((at[doctor] ?? 0) > places) faults.push(`doctor ${doctor}: more people than places`)
  for (const [household, { people }] of households.entries())
    if ((of[household] ?? 0) > people) faults.push(`household ${household}: people served twice`)
  const { people, units } = totalsOf(problem, flows)
  if (people !== said.people) faults.push(`${people} people are served, not ${said.people}`)
  if (Math.abs(units / UNITS_PER_KM - said.km) > SLACK_KM * Math.max(1, people))
    faults.push(`${units / UNITS_PER_KM} km, not ${said.km}`)
  return faults
}

/** The flows of households that are whole or left out. @throws RangeError when the plan forgets one */
export function wholeFlows({ households }: Problem, doctorOf: readonly (number | null)[]): Flow[] {
  return households.flatMap(({ people }, household) => {
    const doctor = doctorOf[household]
    if (doctor === undefined) throw new RangeError(`household ${household} is not in the plan`)
    return doctor === null ? [] : [{ household, doctor, people }]
  })
}

/** Totals of flows, measured again. In the place of a penalty, the priority below zero: the highest is the most urgent. */
export function totalsOf({ doctors, households }: Problem, flows: readonly Flow[]): Totals {
  const totals: Totals = { served: new Map(), people: 0, units: 0 }
  for (const { household, doctor, people } of flows) {
    const home = households[household]
    const practice = doctors[doctor]
    if (!home || !practice) continue
    const urgency = -home.priority
    totals.served.set(urgency, (totals.served.get(urgency) ?? 0) + people)
    totals.people += people
    totals.units += people * geodesicKm(home.position, practice.position) * UNITS_PER_KM
  }
  return totals
}
