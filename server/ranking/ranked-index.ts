import type { Day } from '../calendar/rules.ts'
import { pointAt } from '../ellipsoid.ts'
import { geodesicKm } from '../geo.ts'
import { longestKm, shortestKm } from './chord.ts'
import type { DoctorIndex, Near } from './doctor-index.ts'
import { exclusionsOf } from './eligibility.ts'
import { byText } from './order.ts'
import type { ExcludedDoctor, Household, Ranking, RankingOptions } from './rules.ts'
import { describedFirst, eligibleNear } from './top.ts'

export type IndexedQuestion = RankingOptions & {
  today: Day
  /** How many of those who can are wanted, the first in the published order; infinity: all. */
  count: number
  /** How many of those left out are wanted, nearest first. */
  excluded: number
}

/** Who can take the household, and the nearest of those who cannot, each with why: only those wanted are measured. */
export function rankIndexed(
  index: DoctorIndex,
  household: Household,
  question: IndexedQuestion,
): Ranking {
  const all = eligibleNear(index, household, { ...question, count: Number.POSITIVE_INFINITY })
  const excludedCount = index.size - all.length
  const wanted = Math.min(question.excluded, excludedCount)
  const canTake = new Set(all.map(({ candidate }) => candidate.id))
  const around = nearest(index, household, wanted + all.length)
  const others = around.filter(({ candidate }) => !canTake.has(candidate.id))
  const excluded = upTo(others, wanted).map(({ candidate }) => {
    const { id, position } = candidate
    const km = geodesicKm(household.home, position)
    const judged = { household, candidate, km, options: question, today: question.today }
    return { id, km, reasons: exclusionsOf(judged) }
  })
  return {
    ranked: describedFirst(all, household, question),
    rankedCount: all.length,
    excluded: excluded.sort(byDistance).slice(0, wanted),
    excludedCount,
  }
}

/** The first so many by chord, and those whom a geodesic could put before the last of them. */
function upTo(near: readonly Near[], count: number): readonly Near[] {
  const last = near[count - 1]
  if (!last) return near
  let to = count
  while (to < near.length && shortestKm(near[to]?.chord ?? 0) <= longestKm(last.chord)) to += 1
  return near.slice(0, to)
}

/** That many doctors nearest to the home, whatever they accept, near ties included. */
function nearest(index: DoctorIndex, { home }: Household, count: number): Near[] {
  return index.nearest(index.everyone(), {
    from: pointAt(home),
    count,
    reach: Number.POSITIVE_INFINITY,
    bandKm: 0,
    skipped: new Set(),
  })
}

function byDistance(a: ExcludedDoctor, b: ExcludedDoctor): number {
  return a.km - b.km || byText(a.id, b.id)
}
