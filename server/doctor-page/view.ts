import { randomUUID } from 'node:crypto'
import type { CommuneChoice } from '../../web/components/visited-communes.ts'
import type {
  ChangeForm,
  DoctorFacts,
  HouseholdsView,
  Leaving,
  NamesLock,
  PracticeView,
  ReachView,
} from '../../web/pages/doctor/doctor-view.ts'
import { type Day, parisDay } from '../calendar/rules.ts'
import { frenchDay } from '../calendar/typed-day.ts'
import { type Departure, peopleIn } from '../departures/rules.ts'
import { CODE_TRIES, channelFor, isCodeLiving, smsNumberOf } from '../doctor-links/rules.ts'
import { canSendCode, type DoctorLink } from '../doctor-links/service.ts'
import { contactFields } from '../doctors/contact-form.ts'
import type { OwnEntry, OwnSheet } from '../doctors/own.ts'
import { doctorName } from '../doctors/rules.ts'
import type { FormValues } from '../http/forms.ts'
import { freshUntil } from '../ranking/freshness.ts'
import { communeByCode } from '../territory/communes.ts'
import type { SentPage } from './households.ts'
import { PAGE_HOUSEHOLDS } from './rules.ts'
import { ownField } from './schema.ts'

/** What the page says of a doctor. */
export function doctorFacts({ entries }: OwnSheet, now: Date): DoctorFacts {
  const today = parisDay(now)
  const identity = entries[0]?.entry.identity
  return {
    lastName: identity?.lastName ?? '',
    name: identity ? doctorName(identity) : '',
    languages: identity?.languages ?? [],
    practices: entries.map((own) => practiceView(own, today)),
    holdsUntil: holdsUntil(entries, today),
  }
}

/** What the page says of a departure announced. */
export function leavingOf({ leavesOn, counts }: Departure): Leaving {
  return { leavesOn, people: peopleIn(counts) }
}

/** How we write to the doctor, as the page may say it. */
export function reachView({ entries }: OwnSheet, isProven: boolean): ReachView {
  const first = entries[0]?.entry
  const { phone = null, email = null } = first?.identity ?? {}
  const { channel = 'email', mobile = null } = first?.contact ?? {}
  const number = smsNumberOf({ phone, mobile })
  return {
    channel: channelFor({ channel, email, phone, mobile }),
    hasEmail: email !== null,
    mobileEnd: number?.slice(-SHOWN_DIGITS) ?? null,
    isProven,
  }
}

/** Enough for the doctor to know which number it is, too few to call it. */
const SHOWN_DIGITS = 2

/** The form of what may be changed, filled with what is left today; with the whole mobile once it is proved. */
export function changeFormOf({ entries }: OwnSheet, isProven: boolean): ChangeForm {
  const { canal = '', mobile = '' } = entries[0] ? contactFields(entries[0].entry) : {}
  return {
    values: Object.assign(
      { canal, mobile: isProven ? mobile : '' },
      ...entries.map(practiceValues),
    ),
    communes: Object.fromEntries(
      entries.map(({ entry, left }) => [entry.id, left.homeVisitCommunes]),
    ),
    languages: entries[0]?.entry.identity.languages ?? [],
    errors: {},
  }
}

/** Communes to tick: the territory's, then those chosen outside it. */
export function communeChoices(
  territory: readonly CommuneChoice[],
  { entries }: OwnSheet,
): CommuneChoice[] {
  const chosen = entries.flatMap(({ entry }) => entry.conditions.homeVisitCommunes)
  const known = new Set(territory.map(({ inseeCode }) => inseeCode))
  const outside = [...new Set(chosen)].filter((code) => !known.has(code))
  return [...territory, ...outside.map((code) => ({ inseeCode: code, name: communeName(code) }))]
}

type Sent = {
  link: DoctorLink
  shown: SentPage
  /** The code was typed in this browser. */
  isProven: boolean
  /** A code was asked for just now: it may not have left yet. */
  isAsked: boolean
  codeError?: string | null
}

/** The households sent, and what stands between the doctor and their names. */
export function householdsView(sent: Sent, now: Date): HouseholdsView {
  return {
    households: sent.shown.households.map(({ requestId, ...household }) => ({
      ...household,
      id: requestId,
      key: randomUUID(),
    })),
    page: pageView(sent.shown),
    lock: lockOf(sent, now),
    codeError: sent.codeError ?? null,
  }
}

function pageView({ page, total }: SentPage): HouseholdsView['page'] {
  return {
    current: page,
    total,
    before: page > 1 ? PAGE_HOUSEHOLDS : 0,
    after: Math.min(PAGE_HOUSEHOLDS, Math.max(0, total - page * PAGE_HOUSEHOLDS)),
  }
}

/** Six months from today, or the last end that comes before; null when all are over. */
function holdsUntil(entries: readonly OwnEntry[], today: Day): Day | null {
  const fresh = freshUntil(today)
  const ends = entries.map(({ entry: { endsOn } }) => (endsOn && endsOn < fresh ? endsOn : fresh))
  return (
    ends
      .filter((day) => day >= today)
      .sort()
      .at(-1) ?? null
  )
}

function lockOf({ link, isProven, isAsked }: Sent, now: Date): NamesLock {
  if (isProven) return 'open'
  if (!canSendCode(link)) return 'no_mobile'
  if (link.codeTries >= CODE_TRIES) return 'spent'
  return isAsked || isCodeLiving(link.codeSentAt, now) ? 'sent' : 'ask'
}

/** The name of a practice, or its address when it has none. */
export function practiceLabel({ practice }: OwnEntry['entry']): string {
  return practice.name || `${practice.address}, ${practice.commune}`
}

function practiceView({ entry, left, taken }: OwnEntry, today: Day): PracticeView {
  const { pausedUntil, confirmedAt } = entry
  return {
    id: entry.id,
    name: practiceLabel(entry),
    places: left.places,
    taken,
    aldPlaces: left.aldPlaces,
    homeVisitPlaces: left.homeVisitPlaces,
    homeVisitCommunes: left.homeVisitCommunes.map(communeName),
    ageMin: left.ageMin,
    ageMax: left.ageMax,
    stepFree: left.stepFree,
    booking: left.booking,
    endsOn: entry.endsOn,
    pausedUntil: pausedUntil && pausedUntil >= today ? pausedUntil : null,
    confirmedOn: confirmedAt ? parisDay(confirmedAt) : null,
  }
}

function practiceValues({ entry, left }: OwnEntry): FormValues {
  const name = (field: Parameters<typeof ownField>[1]) => ownField(entry.id, field)
  return {
    [name('places')]: String(left.places),
    [name('places_ald')]: String(left.aldPlaces),
    [name('places_visite')]: String(left.homeVisitPlaces),
    [name('age_min')]: left.ageMin === null ? '' : String(left.ageMin),
    [name('age_max')]: left.ageMax === null ? '' : String(left.ageMax),
    [name('plain_pied')]: left.stepFree === null ? '' : left.stepFree ? 'oui' : 'non',
    [name('prise_de_rdv')]: left.booking,
    [name('fin')]: entry.endsOn ? 'date' : 'six',
    [name('fin_le')]: entry.endsOn ? frenchDay(entry.endsOn) : '',
  }
}

function communeName(code: string): string {
  return communeByCode(code)?.name ?? code
}
