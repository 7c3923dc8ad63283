import { addDays, type Day, parisDay } from '../calendar/rules.ts'
import { freshUntil, listedUntil } from '../ranking/freshness.ts'

/** A doctor is first asked this long before their word stops being true. */
export const ASK_DAYS_BEFORE = 35

/** Never two messages closer than this; what comes due meanwhile is said in the same one. */
export const WEEK_DAYS = 7

/** What a doctor offers at one practice, as far as asking goes. */
export type AskedAvailability = {
  id: string
  /** Null: never; it then ages from `createdAt`, as if it were over. */
  confirmedAt: Date | null
  createdAt: Date
  /** A patient said since then that the doctor refuses or is full. */
  loweredAt: Date | null
  /** Last day of the pause. */
  pausedUntil: Day | null
  /** Last day they take people there. */
  endsOn: Day | null
  /** That last day is the eve of a departure they announced: nothing is to be renewed. */
  isLeaving: boolean
}

/** The day the last word of a doctor stops being true: its six months are over, or the end that they gave comes before. */
export function periodOf(availability: AskedAvailability): Day {
  const { confirmedAt, createdAt } = availability
  if (!confirmedAt) return parisDay(createdAt)
  return endAskedOf(availability) ?? freshUntil(parisDay(confirmedAt))
}

/** The end that a doctor gave, where it comes before the six months are over and they do not leave for good; else null. */
export function endAskedOf({ confirmedAt, endsOn, isLeaving }: AskedAvailability): Day | null {
  if (!confirmedAt || !endsOn || isLeaving) return null
  return endsOn <= freshUntil(parisDay(confirmedAt)) ? endsOn : null
}

/** The first day without anybody sent, if nothing is said meanwhile; null when nobody is sent as it is. */
export function goneOn({ confirmedAt, endsOn }: AskedAvailability): Day | null {
  if (!confirmedAt) return null
  const aged = listedUntil(parisDay(confirmedAt))
  return endsOn && endsOn < aged ? addDays(endsOn, 1) : aged
}

/**
 * Whether there is something to ask, now or later: not paused, not over, nor about to be without more to say. `all`: of
 * the same doctor. An end is asked about where nothing goes on after it, unless they gave it, or let it stand, in the
 * five weeks before it.
 */
export function isActive(
  availability: AskedAvailability,
  all: readonly AskedAvailability[],
  today: Day,
): boolean {
  const { pausedUntil, endsOn, loweredAt, confirmedAt } = availability
  if (pausedUntil !== null && today <= pausedUntil) return false
  if (endsOn === null) return true
  if (today > endsOn) return false
  if (loweredAt !== null) return true
  const end = endAskedOf(availability)
  if (!end || !confirmedAt) return endsOn > periodOf(availability)
  const isLast = all.every((each) => each.endsOn !== null && each.endsOn <= end)
  return isLast && parisDay(confirmedAt) < addDays(end, -ASK_DAYS_BEFORE)
}

/** The first day to ask, `within` weeks early: before the period ends, or the day a patient put the last word in doubt. */
export function askOn(availability: AskedAvailability, within = 0): Day {
  const planned = addDays(periodOf(availability), -ASK_DAYS_BEFORE - within * (WEEK_DAYS - 1))
  const doubted = availability.loweredAt && parisDay(availability.loweredAt)
  return doubted && doubted < planned ? doubted : planned
}
