import { type ShownCount, SMALLEST_SHOWN } from '../referrals/report-rules.ts'

/**
 * A table of counts whose first line holds the sums of the others, and whose lines have a total told beside them. Counts
 * under five are not told; then, as long as a line or a column has a single count untold, which a subtraction would give,
 * its smallest one is hidden too. A line of zeros tells nothing of anybody and is told.
 */
export function maskTable(counts: readonly (readonly number[])[]): ShownCount[][] {
  const shown = counts.map((line) =>
    line.map(
      (count): ShownCount =>
        count < SMALLEST_SHOWN && line.some((other) => other > 0) ? 'few' : count,
    ),
  )
  while (hideOne(counts, shown)) {}
  return shown
}

type Cell = { row: number; column: number }

/** Hides one count that a subtraction would give away; false when there is none left. */
function hideOne(counts: readonly (readonly number[])[], shown: ShownCount[][]): boolean {
  for (const cells of linesOf(counts)) {
    const told = cells.filter((cell) => typeof at(shown, cell) === 'number' && at(counts, cell))
    const untold = cells.filter((cell) => typeof at(shown, cell) === 'string')
    if (untold.length !== 1) continue
    const [smallest] = told.sort((a, b) => Number(at(counts, a)) - Number(at(counts, b)))
    const line = smallest && shown[smallest.row]
    if (!smallest || !line) continue
    line[smallest.column] = 'hidden'
    return true
  }
  return false
}

/** Every row and every column, as its cells. */
function linesOf(counts: readonly (readonly number[])[]): Cell[][] {
  const width = counts[0]?.length ?? 0
  const rows = counts.map((line, row) => line.map((_count, column) => ({ row, column })))
  const columns = Array.from({ length: width }, (_, column) =>
    counts.map((_line, row) => ({ row, column })),
  )
  return [...rows, ...columns]
}

function at<Value>(table: readonly (readonly Value[])[], { row, column }: Cell): Value | undefined {
  return table[row]?.[column]
}
