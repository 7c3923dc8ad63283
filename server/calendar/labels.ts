import { type Day, parisDay, parisTime, weekday } from './rules.ts'

const WEEKDAYS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche']
const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
]

/** « 24 novembre », « 1er décembre ». */
export function dayLabel(day: Day): string {
  const dayOfMonth = Number(day.slice(8, 10))
  const month = MONTHS[Number(day.slice(5, 7)) - 1] ?? ''
  return `${dayOfMonth === 1 ? '1er' : dayOfMonth} ${month}`
}

/** « mardi 1er décembre ». */
export function weekdayLabel(day: Day): string {
  return `${WEEKDAYS[weekday(day) - 1] ?? ''} ${dayLabel(day)}`
}

/** « 1er décembre 2026 ». */
export function fullDayLabel(day: Day): string {
  return `${dayLabel(day)} ${Number(day.slice(0, 4))}`
}

/** « 12 novembre », with its year when it is not the year of `today`. */
export function recentDayLabel(day: Day, today: Day): string {
  return day.slice(0, 4) === today.slice(0, 4) ? dayLabel(day) : fullDayLabel(day)
}

/** « 12 novembre, 10 h 42 », in Paris. */
export function momentLabel(instant: Date): string {
  return `${dayLabel(parisDay(instant))}, ${timeLabel(instant)}`
}

/** « 10 h 42 », « 9 h », in Paris. */
export function timeLabel(instant: Date): string {
  const { hour, minute } = parisTime(instant)
  return minute === 0 ? `${hour} h` : `${hour} h ${String(minute).padStart(2, '0')}`
}

/** « aujourd’hui », « hier », « il y a 12 jours ». */
export function daysAgoLabel(days: number): string {
  if (days <= 0) return 'aujourd’hui'
  return days === 1 ? 'hier' : `il y a ${days} jours`
}

/** « 1,2 km »: kilometres with one decimal, never less than « 0,1 km » for two distinct places. */
export function distanceLabel(km: number): string {
  const shown = km > 0 ? Math.max(km, 0.1) : 0
  return `${shown.toFixed(1).replace('.', ',')} km`
}
