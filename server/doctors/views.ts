import { randomUUID } from 'node:crypto'
import type { DoctorMovesView } from '../../web/components/staff/doctor-moves.ts'
import type { DoctorPlacesView } from '../../web/components/staff/doctor-places.ts'
import type { DoctorFormView } from '../../web/pages/staff/doctor-form.ts'
import type { DoctorRow, DoctorsView } from '../../web/pages/staff/doctors.ts'
import { daysAgoText } from '../../web/pages/staff/reason-labels.ts'
import { fullDay } from '../../web/words/dates.ts'
import { phoneText } from '../../web/words/phone.ts'
import { momentLabel } from '../calendar/labels.ts'
import { parisDay } from '../calendar/rules.ts'
import type { StaleVersion } from '../errors.ts'
import type { FormValues } from '../http/forms.ts'
import { daysSince } from '../ranking/freshness.ts'
import { formOf } from './form.ts'
import type { RegisterLine } from './listing.ts'
import {
  type Agreement,
  doctorName,
  type Practice,
  type RegisterEntry,
  type Stay,
  versionOf,
} from './rules.ts'

export const LIST_PATH = '/coordination/medecins'

/** Rows of one page of the register. */
const PAGE_ROWS = 50

const MISSING: Record<Agreement, string> = {
  coordination: 'coordination',
  patients: 'foyers',
  map: 'carte publique',
}

type Listing = {
  /** The whole register. */
  all: readonly RegisterLine[]
  /** What the filters keep of it. */
  kept: readonly RegisterLine[]
  filters: DoctorsView['filters']
  /** Counted from 1. */
  page: number
  said: string | null
}

/** The register as a page shows it. */
export function doctorsView({ all, kept, filters, page, said }: Listing, now: Date): DoctorsView {
  const last = Math.max(1, Math.ceil(kept.length / PAGE_ROWS))
  const current = Math.min(page, last)
  const start = (current - 1) * PAGE_ROWS
  const shown = kept.slice(start, start + PAGE_ROWS)
  const from = kept.length === 0 ? 0 : start + 1
  return {
    filters,
    communes: communesOf(all),
    rows: shown.map((line) => rowOf(line, now)),
    page: { from, to: start + shown.length, total: kept.length, current, last },
    toLocate: unplacedPractices(all),
    said,
  }
}

type Form = {
  /** Null for a new doctor. */
  entry: RegisterEntry | null
  /** As typed, when the sheet was refused. */
  values?: FormValues | undefined
  /** As typed in one of the small forms beside it, when that one was. */
  moved?: FormValues | undefined
  errors?: Record<string, string> | undefined
  /** Key of a refused form, so that its next press is the same act. */
  key?: string | undefined
  stale?: StaleVersion | undefined
  /** Every place of the doctor, that of `entry` included. */
  places?: readonly RegisterEntry[] | undefined
  /** What was just done with one of them. */
  said?: string | null | undefined
}

/** The sheet of a doctor, to write or to correct. */
export function doctorFormView(
  { entry, values, moved = {}, errors = {}, key = randomUUID(), stale, places = [], said }: Form,
  now: Date,
): DoctorFormView & { moves: DoctorMovesView | null } {
  const action = entry ? `${LIST_PATH}/${entry.id}` : `${LIST_PATH}/nouveau`
  const typed = values ?? (entry ? formOf(entry) : NEW_SHEET)
  return {
    action,
    name: entry ? doctorName(entry.identity) : null,
    seal: entry ? { key, version: versionOf(entry) } : { key },
    values: typed,
    errors,
    agreements: agreementsOf(entry),
    stale: stale ? staleOf(stale) : null,
    moves: entry ? movesOf(entry, { href: action, key, values: moved, errors }, now) : null,
    places: entry ? placesShown(entry, { key, places, said: said ?? null }) : null,
  }
}

type NewPlace = {
  entry: RegisterEntry
  /** The practices of the register, to choose from. */
  practices: readonly Practice[]
  values?: FormValues | undefined
  errors?: Record<string, string> | undefined
}

/** The sheet of one more place of a doctor. */
export function placeFormView(
  { entry, practices, values, errors = {} }: NewPlace,
  now: Date,
): DoctorFormView {
  const name = doctorName(entry.identity)
  return {
    action: `${LIST_PATH}/${entry.id}/lieux/nouveau`,
    name,
    seal: { key: randomUUID() },
    values: values ?? { confirme_le: parisDay(now) },
    errors,
    agreements: agreementsOf(entry),
    stale: null,
    newPlace: {
      doctorHref: `${LIST_PATH}/${entry.id}`,
      practices: practices.map(({ id, name: practice, address, commune }) => ({
        id,
        label: [practice, address, commune].filter(Boolean).join(', '),
      })),
    },
  }
}

