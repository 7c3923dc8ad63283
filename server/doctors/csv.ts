import { parisDay } from '../calendar/rules.ts'
import {
  COLUMNS,
  type Column,
  type DoctorProblem,
  type Header,
  readHeader,
  WHOLE_ROW,
} from './csv-columns.ts'
import { type CsvRecord, readRecords } from './csv-records.ts'
import { type CsvContext, type DoctorRow, readRow } from './csv-row.ts'

export interface DoctorsCsv {
  rows: readonly DoctorRow[]
  /** By row, then by column; with one, a caller imports nothing. */
  problems: readonly DoctorProblem[]
}

/**
 * Reads the doctors' CSV from its bytes: UTF-8 with or without BOM, `;`, any line end. Each wrong cell is told on its
 * row and column with the way to mend it; `(ligne)` is the whole record. Never throws on the content.
 */
export function readDoctorsCsv(
  bytes: Uint8Array,
  context: Omit<CsvContext, 'today'> & { now: Date },
): DoctorsCsv {
  if (isUtf16(bytes))
    return refused(1, 'encoding', 'fichier en UTF-16 : enregistrez-le en « CSV UTF-8 »')
  const { records, unclosedRow } = readRecords(bytes)
  const [first, ...rest] = records
  if (!first) return refused(unclosedRow ?? 1, 'empty', 'fichier vide ou illisible')
  const header = readHeader(first.cells, COLUMNS)
  if (Array.isArray(header)) return { rows: [], problems: header }
  const read = readRows(rest, header, { ...context, today: parisDay(context.now) })
  if (unclosedRow !== null) read.problems.push(unclosedQuote(unclosedRow))
  else if (rest.length === 0)
    read.problems.push(ofRow(first.row, 'empty', 'aucun médecin dans ce fichier'))
  return read
}

function readRows(
  records: readonly CsvRecord[],
  header: Header,
  context: CsvContext,
): { rows: DoctorRow[]; problems: DoctorProblem[] } {
  const rows: DoctorRow[] = []
  const problems: DoctorProblem[] = []
  const seen = new Map<string, number>()
  for (const record of records) {
    const found = problemsOrRow(record, header, { context, seen })
    if (Array.isArray(found)) problems.push(...found)
    else rows.push(found)
  }
  return { rows, problems }
}

function problemsOrRow(
  { row, cells }: CsvRecord,
  header: Header,
  { context, seen }: { context: CsvContext; seen: Map<string, number> },
): DoctorRow | DoctorProblem[] {
  if (cells.length < header.width || cells.slice(header.width).some((cell) => cell?.trim() !== ''))
    return [ofRow(row, 'columns', `${cells.length} colonnes au lieu de ${header.width}`)]
  const read = readRow(row, byColumn(cells, header), context)
  const rpps = (cells[header.positions.get('rpps') ?? -1] ?? '').replace(/\s/g, '')
  const first = seen.get(rpps)
  if (first === undefined) {
    if (rpps.length === 11) seen.set(rpps, row)
    return read
  }
  const reason = `numéro RPPS déjà présent à la ligne ${first} de ce fichier`
  const twice = { row, column: 'rpps', code: 'duplicate', reason }
  return [twice, ...(Array.isArray(read) ? read : [])]
}

function byColumn(
  cells: readonly (string | undefined)[],
  { positions }: Header,
): Map<Column, string | undefined> {
  return new Map(COLUMNS.map((column) => [column, cells[positions.get(column) ?? -1]]))
}

/** True for a file that a spreadsheet wrote in UTF-16. */
export function isUtf16([first, second]: Uint8Array): boolean {
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
}

function unclosedQuote(row: number): DoctorProblem {
  return ofRow(row, 'quote', 'guillemet ouvert et jamais fermé : la suite ne peut pas être lue')
}

function refused(row: number, code: string, reason: string): DoctorsCsv {
  return { rows: [], problems: [ofRow(row, code, reason)] }
}

function ofRow(row: number, code: string, reason: string): DoctorProblem {
  return { row, column: WHOLE_ROW, code, reason }
}
