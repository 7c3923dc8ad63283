import type { Day } from '../calendar/rules.ts'

/**
 * What the scheme is asked to count (B11), then who joined it (B22): professionals with an account and doctors with an
 * availability are people, of no household. A message sent is never one of them.
 */
export const FIGURES = [
  'received',
  'oriented',
  'found',
  'declared',
  'professionals',
  'doctors',
] as const
export type Figure = (typeof FIGURES)[number]

/** Counted in households, and in people. */
export type Counted = { households: number; people: number }

export type Figures = Record<Figure, Counted>

/** One figure of one month, as the database counts it. `month` is `2026-11`. */
export type MonthLine = Counted & { figure: Figure; month: string }

export type MonthFigures = Figures & { month: string }

/** Civil months from one to another, both included; none when `last` comes first. */
export function monthsFrom(first: string, last: string): string[] {
  const months: string[] = []
  for (let rank = rankOf(first); rank <= rankOf(last); rank++) {
    const month = String((rank % 12) + 1).padStart(2, '0')
    months.push(`${String(Math.floor(rank / 12)).padStart(4, '0')}-${month}`)
  }
  return months
}

/** Months of a year that have begun on a day, in order. */
export function monthsBegun(year: number, today: Day): string[] {
  const december = `${year}-12`
  const current = today.slice(0, 7)
  return monthsFrom(`${year}-01`, current < december ? current : december)
}

/** Every month asked for with its figures, zero where nothing happened. */
export function figuresByMonth(
  months: readonly string[],
  lines: readonly MonthLine[],
): MonthFigures[] {
  return months.map((month) => ({
    month,
    ...figuresOf((figure) =>
      lines.filter((line) => line.month === month && line.figure === figure),
    ),
  }))
}

/** The figures of several months together. */
export function totalOf(months: readonly MonthFigures[]): Figures {
  return figuresOf((figure) => months.map((month) => month[figure]))
}

function figuresOf(counted: (figure: Figure) => readonly Counted[]): Figures {
  const sums = FIGURES.map((figure) => [figure, sumOf(counted(figure))] as const)
  return Object.fromEntries(sums) as Figures
}

function sumOf(counts: readonly Counted[]): Counted {
  return counts.reduce(
    (sum, { households, people }) => ({
      households: sum.households + households,
      people: sum.people + people,
    }),
    { households: 0, people: 0 },
  )
}

function rankOf(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
}
