import { randomUUID } from 'node:crypto'
import type { PeopleLeftForm } from '../../web/components/people-left.ts'
import type { DeparturesView } from '../../web/pages/staff/departures.ts'
import type { DepartureFormView } from '../../web/pages/staff/departures-form.ts'
import type { LeafletView } from '../../web/pages/staff/flyer.ts'
import { fullDay } from '../../web/words/dates.ts'
import { momentLabel } from '../calendar/labels.ts'
import { parisDay } from '../calendar/rules.ts'
import { doctorName, type RegisterEntry } from '../doctors/rules.ts'
import type { StaleVersion } from '../errors.ts'
import type { FormValues } from '../http/forms.ts'
import { communeByCode } from '../territory/communes.ts'
import { AGE_BANDS, type Departure, peopleIn, totalsByCommune } from './rules.ts'
import { fieldOf, KIND_VALUES, OTHER_LINES } from './schema.ts'
import type { NamedDeparture } from './store.ts'

export const DEPARTURES_PATH = '/coordination/departs'

/** Address of the departure of a doctor, under that of their sheet. */
export function departurePath(id: string): string {
  return `/coordination/medecins/${id}/depart`
}

const WHY: Record<Departure['kind'], string> = {
  retirement: 'départ à la retraite',
  move: 'déménagement ou autre exercice',
  other: 'autre raison',
}

const LEAVES: Record<Departure['kind'], (day: string) => string> = {
  retirement: (day) => `prend sa retraite le ${day}`,
  move: (day) => `s’en va le ${day}`,
  other: (day) => `s’arrête le ${day}`,
}

/** What the leaflet says of a departure: never who. */
export function leafletOf({ kind, leavesOn }: Departure, backHref: string): LeafletView {
  return { what: LEAVES[kind](fullDay(leavesOn)), backHref }
}

type Form = {
  entry: RegisterEntry
  departure: Departure | null
  /** Communes of the territory. */
  communes: readonly { inseeCode: string; name: string }[]
  isSaved: boolean
  values?: FormValues | undefined
  errors?: Record<string, string> | undefined
  stale?: StaleVersion | undefined
}

/** The page of a departure, to announce, correct or take back. */
export function departureFormView(form: Form): DepartureFormView {
  const { entry, departure, stale } = form
  const version = departure?.version
  return {
    ...countingForm(form),
    doctor: doctorName(entry.identity),
    doctorHref: `/coordination/medecins/${entry.id}`,
    action: departurePath(entry.id),
    seal: { key: randomUUID(), ...(version === undefined ? {} : { version }) },
    current: departure && {
      leavesOn: fullDay(departure.leavesOn),
      people: peopleIn(departure.counts),
      by: announcedBy(departure),
      isSaved: form.isSaved,
    },
    stale: stale ? { by: stale.changedBy, when: `le ${momentLabel(stale.changedAt)}` } : null,
  }
}

type Counting = Pick<Form, 'departure' | 'communes' | 'values' | 'errors'>

/** The fields of a departure: as typed, else as announced. */
export function countingForm(form: Counting): PeopleLeftForm {
  const { departure, values, errors = {} } = form
  return {
    values: values ?? (departure ? formOf(departure) : {}),
    errors,
    communes: listed(form).map(({ inseeCode, name }) => ({ name, field: fieldOf(inseeCode) })),
    otherLines: OTHER_LINES,
  }
}

/** « Dr Nour Belkassari, le 24 novembre 2026 ». */
export function announcedBy({ announcedBy: who, announcedAt }: Departure): string {
  return `${who}, le ${fullDay(announcedAt)}`
}

/** Three fields each, in a form of 300 at most; a commune beyond is typed by its name. */
const MAX_LISTED = 80

/** Communes that the form lists: those of the territory, then those already counted elsewhere. */
export function listed({
  communes,
  departure,
}: Pick<Form, 'communes' | 'departure'>): readonly { inseeCode: string; name: string }[] {
  const shown = communes.slice(0, MAX_LISTED)
  const known = new Set(shown.map(({ inseeCode }) => inseeCode))
  const counted = new Set(departure?.counts.map(({ inseeCode }) => inseeCode))
  const others = [...counted].filter((code) => !known.has(code))
  return [...shown, ...others.map((code) => ({ inseeCode: code, name: communeName(code) }))]
}

/** Everything announced, as the list shows it. */
export function departuresView(
  departures: readonly NamedDeparture[],
  { said }: { said: string | null },
  now: Date,
): DeparturesView {
  const counts = departures.flatMap(({ departure }) => departure.counts)
  return {
    rows: departures.map((named) => rowOf(named, now)),
    totals: totalsByCommune(counts).map(({ inseeCode, bands, people }) => ({
      inseeCode,
      commune: communeName(inseeCode),
      bands: AGE_BANDS.map((band) => bands[band]),
      people,
    })),
    people: peopleIn(counts),
    said,
  }
}

function rowOf({ departure, ...name }: NamedDeparture, now: Date): DeparturesView['rows'][number] {
  return {
    doctor: doctorName(name),
    href: departurePath(departure.doctorId),
    why: WHY[departure.kind],
    by: announcedBy(departure),
    leavesOn: fullDay(departure.leavesOn),
    isGone: departure.leavesOn <= parisDay(now),
    people: peopleIn(departure.counts),
    source: departure.source,
  }
}

function formOf({ kind, leavesOn, counts }: Departure): FormValues {
  const people = counts.map(
    (count) => [`${fieldOf(count.inseeCode)}[${count.ageBand}]`, String(count.people)] as const,
  )
  return { motif: KIND_VALUES[kind], part_le: leavesOn, ...Object.fromEntries(people) }
}

function communeName(inseeCode: string): string {
  return communeByCode(inseeCode)?.name ?? inseeCode
}
