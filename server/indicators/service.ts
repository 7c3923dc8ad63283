import { addDays, type Day, parisDay, startOfDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import { figuresByMonth, type MonthFigures, monthsBegun, monthsFrom } from './rules.ts'
import { countMonths, firstFigureAt } from './store.ts'

/** Years that have something to show, this one first: from the first thing counted in the territory on. */
export async function yearsCounted(db: Db, territoryId: string, now: Date): Promise<number[]> {
  const year = yearOf(parisDay(now))
  const first = await firstFigureAt(db, territoryId)
  const oldest = first ? Math.min(yearOf(parisDay(first)), year) : year
  return Array.from({ length: year - oldest + 1 }, (_, i) => year - i)
}

/** The months of a civil year that have begun, in order. */
export async function countYearByMonth(
  db: Db,
  { territoryId, year }: { territoryId: string; year: number },
  now: Date,
): Promise<MonthFigures[]> {
  const [from, to] = [startOfDay(`${year}-01-01`), startOfDay(`${year + 1}-01-01`)]
  const lines = await countMonths(db, { territoryId, from, to })
  return figuresByMonth(monthsBegun(year, parisDay(now)), lines)
}

/** Every month from the first thing counted in the territory to this one; none before it. */
export async function countAllMonths(
  db: Db,
  territoryId: string,
  now: Date,
): Promise<MonthFigures[]> {
  const first = await firstFigureAt(db, territoryId)
  if (!first) return []
  const to = startOfDay(addDays(parisDay(now), 1))
  const lines = await countMonths(db, { territoryId, from: first, to })
  return figuresByMonth(monthsFrom(monthOf(first), monthOf(now)), lines)
}

function monthOf(instant: Date): string {
  return parisDay(instant).slice(0, 7)
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}
