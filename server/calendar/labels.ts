import { fullDay, shortDay } from '../../web/words/dates.ts'
import { type Day, parisDay, parisTime } from './rules.ts'

/** « 12 novembre », with its year when it is not the year of `today`. */
export function recentDayLabel(day: Day, today: Day): string {
  return day.slice(0, 4) === today.slice(0, 4) ? shortDay(day) : fullDay(day)
}

/** « 12 novembre, 10 h 42 », in Paris. */
export function momentLabel(instant: Date): string {
  return `${shortDay(parisDay(instant))}, ${timeLabel(instant)}`
}

/** « 10 h 42 », « 9 h », in Paris. */
export function timeLabel(instant: Date): string {
  const { hour, minute } = parisTime(instant)
  return minute === 0 ? `${hour} h` : `${hour} h ${String(minute).padStart(2, '0')}`
}
