import type { Day } from '../calendar/rules.ts'
import { pointAt } from '../ellipsoid.ts'
import { geodesicKm } from '../geo.ts'
import { longestKm, shortestKm, surelyWithin } from './chord.ts'
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

/** Who surely can take the household is not looked at: of the others, at the edge of the distance alone some can. */
function nearestExcluded(
  index: DoctorIndex,
  household: Household,
  question: IndexedQuestion,
): ExcludedDoctor[] {
  const { excluded: wanted, maxKm } = question
  if (wanted === 0) return []
  const around = {
    from: pointAt(household.home),
    reach: Number.POSITIVE_INFINITY,
    bandKm: 0,
    skipped: index.slotsOf([]),
    spared: {
      set: index.eligible(household, question),
      chord: surelyWithin(maxKm),
      but: index.slotsOf(household.refusedBy),
    },
  }
  for (let count = wanted; ; count *= 2) {
    const near = index.nearest(index.everyone(), { ...around, count })
    const excluded = leftOutAmong(near, household, question)
    if (excluded.length >= wanted || near.length < count)
      return excluded.sort(byDistance).slice(0, wanted)
  }
}

/** The first so many who are left out, by chord, and those whom a geodesic could put before the last of them. */
function leftOutAmong(
  near: readonly Near[],
  household: Household,
  question: IndexedQuestion,
): ExcludedDoctor[] {
  const excluded: ExcludedDoctor[] = []
  let last = Number.POSITIVE_INFINITY
  for (const { candidate, chord } of near) {
    if (shortestKm(chord) > last) break
    const km = geodesicKm(household.home, candidate.position)
    const judged = { household, candidate, km, options: question, today: question.today }
    const reasons = exclusionsOf(judged)
    if (reasons.length === 0) continue
    excluded.push({ id: candidate.id, km, reasons })
    if (excluded.length === question.excluded) last = longestKm(chord)
  }
  return excluded
}

function byDistance(a: ExcludedDoctor, b: ExcludedDoctor): number {
  return a.km - b.km || byText(a.id, b.id)
}
