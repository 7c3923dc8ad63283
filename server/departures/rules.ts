import type { Day } from '../calendar/rules.ts'

/** Ages as the need is counted, in years. */
export const AGE_BANDS = ['0-15', '16-69', '70+'] as const

export type AgeBand = (typeof AGE_BANDS)[number]

export type DepartureKind = 'retirement' | 'move' | 'other'

/** People of one commune and one age band who lose their doctor: a count, never a name. */
export type PeopleLeft = { inseeCode: string; ageBand: AgeBand; people: number }

/** What a doctor announces. `leavesOn`: the first day they are no longer there. */
export type Announcement = { kind: DepartureKind; leavesOn: Day; counts: readonly PeopleLeft[] }

export type Departure = Announcement & {
  id: string
  doctorId: string
  /** Code that the QR code of its leaflet carries: it says nothing of the doctor. */
  source: string
  announcedAt: Date
  announcedBy: string
  version: number
}

/** People left in one commune, by age band, and in all. */
export type CommuneTotal = {
  inseeCode: string
  bands: Readonly<Record<AgeBand, number>>
  people: number
}

/** Sums by commune, the largest first, then by code. */
export function totalsByCommune(counts: readonly PeopleLeft[]): CommuneTotal[] {
  const codes = [...new Set(counts.map(({ inseeCode }) => inseeCode))]
  return codes
    .map((inseeCode) => totalOf(inseeCode, counts))
    .filter(({ people }) => people > 0)
    .sort((a, b) => b.people - a.people || (a.inseeCode < b.inseeCode ? -1 : 1))
}

function totalOf(inseeCode: string, counts: readonly PeopleLeft[]): CommuneTotal {
  const here = counts.filter((count) => count.inseeCode === inseeCode)
  const inBand = (band: AgeBand) => peopleIn(here.filter(({ ageBand }) => ageBand === band))
  const bands = { '0-15': inBand('0-15'), '16-69': inBand('16-69'), '70+': inBand('70+') }
  return { inseeCode, bands, people: peopleIn(here) }
}

/** How many people these counts make. */
export function peopleIn(counts: readonly Pick<PeopleLeft, 'people'>[]): number {
  return counts.reduce((sum, { people }) => sum + people, 0)
}

/** True when both announce the same, whatever the order of their counts. */
export function isSameAnnouncement(a: Announcement, b: Announcement): boolean {
  const written = ({ kind, leavesOn, counts }: Announcement) =>
    [
      kind,
      leavesOn,
      ...counts.map((count) => Object.values(inOrder(count)).join(':')).sort(),
    ].join()
  return written(a) === written(b)
}

function inOrder({ inseeCode, ageBand, people }: PeopleLeft) {
  return { inseeCode, ageBand, people }
}
