const PARIS = 'Europe/Paris'

const day = new Intl.DateTimeFormat('fr-FR', {
  timeZone: PARIS,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
})
const year = new Intl.DateTimeFormat('fr-FR', { timeZone: PARIS, year: 'numeric' })
const time = new Intl.DateTimeFormat('fr-FR', {
  timeZone: PARIS,
  hour: 'numeric',
  minute: '2-digit',
})
const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone: PARIS })

/** « mardi 1er décembre », the day it is in Paris. */
export function longDay(date: Date): string {
  return day.format(date).replace(/\b1 (?=\p{L})/u, '1er ')
}

/** « 1er décembre 2026 », the day it is in Paris. */
export function fullDate(date: Date): string {
  return `${longDay(date).split(' ').slice(1).join(' ')} ${year.format(date)}`
}

/** « 12 novembre », the day it is in Paris. */
export function shortDay(date: Date): string {
  return longDay(date).split(' ').slice(1).join(' ')
}

/** « 18 h » or « 18 h 30 », the time it is in Paris. */
export function hour(date: Date): string {
  const [hours = '', minutes = ''] = time.format(date).split(':')
  return minutes === '00' ? `${Number(hours)} h` : `${Number(hours)} h ${minutes}`
}

/** `2026-12-01`, the day it is in Paris. */
export function isoDate(date: Date): string {
  return isoDay.format(date)
}
