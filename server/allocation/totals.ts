import type { Network } from './network.ts'
import type { Rooms } from './rooms.ts'

/** People served by penalty (the highest is the most urgent), and the sum of their lengths in units. */
export type Totals = { served: Map<number, number>; people: number; units: number }

/** Totals of the plan where households may be split. */
export function relaxedTotals({ pieces, people, penalty, nobody }: Network): Totals {
  const totals = noTotals()
  for (let household = 0; household < people.length; household += 1)
    for (let at = pieces.firstAt[household] as number; at >= 0; at = pieces.sibling[at] as number)
      if (pieces.doctor[at] !== nobody)
        add(totals, {
          penalty: penalty[household] as number,
          people: pieces.amount[at] as number,
          cost: pieces.cost[at] as number,
        })
  return totals
}

/** Totals of the plan where they are whole. */
export function wholeTotals({ network, at, cost }: Rooms): Totals {
  const totals = noTotals()
  for (let household = 0; household < at.length; household += 1)
    if (at[household] !== network.nobody)
      add(totals, {
        penalty: network.penalty[household] as number,
        people: network.people[household] as number,
        cost: cost[household] as number,
      })
  return totals
}

/**
 * What a plan may lose against a bound, as a share: of the people whom the bound serves in the most urgent priority where
 * the plan serves fewer, else of the plan's own total length. 0: it is the best there is.
 */
export function gapOf(plan: Totals, bound: Totals): number {
  for (const penalty of [...bound.served.keys()].sort((a, b) => b - a)) {
    const could = bound.served.get(penalty) ?? 0
    const does = plan.served.get(penalty) ?? 0
    if (does < could) return (could - does) / could
  }
  return plan.units > bound.units ? (plan.units - bound.units) / plan.units : 0
}

function noTotals(): Totals {
  return { served: new Map(), people: 0, units: 0 }
}

function add(
  totals: Totals,
  { penalty, people, cost }: { penalty: number; people: number; cost: number },
): void {
  totals.served.set(penalty, (totals.served.get(penalty) ?? 0) + people)
  totals.people += people
  totals.units += people * cost
}
