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

/** Doctors looked at beyond those among whom enough should be left out, as many as elsewhere: twice as many, and these. */
const MARGIN = 16
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
  const share = excludedCount / index.size
  const excluded = nearestExcluded(index, household, { ...question, excluded: wanted }, share)
  return { ranked, rankedCount, excluded, excludedCount }
}

/** `share`: of all the doctors, how many are left out. */
function nearestExcluded(
  index: DoctorIndex,
  household: Household,
  question: IndexedQuestion,
  share: number,
): ExcludedDoctor[] {
  const { excluded: wanted } = question
  if (wanted === 0) return []
  const around = {
    from: pointAt(household.home),
    reach: Number.POSITIVE_INFINITY,
    bandKm: 0,
    skipped: NO_SLOTS,
  }
  for (let count = MARGIN + Math.ceil((2 * wanted) / share); ; count *= 4) {
    const near = index.nearest(index.everyone(), { ...around, count })
    const excluded = leftOutAmong(index, near, { household, question })
    if (excluded.length >= wanted || count >= index.size)
      return excluded.sort(byDistance).slice(0, wanted)
  }
}

type Asked = { household: Household; question: IndexedQuestion }

/** The first so many who are left out, by chord, and those whom a geodesic could put before the last of them. */
function leftOutAmong(
  index: DoctorIndex,
  near: readonly Near[],
  { household, question }: Asked,
): ExcludedDoctor[] {
  const eligible = index.eligible(household, question)
  const { maxKm, today } = question
  const excluded: ExcludedDoctor[] = []
  let last = Number.POSITIVE_INFINITY
  for (const { candidate, chord } of near) {
    if (shortestKm(chord) > last) break
    const canTake = longestKm(chord) <= maxKm && index.isIn(eligible, candidate)
    const { id, position } = candidate
    if (canTake && !household.refusedBy.includes(id)) continue
    const km = geodesicKm(household.home, position)
    const reasons = exclusionsOf({ household, candidate, km, options: question, today })
    if (reasons.length === 0) continue
    excluded.push({ id, km, reasons })
    if (excluded.length === question.excluded) last = longestKm(chord)
  }
  return excluded
}

function byDistance(a: ExcludedDoctor, b: ExcludedDoctor): number {
  return a.km - b.km || byText(a.id, b.id)
}
