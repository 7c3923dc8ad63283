import type { OutcomeKind } from '../../prisma/generated/enums.ts'

/** One word kept of a household's search: what, of which doctor, by whom, when. */
export type Word = {
  kind: OutcomeKind
  availabilityId: string | null
  /** `doctor`, or anybody who speaks for the household: itself, or the person of the staff whom it told. */
  toldBy: string
  at: Date
}

const TAKEN: readonly OutcomeKind[] = ['found', 'seen', 'declared']
const NOT_TAKEN: readonly OutcomeKind[] = ['refused', 'full', 'not_yet']

/**
 * The last word of the other side, of the same doctor, that the newest one contradicts; null when both can be true.
 * Time explains some: who had not called when a doctor declares them has called since. Who says so after has not.
 * `said` is everything else said of the request, oldest first.
 */
export function contradictionOf(newest: Word, said: readonly Word[]): Word | null {
  const isDoctor = newest.toldBy === 'doctor'
  const other = said.findLast(
    (word) => (word.toldBy === 'doctor') !== isDoctor && areOfOneDoctor(word, newest),
  )
  if (!other) return null
  const isContrary = isDoctor
    ? contradict(other.kind, { doctor: newest.kind, isDoctorLast: true })
    : contradict(newest.kind, { doctor: other.kind, isDoctorLast: false })
  return isContrary ? other : null
}

function contradict(
  household: OutcomeKind,
  { doctor, isDoctorLast }: { doctor: OutcomeKind; isDoctorLast: boolean },
): boolean {
  if (doctor === 'absent') return TAKEN.includes(household)
  if (doctor !== 'declared') return false
  if (NOT_TAKEN.includes(household)) return true
  return household === 'not_called' && !isDoctorLast
}

/**
 * A word of the household about nobody in particular is about any doctor when it denies, and about none when it tells
 * that somebody was seen.
 */
function areOfOneDoctor(one: Word, other: Word): boolean {
  if (one.availabilityId === other.availabilityId) return true
  const vague = [one, other].find(({ availabilityId }) => availabilityId === null)
  return vague !== undefined && !TAKEN.includes(vague.kind)
}
