import { CsvError, parse } from 'csv-parse/sync'

/** One record of the file. `row` is its rank as a spreadsheet shows it, the header being 1. */
export interface CsvRecord {
  row: number
  /** Undefined where the bytes are not UTF-8. */
  cells: readonly (string | undefined)[]
}

export interface CsvRecords {
  records: readonly CsvRecord[]
  /** Rank of the record whose quote is opened and never closed; what follows it cannot be read. */
  unclosedRow: number | null
}

const BOM = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * Records of a `;` file, blank ones left out but counted. Bytes are split first and decoded cell by cell, so that one
 * wrong byte is told where it is; line ends may be CRLF, LF or CR, and a quote inside a plain cell is a character.
 */
export function readRecords(bytes: Uint8Array): CsvRecords {
  const rows: string[][] = []
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const hasBom = content.subarray(0, BOM.length).equals(BOM)
  let unclosedRow: number | null = null
  try {
    parse(hasBom ? content.subarray(BOM.length) : content, {
      delimiter: ';',
      encoding: 'latin1',
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      on_record: (record: string[]) => {
        rows.push(record)
        return null
      },
    })
  } catch (error) {
    if (!(error instanceof CsvError) || error.code !== 'CSV_QUOTE_NOT_CLOSED') throw error
    unclosedRow = rows.length + 1
  }
  const records = rows.map((cells, index) => ({ row: index + 1, cells: cells.map(decoded) }))
  return { records: records.filter(({ cells }) => !cells.every(isBlank)), unclosedRow }
}

/** Bytes read as Latin-1, one character each, decoded as the UTF-8 they should be, in composed letters. */
function decoded(cell: string): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true })
      .decode(Buffer.from(cell, 'latin1'))
      .normalize('NFC')
  } catch {
    return undefined
  }
}

function isBlank(cell: string | undefined): boolean {
  return cell !== undefined && cell.trim() === ''
}
