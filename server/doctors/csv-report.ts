import { csvText } from '../http/csv.ts'
import type { DoctorProblem } from './csv-columns.ts'

/** The report of an import, `row;column;code;reason`, by row and column: empty but for its header when all is right. */
export function problemsReport(problems: readonly DoctorProblem[]): string {
  const columns = [
    { name: 'row', cell: ({ row }: DoctorProblem) => row },
    { name: 'column', cell: ({ column }: DoctorProblem) => column },
    { name: 'code', cell: ({ code }: DoctorProblem) => code },
    { name: 'reason', cell: ({ reason }: DoctorProblem) => reason },
  ]
  return csvText(columns, problems)
}
