import { parisDay } from '../calendar/rules.ts'
import { isUtf16 } from '../doctors/csv.ts'
import { cellRefusal } from '../doctors/csv-cells.ts'
import { type DoctorProblem, type Header, readHeader, WHOLE_ROW } from '../doctors/csv-columns.ts'
import { type CsvRecord, readRecords } from '../doctors/csv-records.ts'
import { BATCH_COLUMNS, type BatchColumn, MOST_ROWS } from './batch-columns.ts'
import { type BatchHousehold, readHousehold } from './batch-household.ts'

/** Something to mend in the file. `row` is the rank of the record as a spreadsheet shows it, header 1. */
export type BatchProblem = DoctorProblem

/** One row of the file, every cell read as text. */
export type BatchRow = { row: number; cells: ReadonlyMap<BatchColumn, string> }

export type BatchFile = {
  households: readonly BatchHousehold[]
  /** By row; with one, nothing of the file is registered. */
  problems: readonly BatchProblem[]
}

/**
 * Reads the CPAM's CSV from its bytes: UTF-8 with or without BOM, `;`, any line end. Rows that share a `foyer` are one
 * household. Each wrong cell is told on its row and column with the way to mend it. Never throws on the content.
 */
export function readBatch(
  bytes: Uint8Array,
  { maxKm, now }: { maxKm: number; now: Date },
): BatchFile {
  if (isUtf16(bytes))
    return refused(1, 'encoding', 'fichier en UTF-16 : enregistrez-le en « CSV UTF-8 »')
  const { records, unclosedRow } = readRecords(bytes)
  const [first, ...rest] = records
  if (!first) return refused(unclosedRow ?? 1, 'empty', 'fichier vide ou illisible')
  const header = readHeader(first.cells, BATCH_COLUMNS)
  if (Array.isArray(header)) return { households: [], problems: header }
  if (unclosedRow !== null)
    return refused(unclosedRow, 'quote', 'guillemet ouvert et jamais fermé : fermez-le')
  if (rest.length === 0) return refused(1, 'empty', 'aucune personne dans ce fichier')
  if (rest.length > MOST_ROWS)
    return refused(MOST_ROWS + 2, 'too_many', `plus de ${MOST_ROWS} lignes : découpez le fichier`)
  const read = rest.map((record) => readRow(record, header))
  const rows = read.flatMap((one) => ('cells' in one ? [one] : []))
  const problems = read.flatMap((one) => ('cells' in one ? [] : one.problems))
  const households = byHousehold(rows).map((group) =>
    readHousehold(group, { maxKm, now, today: parisDay(now) }),
  )
  return {
    households: households.flatMap((one) => (one.ok ? [one.value] : [])),
    problems: [...problems, ...households.flatMap((one) => (one.ok ? [] : one.problems))].sort(
      (a, b) => a.row - b.row,
    ),
  }
}

const NUMBERS: ReadonlySet<BatchColumn> = new Set<BatchColumn>(['telephone'])

function readRow(
  { row, cells }: CsvRecord,
  { positions, width }: Header<BatchColumn>,
): BatchRow | { problems: BatchProblem[] } {
  if (cells.length < width || cells.slice(width).some((cell) => cell?.trim() !== ''))
    return { problems: [problem(row, 'columns', `${cells.length} colonnes au lieu de ${width}`)] }
  const named = BATCH_COLUMNS.map((column) => [column, cells[positions.get(column) ?? -1]] as const)
  const problems = named.flatMap(([column, cell]): BatchProblem[] => {
    const unfit = cellRefusal(cell, NUMBERS.has(column) ? 'number' : 'text')
    return unfit ? [{ row, column, ...unfit }] : []
  })
  if (problems.length > 0) return { problems }
  return { row, cells: new Map(named.map(([column, cell]) => [column, (cell ?? '').trim()])) }
}

/** Rows of one `foyer` together, in the order of the file; a row without one is a household of its own. */
function byHousehold(rows: readonly BatchRow[]): BatchRow[][] {
  const groups = new Map<string, BatchRow[]>()
  for (const one of rows) {
    const name = one.cells.get('foyer')
    const key = name ? `foyer ${name}` : `ligne ${one.row}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
}

function refused(row: number, code: string, reason: string): BatchFile {
  return { households: [], problems: [problem(row, code, reason)] }
}

function problem(row: number, code: string, reason: string): BatchProblem {
  return { row, column: WHOLE_ROW, code, reason }
}
