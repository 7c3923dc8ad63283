import { stringify } from 'csv-stringify/sync'
import type { Response } from 'express'

export type CsvCell = string | number | null

/** One column of a file: its header, and what it says of a row. Numbers are written as numbers. */
export type CsvColumn<Row> = { readonly name: string; readonly cell: (row: Row) => CsvCell }

/** csv-stringify defuses the other beginnings of a formula; a spreadsheet skips a line feed before one. */
const SKIPPED_BEFORE_FORMULA = /^\n/

/**
 * A CSV file as French spreadsheets read it: `;`, UTF-8 with a byte order mark, CRLF.
 * A text that would start a formula is made inert by a leading apostrophe.
 */
export function csvText<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  const records = rows.map((row) => columns.map(({ cell }) => inert(cell(row))))
  return stringify([columns.map(({ name }) => name), ...records], {
    delimiter: ';',
    bom: true,
    record_delimiter: 'windows',
    escape_formulas: true,
  })
}

/** Sends `NAME.csv` to be kept as a file. `name` is ours: letters, figures and hyphens. */
export function sendCsv<Row>(
  res: Response,
  name: string,
  columns: readonly CsvColumn<Row>[],
  rows: readonly Row[],
): void {
  res
    .status(200)
    .attachment(`${name}.csv`)
    .type('text/csv; charset=utf-8')
    .send(csvText(columns, rows))
}

function inert(cell: CsvCell): CsvCell {
  return typeof cell === 'string' && SKIPPED_BEFORE_FORMULA.test(cell) ? `'${cell}` : cell
}
