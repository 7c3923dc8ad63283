/** A day in Paris, `2026-12-01`. */
export type IsoDay = string

const parisDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' })

/** The day it is in Paris at that moment; a day stays itself. */
export function isoDay(day: IsoDay | Date): IsoDay {
  return typeof day === 'string' ? day : parisDay.format(day)
}

const WEEKDAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi']
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

/** « 1er décembre ». */
export function shortDay(day: IsoDay | Date): string {
  const [, month = 1, date = 1] = isoDay(day).split('-').map(Number)
  return `${date === 1 ? '1er' : date} ${MONTHS[month - 1] ?? ''}`
}

/** « 1er décembre 2026 ». */
export function fullDay(day: IsoDay | Date): string {
  return `${shortDay(day)} ${Number(isoDay(day).slice(0, 4))}`
}

/** « mardi 1er décembre ». */
export function longDay(day: IsoDay | Date): string {
  return `${WEEKDAYS[new Date(`${isoDay(day)}T12:00:00Z`).getUTCDay()] ?? ''} ${shortDay(day)}`
}

/** « 27 mars 1948 » from the three fields of a form, or null when they are not numbers of a calendar. */
export function typedDay(date: string, month: string, year: string): string | null {
  const name = MONTHS[Number(month) - 1]
  if (!name || !/^\d{1,2}$/.test(date.trim()) || !/^\d{4}$/.test(year.trim())) return null
  return `${Number(date) === 1 ? '1er' : Number(date)} ${name} ${year.trim()}`
}

/** « 1,2 km »: one decimal, and never « 0,0 km » for two distinct places. */
export function kmText(km: number): string {
  return `${(km > 0 ? Math.max(km, 0.1) : 0).toFixed(1).replace('.', ',')} km`
}
