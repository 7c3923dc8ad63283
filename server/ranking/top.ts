import type { Day } from '../calendar/rules.ts'
import { pointAt } from '../ellipsoid.ts'
import { geodesicKm } from '../geo.ts'
import { longestKm, reachOf, shortestKm } from './chord.ts'
import { type DoctorIndex, isSamePlace, type Near } from './doctor-index.ts'
import { comparedWithNearer, inPublishedOrder, type Ordered, ordered } from './order.ts'
import { reasonsFor } from './reasons.ts'
import type { Candidate, Household, RankedDoctor, RankingOptions } from './rules.ts'

export type Question = RankingOptions & {
  today: Day
  /** How many doctors are wanted; infinity: all who can take the household. */
  count: number
}

/** A doctor in the published order. `km` is along the geodesic; null where the order did without it. */
export type First = { candidate: Candidate; km: number | null }

/**
 * The first doctors who can take a household, in the published order, exactly as ranking all of them would: the index
 * gives those whose chord could be among the nearest, and geodesics decide where chords cannot. With bands, whole bands
 * are read. About O(log n + count) where many are eligible, O(eligible) where few are.
 */
export function firstDoctors(
  index: DoctorIndex,
  household: Household,
  question: Question,
): First[] {
  const first = firstOf(eligibleNear(index, household, question), household, question)
  if (first.length > question.count) first.length = question.count
  return first
}

/** The same, with distances and reasons. */
export function firstRanked(
  index: DoctorIndex,
  household: Household,
  question: Question,
): RankedDoctor[] {
  const first = firstOf(eligibleNear(index, household, question), household, question)
  return described(first, household, question).slice(0, question.count)
}

/** How many can take a household in all. O(eligible within reach), without a geodesic but at the edge. */
export function countEligible(
  index: DoctorIndex,
  household: Household,
  question: Omit<Question, 'count'>,
): number {
  const within = {
    from: pointAt(household.home),
    reach: reachOf(question.maxKm),
    skipped: index.slotsOf(household.refusedBy),
  }
  return index.countWithin(index.eligible(household, question), within, (near) =>
    isWithin(near, household, question),
  )
}

/** At least as many as are wanted: the last of them, and all whom they are compared with. */
function firstOf(near: readonly Near[], household: Household, question: Question): First[] {
  const first: First[] = []
  for (let from = 0; from < near.length && first.length < question.count; ) {
    const to = endOfGroup(near, from, question.bandKm)
    const alone = near[from]
    if (alone && to === from + 1) first.push({ candidate: alone.candidate, km: null })
    else first.push(...inOrder(near.slice(from, to), household, question))
    from = to
  }
  return first
}

/** Distances and reasons of doctors in their order. */
function described(
  first: readonly First[],
  household: Household,
  { bandKm, today }: Terms,
): RankedDoctor[] {
  let last: { candidate: Candidate; km: number } | null = null
  const ranked: RankedDoctor[] = []
  for (const { candidate, km: known } of first) {
    const km: number = known ?? kmTo(household, candidate, last)
    last = { candidate, km }
    ranked.push({
      ...ordered(household, candidate, { km, bandKm, today }),
      reasons: reasonsFor(household, candidate, { km, today }),
    })
  }
  return comparedWithNearer(ranked)
}

/** Eligible doctors by chord: at least all those who may be among the first; `count` infinite, all of them. */
function eligibleNear(index: DoctorIndex, household: Household, question: Question): Near[] {
  const { count, maxKm, bandKm } = question
  // One literal: spreading one into another takes as long as the search.
  const near = index.nearest(index.eligible(household, question), {
    from: pointAt(household.home),
    count,
    reach: reachOf(maxKm),
    bandKm,
    skipped: index.slotsOf(household.refusedBy),
  })
  const last = near.at(-1)
  if (!last || longestKm(last.chord) <= maxKm) return near
  return near.filter((each) => isWithin(each, household, question))
}

function isWithin(
  { chord, candidate }: Near,
  { home }: Household,
  { maxKm }: RankingOptions,
): boolean {
  return longestKm(chord) <= maxKm || geodesicKm(home, candidate.position) <= maxKm
}

/** Groups follow one another whatever the geodesics are: only inside one are they needed. The rank after its last. */
function endOfGroup(near: readonly Near[], from: number, bandKm: number): number {
  let to = from + 1
  while (to < near.length && !isSurelyAfter(near[to]?.chord ?? 0, near[to - 1]?.chord ?? 0, bandKm))
    to += 1
  return to
}

function isSurelyAfter(chord: number, last: number, bandKm: number): boolean {
  const least = shortestKm(chord)
  const most = longestKm(last)
  return bandKm > 0 ? Math.floor(least / bandKm) > Math.floor(most / bandKm) : least > most
}

type Terms = Pick<Question, 'bandKm' | 'today'>

/** A group that chords cannot order. */
function inOrder(group: readonly Near[], household: Household, terms: Terms): First[] {
  const { bandKm, today } = terms
  const areTogether = isOnePlace(group)
  let last: { candidate: Candidate; km: number } | null = null
  const placed: { candidate: Candidate; order: Ordered }[] = []
  for (const { candidate } of group) {
    // Whatever their distance, it does not decide between colleagues at one place.
    const km: number = areTogether ? 0 : kmTo(household, candidate, last)
    last = { candidate, km }
    placed.push({ candidate, order: ordered(household, candidate, { km, bandKm, today }) })
  }
  placed.sort((a, b) => inPublishedOrder(a.order, b.order))
  return placed.map(({ candidate, order }) => ({ candidate, km: areTogether ? null : order.km }))
}

function isOnePlace(group: readonly Near[]): boolean {
  const first = group[0]?.candidate
  for (const { candidate } of group) if (first && !isSamePlace(first, candidate)) return false
  return true
}

/** Along the geodesic; those who share a place with the last one are not measured again. */
function kmTo(
  { home }: Household,
  candidate: Candidate,
  last: { candidate: Candidate; km: number } | null,
): number {
  return last && isSamePlace(last.candidate, candidate)
    ? last.km
    : geodesicKm(home, candidate.position)
}
