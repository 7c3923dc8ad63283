import type { OrganisationKind, RequestStatus } from '../../prisma/generated/enums.ts'
import { type Day, daysBetween } from '../calendar/rules.ts'

/** A civil quarter, `2026-T4`. */
export type Quarter = string

/** What is read of one referral to count it: no name, no answer. */
export type CountedReferral = {
  organisation: { id: string; name: string; kind: OrganisationKind }
  registeredOn: Day
  status: RequestStatus
  isOriented: boolean
  people: number
  seen: number
  declared: number
}

/** People, but for the median: whole days since they were registered, of those who wait; null when nobody does. */
export type ReportFigures = {
  referred: number
  oriented: number
  seen: number
  declared: number
  waiting: number
  medianDays: number | null
}

/** A count as it may be shown: « moins de 5 », or hidden so that a subtraction does not give another away. */
export type ShownCount = number | 'few' | 'hidden'

export const COUNTS = ['referred', 'oriented', 'seen', 'declared', 'waiting'] as const
export type CountName = (typeof COUNTS)[number]

export type OrganisationReport = {
  organisation: CountedReferral['organisation']
  counts: Record<CountName, ShownCount>
  /** Null where nobody waits, or too few to say. */
  medianDays: number | null
}

export type Report = { total: ReportFigures; organisations: OrganisationReport[] }

/** Below this a count could tell of one person. */
export const SMALLEST_SHOWN = 5

const STILL_WAITING: readonly RequestStatus[] = [
  'to_locate',
  'outside',
  'already_followed',
  'ready',
  'proposed',
  'offered',
]

/** Counts of a quarter, as they stand on a day: the total whole, each organisation without its small counts. */
export function reportOf(referrals: readonly CountedReferral[], today: Day): Report {
  const groups = byOrganisation(referrals)
  const figures = groups.map((group) => figuresOf(group, today))
  const shown = Object.fromEntries(
    COUNTS.map((name) => [name, shownCounts(figures.map((one) => one[name]))]),
  ) as Record<CountName, ShownCount[]>
  const organisations = groups.flatMap(([first], i): OrganisationReport[] => {
    if (!first) return []
    const counts = Object.fromEntries(
      COUNTS.map((name) => [name, shown[name][i] ?? 'few']),
    ) as Record<CountName, ShownCount>
    const isTold = typeof counts.waiting === 'number'
    const medianDays = isTold ? (figures[i]?.medianDays ?? null) : null
    return [{ organisation: first.organisation, counts, medianDays }]
  })
  return { total: figuresOf(referrals, today), organisations }
}

/** One column of counts: small ones are not said, and where there is only one, the next smallest is hidden with it. */
export function shownCounts(counts: readonly number[]): ShownCount[] {
  const shown = counts.map((count): ShownCount => (count < SMALLEST_SHOWN ? 'few' : count))
  const told = counts.filter((count) => count >= SMALLEST_SHOWN)
  if (counts.length - told.length !== 1 || told.length === 0) return shown
  const hidden = counts.indexOf(Math.min(...told))
  return shown.map((count, i) => (i === hidden ? 'hidden' : count))
}

function byOrganisation(referrals: readonly CountedReferral[]): CountedReferral[][] {
  const groups = new Map<string, CountedReferral[]>()
  for (const one of referrals)
    groups.set(one.organisation.id, [...(groups.get(one.organisation.id) ?? []), one])
  return [...groups.values()].sort((a, b) =>
    (a[0]?.organisation.name ?? '').localeCompare(b[0]?.organisation.name ?? '', 'fr'),
  )
}

function figuresOf(referrals: readonly CountedReferral[], today: Day): ReportFigures {
  const sum = (of: (one: CountedReferral) => number) =>
    referrals.reduce((total, one) => total + of(one), 0)
  const waiting = referrals.filter(({ status }) => STILL_WAITING.includes(status))
  const days = waiting.flatMap(({ people, registeredOn }) =>
    Array.from({ length: people }, () => daysBetween(registeredOn, today)),
  )
  return {
    referred: sum(({ people }) => people),
    oriented: sum(({ people, isOriented }) => (isOriented ? people : 0)),
    seen: sum(({ seen }) => seen),
    declared: sum(({ declared }) => declared),
    waiting: days.length,
    medianDays: median(days),
  }
}

/** The middle of an odd number of values, the mean of the two middle ones of an even number. */
function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.floor(sorted.length / 2)],
  ]
  return low === undefined || high === undefined ? null : (low + high) / 2
}

/** The quarter of a day. */
export function quarterOf(day: Day): Quarter {
  return `${day.slice(0, 4)}-T${Math.ceil(Number(day.slice(5, 7)) / 3)}`
}

/** True for a quarter written as it should be. */
export function isQuarter(text: string): boolean {
  return /^20\d{2}-T[1-4]$/.test(text)
}

/** First day of a quarter, and first day after it. */
export function daysOf(quarter: Quarter): { from: Day; to: Day } {
  const year = Number(quarter.slice(0, 4))
  const rank = Number(quarter.slice(6))
  const first = (of: number) =>
    `${year + Math.floor(of / 4)}-${['01', '04', '07', '10'][of % 4]}-01`
  return { from: first(rank - 1), to: first(rank) }
}

/** Quarters from one to another, the last first. */
export function quartersBetween(first: Quarter, last: Quarter): Quarter[] {
  const quarters = [last]
  for (let oldest = last; oldest > first; ) {
    oldest = before(oldest)
    quarters.push(oldest)
  }
  return quarters
}

function before(quarter: Quarter): Quarter {
  const [year, rank] = [Number(quarter.slice(0, 4)), Number(quarter.slice(6))]
  return rank === 1 ? `${year - 1}-T4` : `${year}-T${rank - 1}`
}
