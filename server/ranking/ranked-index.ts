import type { Day } from '../calendar/rules.ts'
import { pointAt } from '../ellipsoid.ts'
import { geodesicKm } from '../geo.ts'
import type { DoctorIndex, Near } from './doctor-index.ts'
import { exclusionsOf } from './eligibility.ts'
import { byText } from './order.ts'
import type { ExcludedDoctor, Household, Ranking, RankingOptions } from './rules.ts'
import { firstRanked } from './top.ts'

export type IndexedQuestion = RankingOptions & {
  today: Day
  /** How many of those left out are wanted, nearest first. */
  excluded: number
}

/** Everyone who can take the household, and the nearest of those who cannot, each with why: only they are measured. */
export function rankIndexed(
  index: DoctorIndex,
  household: Household,
  question: IndexedQuestion,
): Ranking {
  const ranked = firstRanked(index, household, { ...question, count: Number.POSITIVE_INFINITY })
  const excludedCount = index.size - ranked.length
  const wanted = Math.min(question.excluded, excludedCount)
  const isRanked = new Set(ranked.map(({ id }) => id))
  const around = nearest(index, household, wanted + ranked.length)
  const excluded = around.flatMap(({ candidate }) => {
    const { id } = candidate
    if (isRanked.has(id)) return []
    const km = geodesicKm(household.home, candidate.position)
    const judged = { household, candidate, km, options: question, today: question.today }
    return [{ id, km, reasons: exclusionsOf(judged) }]
  })
  return { ranked, excluded: excluded.sort(byDistance).slice(0, wanted), excludedCount }
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
