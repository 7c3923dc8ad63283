import { planHouseholds } from '../allocation/plan.ts'
import { type PlanQuestion, readPlanQuestion } from '../allocation/schema.ts'
import { runJsonCommand } from './json-command.ts'

const PER_CENT = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 3 })

/**
 * Plans the households of one JSON file into another, with no database: priorities strictly in order, then most people,
 * then least person-kilometres. Households stay whole. `km` of the plan is summed over people. The certificate is that
 * of the plan where they need not be: what `gap` is measured against. Its prices are kilometres a person, by id.
 */
process.exitCode = runJsonCommand(
  {
    usage: 'Usage : npm run plan -- LISTE.json PLAN.json',
    read: readPlanQuestion,
    answer: answerOf,
  },
  process.argv.slice(2),
)

function answerOf({ problem, doctorIds, householdIds }: PlanQuestion) {
  const plan = planHouseholds(problem)
  const assigned = householdIds.flatMap((household, rank) => {
    const doctor = plan.doctorOf[rank] ?? null
    return doctor === null ? [] : [{ household, doctor: doctorIds[doctor], km: plan.kmOf[rank] }]
  })
  const unserved = householdIds.filter((_, rank) => plan.doctorOf[rank] === null)
  const { people, km, optimal, gap } = plan
  const certificate = {
    doctorPrices: byId(doctorIds, plan.doctorPrices),
    householdPrices: byId(householdIds, plan.householdPrices),
  }
  return {
    answer: { assigned, unserved, people, km, optimal, gap, certificate },
    said: `${assigned.length} foyers placés (${people} personnes), ${unserved.length} sans médecin ; écart à la borne : ${PER_CENT.format(gap)}.`,
  }
}

function byId(ids: readonly string[], prices: readonly number[]): Record<string, number> {
  return Object.fromEntries(ids.map((id, rank) => [id, prices[rank] ?? 0]))
}
