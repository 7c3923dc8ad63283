import type { Day } from '../calendar/rules.ts'
import { pointAt } from '../ellipsoid.ts'
import { geodesicKm } from '../geo.ts'
import { longestKm, shortestKm } from './chord.ts'
import type { DoctorIndex, Near } from './doctor-index.ts'
import { exclusionsOf } from './eligibility.ts'
import { byText } from './order.ts'
import type { ExcludedDoctor, Household, Ranking, RankingOptions } from './rules.ts'
import { countEligible, firstRanked } from './top.ts'

export type IndexedQuestion = RankingOptions & {
  today: Day
  /** How many of those who can are wanted, the first in the published order; infinity: all. */
  count: number
  /** How many of those left out are wanted, nearest first. */
  excluded: number
}

/** So many times the doctors wanted are looked at, then so many times more, until enough of them cannot take it. */
const FIRST_LOOK = 4
const NO_SLOTS: ReadonlySet<number> = new Set()

/** Who can take the household, and the nearest of those who cannot, each with why: only those wanted are measured. */
export function rankIndexed(
  index: DoctorIndex,
  household: Household,
  question: IndexedQuestion,
): Ranking {
  const ranked = firstRanked(index, household, question)
  const isAll = ranked.length < question.count
  const rankedCount = isAll ? ranked.length : countEligible(index, household, question)
  const excludedCount = index.size - rankedCount
  const wanted = Math.min(question.excluded, excludedCount)
  const excluded = nearestExcluded(index, household, { ...question, excluded: wanted })
  return { ranked, rankedCount, excluded, excludedCount }
}

function nearestExcluded(
  index: DoctorIndex,
  household: Household,
  question: IndexedQuestion,
): ExcludedDoctor[] {
  const { excluded: wanted, today } = question
  if (wanted === 0) return []
  const around = {
    from: pointAt(household.home),
    reach: Number.POSITIVE_INFINITY,
    bandKm: 0,
    skipped: NO_SLOTS,
  }
  for (let count = FIRST_LOOK * wanted; ; count *= FIRST_LOOK) {
    const near = index.nearest(index.everyone(), { ...around, count })
    const excluded = leftOutAmong(near, wanted, ({ candidate }) => {
      const km = geodesicKm(household.home, candidate.position)
      const reasons = exclusionsOf({ household, candidate, km, options: question, today })
      return { id: candidate.id, km, reasons }
    })
    if (excluded.length >= wanted || count >= index.size)
      return excluded.sort(byDistance).slice(0, wanted)
  }
}

/** The first so many who are left out, by chord, and those whom a geodesic could put before the last of them. */
function leftOutAmong(
  near: readonly Near[],
  wanted: number,
  judge: (near: Near) => ExcludedDoctor,
): ExcludedDoctor[] {
  const excluded: ExcludedDoctor[] = []
  let last = Number.POSITIVE_INFINITY
  for (const each of near) {
    if (shortestKm(each.chord) > last) break
    const judged = judge(each)
    if (judged.reasons.length === 0) continue
    excluded.push(judged)
    if (excluded.length === wanted) last = longestKm(each.chord)
  }
  return excluded
}

function byDistance(a: ExcludedDoctor, b: ExcludedDoctor): number {
  return a.km - b.km || byText(a.id, b.id)
}
