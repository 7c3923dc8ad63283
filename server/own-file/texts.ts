import { fullDay } from '../../web/words/dates.ts'
import { fr } from '../../web/words/fr.ts'
import { timeLabel } from '../calendar/labels.ts'
import { type Day, dayOfDateColumn, parisDay } from '../calendar/rules.ts'

const { values } = fr.ownFile

/** « 12 novembre 2026, 10 h 42 », in Paris. */
export function momentText(at: Date): string {
  return `${fullDay(parisDay(at))}, ${timeLabel(at)}`
}

export function dayText(day: Day): string {
  return fullDay(day)
}

/** A day kept in a column of dates. */
export function dateText(date: Date): string {
  return fullDay(dayOfDateColumn(date))
}

export function yesNo(is: boolean): string {
  return is ? values.yes : values.no
}

export function count(number: number): string {
  return String(number)
}

export function kmText(km: number): string {
  return `${String(km).replace('.', ',')} km`
}

/** A code in the words of one of the tables of the catalogue; one without words stays as it is. */
export function codeText(table: Readonly<Record<string, string>>): (code: string) => string {
  return (code) => table[code] ?? code
}

/** Facts of a line of timeline: codes and counts. */
export function factsText(facts: unknown): string {
  if (typeof facts !== 'object' || facts === null) return ''
  return Object.entries(facts)
    .filter(([, value]) => value !== null && value !== '')
    .map(
      ([name, value]) => `${name} : ${typeof value === 'object' ? JSON.stringify(value) : value}`,
    )
    .join(', ')
}
