import { parisDay, startOfDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import {
  daysOf,
  isQuarter,
  type Quarter,
  quarterOf,
  quartersBetween,
  type Report,
  reportOf,
} from './report-rules.ts'
import { firstReferralAt, listCounted } from './report-store.ts'

export type QuarterReport = Report & { quarter: Quarter; quarters: Quarter[] }

/**
 * B26: what became of the people whom each organisation registered in a quarter, as it stands now. A quarter that is
 * not one, or that is to come, is this one.
 */
export async function quarterReport(
  db: Db,
  { territoryId, asked }: { territoryId: string; asked: string | undefined },
  now: Date,
): Promise<QuarterReport> {
  const today = parisDay(now)
  const current = quarterOf(today)
  const first = await firstReferralAt(db, territoryId)
  const quarters = quartersBetween(first ? quarterOf(parisDay(first)) : current, current)
  const quarter = asked && isQuarter(asked) && asked <= current ? asked : current
  const { from, to } = daysOf(quarter)
  const period = { territoryId, from: startOfDay(from), to: startOfDay(to) }
  return { ...reportOf(await listCounted(db, period), today), quarter, quarters }
}
