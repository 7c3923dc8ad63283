import type { Day } from '../calendar/rules.ts'
import { pointAt } from '../ellipsoid.ts'
import { geodesicKm } from '../geo.ts'
import { longestKm, shortestKm } from './chord.ts'
import { type DoctorIndex, isSamePlace, type Near } from './doctor-index.ts'
import { comparedWithNearer, inPublishedOrder, type Ordered, ordered } from './order.ts'
import { reasonsFor } from './reasons.ts'
import type { Candidate, Household, RankedDoctor, RankingOptions } from './rules.ts'

export type Question = RankingOptions & {
  today: Day
  /** How many doctors are wanted; infinity: all who can take the household. */
  count: number
}

/**
 * The first doctors who can take a household, in the published order, exactly as ranking all of them would: the index
 * gives those whose chord could be among the nearest, and geodesics decide where chords cannot. With bands, whole bands
 * are read. About O(log n + count) where many are eligible, O(eligible) where few are.
 */
export function firstDoctors(
  index: DoctorIndex,
  household: Household,
  question: Question,
): Candidate[] {
  const first: Candidate[] = []
  const near = eligibleNear(index, household, question)
  for (let from = 0; from < near.length && first.length < question.count; ) {
    const to = endOfGroup(near, from, question.bandKm)
    const alone = near[from]
    if (alone && to === from + 1) first.push(alone.candidate)
    else {
      const group = near.slice(from, to)
      const placed = areTogether(group)
        ? placedAt(household, group, { ...question, km: 0 })
        : measured(household, group, question)
      for (const { candidate } of placed.sort(inPublishedOrder)) first.push(candidate)
    }
    from = to
  }
  return first.length > question.count ? first.slice(0, question.count) : first
}

/** The same, with distances and reasons. */
export function firstRanked(
  index: DoctorIndex,
  household: Household,
  question: Question,
): RankedDoctor[] {
  const ranked: RankedDoctor[] = []
  const near = eligibleNear(index, household, question)
  for (let from = 0; from < near.length && ranked.length < question.count; ) {
    const to = endOfGroup(near, from, question.bandKm)
    const placed = measured(household, near.slice(from, to), question).sort(inPublishedOrder)
    for (const { candidate, ...doctor } of placed)
      ranked.push({
        ...doctor,
        reasons: reasonsFor(household, candidate, { km: doctor.km, today: question.today }),
      })
    from = to
  }
  return comparedWithNearer(ranked).slice(0, question.count)
}

type Placed = Ordered & { candidate: Candidate }

/** Eligible doctors by chord: at least all those who may be among the first. */
function eligibleNear(index: DoctorIndex, household: Household, question: Question): Near[] {
  const { count, maxKm } = question
  const near = index.nearest(index.eligible(household, question), {
    from: pointAt(household.home),
    count,
    reach: maxKm,
    bandKm: question.bandKm,
    skipped: index.slotsOf(household.refusedBy),
  })
  const last = near.at(-1)
  if (!last || longestKm(last.chord) <= maxKm) return near
  return near.filter(
    ({ chord, candidate }) =>
      longestKm(chord) <= maxKm || geodesicKm(household.home, candidate.position) <= maxKm,
  )
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

/** Colleagues at one place: whatever their distance, it does not decide between them. */
function areTogether(group: readonly Near[]): boolean {
  const first = group[0]?.candidate
  return first !== undefined && group.every(({ candidate }) => isSamePlace(first, candidate))
}

type Terms = Pick<Question, 'bandKm' | 'today'>

/** Along the geodesic; those who share a place are measured once. */
function measured(household: Household, group: readonly Near[], terms: Terms): Placed[] {
  const placed: Placed[] = []
  for (const near of group) {
    const last = placed.at(-1)
    const km =
      last && isSamePlace(last.candidate, near.candidate)
        ? last.km
        : geodesicKm(household.home, near.candidate.position)
    placed.push(...placedAt(household, [near], { ...terms, km }))
  }
  return placed
}

function placedAt(
  household: Household,
  group: readonly Near[],
  at: Terms & { km: number },
): Placed[] {
  return group.map(({ candidate }) => ({ candidate, ...ordered(household, candidate, at) }))
}
