import { stringify } from 'csv-stringify/sync'
import type { DoctorProblem } from './csv-columns.ts'

/** The report of an import, `row;column;code;reason`, as French Excel opens it: BOM, `;`, CRLF, no formula. */
export function problemsReport(problems: readonly DoctorProblem[]): string {
  return stringify([...problems], {
    header: true,
    columns: ['row', 'column', 'code', 'reason'],
    bom: true,
    delimiter: ';',
    record_delimiter: 'windows',
    escape_formulas: true,
  })
}
