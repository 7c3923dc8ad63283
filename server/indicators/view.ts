import type { IndicatorsView } from '../../web/pages/staff/indicators.ts'
import { fullDay } from '../../web/words/dates.ts'
import { type Day, parisDay } from '../calendar/rules.ts'
import { type MonthFigures, totalOf } from './rules.ts'
import type { Scheme } from './scheme.ts'
import { schemeView } from './scheme-view.ts'

type Counting = {
  year: number
  years: readonly number[]
  months: readonly MonthFigures[]
  /** Where doctors are asked first. */
  scheme: Scheme | null
}

/** What the page of a year shows, as it stands now. */
export function indicatorsView(
  { year, years, months, scheme }: Counting,
  now: Date,
): IndicatorsView {
  const total = totalOf(months)
  return {
    year,
    years,
    period: periodLabel(year, parisDay(now)),
    ...total,
    scheme: scheme && schemeView(scheme, total),
    months: months.map(({ month, oriented, found, declared }) => ({
      ...monthNames(month),
      oriented,
      found,
      declared,
    })),
  }
}

/** « Du 1er janvier au 24 novembre 2026 »; a past year goes to its last day. */
function periodLabel(year: number, today: Day): string {
  const last = today < `${year}-12-31` ? today : `${year}-12-31`
  if (last.endsWith('-01-01')) return `Le ${fullDay(last)}`
  return `Du 1er janvier au ${fullDay(last)}`
}

function monthNames(month: string): { label: string; shortLabel: string } {
  const [label = '', shortLabel = ''] = MONTHS[Number(month.slice(5, 7)) - 1] ?? []
  return { label, shortLabel }
}

const MONTHS = [
  ['janvier', 'janv.'],
  ['février', 'févr.'],
  ['mars', 'mars'],
  ['avril', 'avril'],
  ['mai', 'mai'],
  ['juin', 'juin'],
  ['juillet', 'juil.'],
  ['août', 'août'],
  ['septembre', 'sept.'],
  ['octobre', 'oct.'],
  ['novembre', 'nov.'],
  ['décembre', 'déc.'],
] as const
