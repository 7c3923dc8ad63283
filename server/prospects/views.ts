import type {
  ProspectRow,
  ProspectsFilters,
  ProspectsView,
} from '../../web/pages/staff/prospects.ts'
import { fullDay } from '../../web/words/dates.ts'
import { phoneText } from '../../web/words/phone.ts'
import type { FormValues } from '../http/forms.ts'
import { pageOf, rowsOf } from '../http/paging.ts'
import { comparableName } from '../territory/communes.ts'
import { emailOf, type Informed, type Prospect, prospectName } from './rules.ts'
import type { ProspectLine } from './service.ts'

/** Rows of one page of the list. */
const PAGE_ROWS = 50
const STATES = ['a_informer', 'en_cours', 'informes'] as const

/** Filters of the list from its address; what is not one is left out. */
export function prospectFilters({ q = '', etat, commune = '' }: FormValues): ProspectsFilters {
  return {
    q: q.trim().slice(0, 100),
    etat: STATES.find((state) => state === etat) ?? '',
    commune: /^[0-9AB]{5}$/.test(commune) ? commune : '',
  }
}

type Listing = {
  lines: readonly ProspectLine[]
  objected: number
  filters: ProspectsFilters
  /** Counted from 1. */
  page: number
  said: string | null
  key: string
}

/** The list as a page shows it. */
export function prospectsView(listing: Listing): ProspectsView {
  const { lines, filters, page, objected, said, key } = listing
  const kept = lines.filter((line) => isKept(line, filters))
  const shown = pageOf(kept.length, { asked: page, size: PAGE_ROWS })
  return {
    key,
    filters,
    communes: communesOf(lines),
    rows: rowsOf(kept, shown).map(rowOf),
    page: shown,
    toInform: lines.filter(({ informed }) => informed.how === 'not_yet').length,
    letters: lines.filter(({ informed }) => isLetter(informed)).length,
    objected,
    said,
  }
}

function isKept({ prospect, informed }: ProspectLine, filters: ProspectsFilters): boolean {
  const { q, etat, commune } = filters
  const words = comparableName(q).split(' ').filter(Boolean)
  return (
    (etat === '' || stateOf(informed) === etat) &&
    (commune === '' || prospect.places.some(({ inseeCode }) => inseeCode === commune)) &&
    words.every((word) => searched(prospect).includes(word))
  )
}

function searched(prospect: Prospect): string {
  const places = prospect.places.flatMap(({ name, address, commune }) => [name, address, commune])
  return comparableName([prospectName(prospect), prospect.rpps, ...places].join(' '))
}

function stateOf({ how }: Informed): (typeof STATES)[number] {
  if (how === 'not_yet') return 'a_informer'
  return how === 'email' || how === 'letter' ? 'informes' : 'en_cours'
}

function isLetter({ how }: Informed): boolean {
  return how === 'letter_to_print' || how === 'email_failed'
}

function communesOf(lines: readonly ProspectLine[]): ProspectsView['communes'] {
  const places = lines.flatMap(({ prospect }) => prospect.places)
  const names = new Map(places.map(({ inseeCode, commune }) => [inseeCode, commune]))
  return [...names].sort(([, a], [, b]) => a.localeCompare(b, 'fr'))
}

/** One line, as the list and the page of a prospect show it. */
export function rowOf({ prospect, informed }: ProspectLine): ProspectRow {
  const phone = prospect.places.find((place) => place.phone)?.phone ?? null
  return {
    id: prospect.id,
    name: prospectName(prospect),
    places: prospect.places.map((place) => ({
      text: [place.name, place.address].filter(Boolean).join(', '),
      commune: place.commune,
      isLocated: place.position !== null,
    })),
    phone: phone && phoneText(phone),
    hasEmail: emailOf(prospect) !== null,
    informed: informed.how,
    on: 'on' in informed ? fullDay(informed.on) : null,
  }
}
