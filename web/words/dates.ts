/** A day in Paris, `2026-12-01`. */
export type IsoDay = string

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
export function shortDay(day: IsoDay): string {
  const [, month = 1, date = 1] = day.split('-').map(Number)
  return `${date === 1 ? '1er' : date} ${MONTHS[month - 1] ?? ''}`
}

/** « 1er décembre 2026 ». */
export function fullDay(day: IsoDay): string {
  return `${shortDay(day)} ${Number(day.slice(0, 4))}`
}

/** « mardi 1er décembre ». */
export function longDay(day: IsoDay): string {
  return `${WEEKDAYS[new Date(`${day}T12:00:00Z`).getUTCDay()] ?? ''} ${shortDay(day)}`
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
