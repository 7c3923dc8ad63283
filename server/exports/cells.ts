import { type Day, parisDay } from '../calendar/rules.ts'
import type { CsvCell, CsvColumn } from '../http/csv.ts'
import { formatPhone } from '../phone.ts'

/** The columns of a file, in the order they are written: by their name, what each says of a line. */
export function columnsOf<Line>(
  cells: Record<string, (line: Line) => CsvCell>,
): readonly CsvColumn<Line>[] {
  return Object.entries(cells).map(([name, cell]) => ({ name, cell }))
}

/** The day in Paris, `2026-11-24`; empty for no date. */
export function dayCell(instant: Date | null | undefined): Day | null {
  return instant ? parisDay(instant) : null
}

/** « oui », « non »; « ne sait pas » where the person was allowed to say so. */
export function yesNoCell(answer: boolean | null): string {
  if (answer === null) return 'ne sait pas'
  return answer ? 'oui' : 'non'
}

/** « 06 39 98 12 34 »; a foreign number as « 00 32 2 123 45 67 », since a leading `+` starts a formula. */
export function phoneCell(e164: string | null): string | null {
  return e164 && formatPhone(e164).replace(/^\+/, '00 ')
}

/** Kilometres with at most two decimals and a comma, which French spreadsheets read as a number. */
export function kmCell(km: number | null | undefined): string | null {
  if (km === null || km === undefined) return null
  return km.toLocaleString('fr-FR', { maximumFractionDigits: 2, useGrouping: false })
}

/** The words for a code; a code without words stays as it is. */
export function wordsCell(words: Record<string, string>, code: string | null): string | null {
  return code !== null && Object.hasOwn(words, code) ? (words[code] ?? code) : code
}
