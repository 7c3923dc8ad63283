import type { Day } from '../calendar/rules.ts'
import { geodesicKm } from '../geo.ts'
import { longestKm, pointAt, shortestKm, surelyLongerChordKm } from './chord.ts'
import { conditionsOf } from './conditions.ts'
import { described } from './description.ts'
import type { DoctorIndex } from './doctor-index.ts'
import { comparedWithNearer, inPublishedOrder } from './order.ts'
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
  for (const group of groupsOf(index, household, question)) {
    const [alone] = group
    if (alone && group.length === 1) first.push(alone.candidate)
    else for (const { candidate } of inOrder(household, group, question)) first.push(candidate)
    if (first.length >= question.count) break
  }
  return first.slice(0, question.count)
}

/** The same, with distances and reasons. */
export function firstRanked(
  index: DoctorIndex,
  household: Household,
  question: Question,
): RankedDoctor[] {
  const ranked: RankedDoctor[] = []
  for (const group of groupsOf(index, household, question)) {
    for (const { doctor } of inOrder(household, group, question)) ranked.push(doctor)
    if (ranked.length >= question.count) break
  }
  return comparedWithNearer(ranked).slice(0, question.count)
}

type Near = { candidate: Candidate; chord: number }
type Placed = { candidate: Candidate; doctor: RankedDoctor }

/** Eligible doctors in groups that follow one another whatever the geodesics are: only inside one are they needed. */
function groupsOf(index: DoctorIndex, household: Household, question: Question): Near[][] {
  const found = index.nearest(index.meeting(conditionsOf(household, question)), {
    from: pointAt(household.home),
    count: question.count,
    reach: question.maxKm,
    farthestFor: (chord) => farthestFor(chord, question),
    skipped: index.slotsOf(household.refusedBy),
  })
  const groups: Near[][] = []
  let last = Number.NaN
  for (const { slot, chord } of found) {
    const candidate = index.candidateAt(slot)
    if (!candidate || isTooFar(chord, { candidate, household, maxKm: question.maxKm })) continue
    const group = groups.at(-1)
    if (group && !isSurelyAfter(chord, last, question.bandKm)) group.push({ candidate, chord })
    else groups.push([{ candidate, chord }])
    last = chord
  }
  return groups
}

/** How far, as a chord, a doctor may be of the first when the last of the nearest is at that chord. */
function farthestFor(chord: number, { bandKm }: Question): number {
  if (bandKm === 0) return surelyLongerChordKm(chord)
  return (Math.floor(longestKm(chord) / bandKm) + 1) * bandKm
}

function isTooFar(
  chord: number,
  { candidate, household, maxKm }: { candidate: Candidate; household: Household; maxKm: number },
): boolean {
  return longestKm(chord) > maxKm && geodesicKm(household.home, candidate.position) > maxKm
}

function isSurelyAfter(chord: number, last: number, bandKm: number): boolean {
  const [least, most] = [shortestKm(chord), longestKm(last)]
  return bandKm > 0 ? Math.floor(least / bandKm) > Math.floor(most / bandKm) : least > most
}

function inOrder(
  household: Household,
  group: readonly Near[],
  { bandKm, today }: Question,
): Placed[] {
  const placed = group.map(({ candidate }) => {
    const km = geodesicKm(household.home, candidate.position)
    return { candidate, doctor: described(household, candidate, { km, bandKm, today }) }
  })
  return placed.sort((a, b) => inPublishedOrder(a.doctor, b.doctor))
}
