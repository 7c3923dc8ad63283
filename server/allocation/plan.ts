import { UNITS_PER_KM } from './earth.ts'
import { neighboursTogether } from './order.ts'
import { householdPrice } from './pieces.ts'
import type { Problem } from './problem.ts'
import { solveRelaxed } from './relaxation.ts'
import { gapOf, relaxedTotals, wholeTotals } from './totals.ts'
import { solveWhole } from './whole.ts'

/**
 * `doctorOf`: the doctor of each household, null when it is left out; `kmOf`: its distance. `km`: sum over people.
 * `gap`: what may be lost against the bound of the relaxed plan, as a share: of people of the first priority where the
 * plan serves fewer, else of kilometres; nil too where every other plan was ruled out. `optimal`: the gap is nil. Prices are kilometres a person: those of the
 * relaxed plan, for `contradictions`; a household left out pays its penalty.
 */
export type Plan = {
  doctorOf: (number | null)[]
  kmOf: (number | null)[]
  people: number
  km: number
  optimal: boolean
  gap: number
  doctorPrices: number[]
  householdPrices: number[]
}

/** A plan for whole households: priorities strictly in order, then most people, then least person-kilometres. */
export function planHouseholds(asked: Problem): Plan {
  const { problem, order } = neighboursTogether(asked)
  const network = solveRelaxed(problem)
  const { rooms, isBest } = solveWhole(network)
  const totals = wholeTotals(rooms)
  const gap = isBest ? 0 : gapOf(totals, relaxedTotals(network))
  const plan: Pick<Plan, 'doctorOf' | 'kmOf' | 'householdPrices'> = {
    doctorOf: [],
    kmOf: [],
    householdPrices: [],
  }
  for (const [rank, household] of order.entries()) {
    const doctor = rooms.at[rank] as number
    const isServed = doctor !== network.nobody
    plan.doctorOf[household] = isServed ? doctor : null
    plan.kmOf[household] = isServed ? toKm(rooms.cost[rank] as number) : null
    plan.householdPrices[household] = toKm(householdPrice(network, rank))
  }
  return {
    ...plan,
    people: totals.people,
    km: toKm(totals.units),
    optimal: gap === 0,
    gap,
    doctorPrices: Array.from(network.price.subarray(0, network.nobody), toKm),
  }
}

function toKm(units: number): number {
  return units / UNITS_PER_KM
}