type Places = { key: string; places: readonly RegisterEntry[]; said: string | null }

function placesShown(entry: RegisterEntry, { key, places, said }: Places): DoctorPlacesView {
  return {
    href: `${LIST_PATH}/${entry.id}`,
    seal: { key, version: versionOf(entry) },
    places: places.map((place) => ({
      href: `${LIST_PATH}/${place.id}`,
      isShown: place.id === entry.id,
      practice: [place.practice.name || place.practice.address, place.practice.commune].join(', '),
      practiceHref: `/coordination/cabinets/${place.practice.id}`,
      dates: stayText(place),
      places: place.conditions.places,
    })),
    leavesOn: entry.leavesOn && fullDay(entry.leavesOn),
    said,
  }
}

function stayText({ startsOn, endsOn }: Stay): string {
  if (startsOn && endsOn) return `du ${fullDay(startsOn)} au ${fullDay(endsOn)}`
  if (startsOn) return `à partir du ${fullDay(startsOn)}`
  return endsOn ? `jusqu’au ${fullDay(endsOn)}` : ''
}

/** « il y a 12 jours », « jamais ». */
export function confirmedLabel(confirmedAt: Date | null, now: Date): string {
  if (!confirmedAt) return 'jamais'
  return daysAgoText(daysSince(parisDay(confirmedAt), parisDay(now)))
}

const NEW_SHEET: FormValues = { langues: 'fr', accord_coordination: 'oui', accord_patients: 'oui' }

function rowOf({ entry, state, freePlaces, freeHomeVisits }: RegisterLine, now: Date): DoctorRow {
  const { identity, practice, conditions, agreements } = entry
  const names = Object.keys(MISSING) as Agreement[]
  return {
    rowId: entry.id,
    doctorId: entry.doctorId,
    name: doctorName(identity),
    practice: practice.name || practice.address,
    commune: practice.commune,
    isLocated: practice.position !== null,
    state,
    confirmed: confirmedLabel(entry.confirmedAt, now),
    freePlaces,
    places: conditions.places,
    homeVisitPlaces: freeHomeVisits,
    phone: identity.phone && phoneText(identity.phone),
    leavesOn: entry.leavesOn && fullDay(entry.leavesOn),
    missingAgreements: names.filter((name) => !agreements[name]).map((name) => MISSING[name]),
  }
}

function communesOf(lines: readonly RegisterLine[]): DoctorsView['communes'] {
  const names = new Map(
    lines.map(({ entry: { practice } }) => [practice.inseeCode, practice.commune]),
  )
  return [...names].sort(([, a], [, b]) => a.localeCompare(b, 'fr'))
}

function unplacedPractices(lines: readonly RegisterLine[]): number {
  const unplaced = lines.filter(({ entry }) => entry.practice.position === null)
  return new Set(unplaced.map(({ entry }) => entry.practice.id)).size
}

function agreementsOf(entry: RegisterEntry | null): DoctorFormView['agreements'] {
  const since = (agreement: Agreement) => {
    const date = entry?.agreements[agreement]
    return date ? fullDay(parisDay(date)) : null
  }
  return {
    accord_coordination: since('coordination'),
    accord_patients: since('patients'),
    accord_carte: since('map'),
  }
}

function movesOf(
  entry: RegisterEntry,
  form: { href: string; key: string; values: FormValues; errors: Record<string, string> },
  now: Date,
): DoctorMovesView {
  const { confirmedAt, pausedUntil, withdrawnAt } = entry
  const isPaused = pausedUntil !== null && pausedUntil >= parisDay(now)
  return {
    href: form.href,
    seal: { key: form.key, version: versionOf(entry) },
    confirmed: confirmedLabel(confirmedAt, now),
    pausedUntil: isPaused ? fullDay(pausedUntil) : null,
    withdrawnOn: withdrawnAt ? fullDay(parisDay(withdrawnAt)) : null,
    values: form.values,
    errors: form.errors,
  }
}

function staleOf({ changedBy, changedAt }: StaleVersion): NonNullable<DoctorFormView['stale']> {
  return { by: changedBy, when: `le ${momentLabel(changedAt)}` }
}
