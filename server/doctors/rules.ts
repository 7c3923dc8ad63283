import { addDays, type Day, parisDay } from '../calendar/rules.ts'
import type { LonLat } from '../geo.ts'
import type { SentChannel } from '../messaging/rules.ts'
import { freshnessOf } from '../ranking/freshness.ts'

/**
 * Whether a practice is on the map: `located` by the geocoder or by a file, `by_hand` by a person, whom neither
 * overrules; `to_locate` until then.
 */
export type Located = 'to_locate' | 'located' | 'by_hand'

/** What a doctor agrees to, each apart: known to coordinators, named to patients, on a public map (rule 7 of server/README.md). */
export type Agreement = 'coordination' | 'patients' | 'map'

/** What tells two practices apart. */
export type PracticeIdentity = { name: string; address: string; postalCode: string }

export type PracticePlace = { position: LonLat | null; located: Located }

export type PracticeSheet = PracticeIdentity & { commune: string; inseeCode: string }

/** A practice of the register. */
export type Practice = PracticeSheet & PracticePlace & { id: string }

/** One secretariat for every doctor of a practice, told only to patients who are told a name. `phone` in E.164. */
export type Secretariat = {
  phone: string | null
  /** When to call, in words that patients read; empty when nobody said. */
  phoneHours: string
  /** How to book a first appointment, the same way. */
  booking: string
}

/** First and last days a doctor takes people at a practice, both included; null: no limit. */
export type Stay = { startsOn: Day | null; endsOn: Day | null }

/** How many new people a doctor takes at a practice, and under what conditions. `places` counts people. */
export type Conditions = {
  places: number
  /** Parts of `places`. */
  aldPlaces: number
  homeVisitPlaces: number
  /** INSEE codes; empty: no restriction. */
  homeVisitCommunes: string[]
  ageMin: number | null
  ageMax: number | null
  /** Null: not known. */
  stepFree: boolean | null
  /** How to book a first appointment, in the doctor's words. */
  booking: string
}

/** Who the doctor is. `phone`, in E.164, is told to patients. */
export type Identity = {
  rpps: string
  lastName: string
  firstName: string
  phone: string | null
  email: string | null
  /** ISO 639-1 codes. */
  languages: string[]
}

/**
 * How we write to a doctor: told to the team alone, never to a patient, on a list, a card, a leaflet or in an export.
 * `mobile`, in E.164, also receives the six digits that show names.
 */
export type Contact = { channel: SentChannel; mobile: string | null }

/** Everything that is entered of a doctor at one practice, by a form or by a row of a file. */
export type DoctorSheet = {
  identity: Identity
  /** Address of the secure mail of health professionals. Absent: the one that the register holds stays. */
  secureEmail?: string | null
  practice: PracticeSheet
  /** Typed or written in the file; null: to be found from the address. */
  position: LonLat | null
  conditions: Conditions
  /** Absent: the dates that the register holds stay. */
  stay?: Stay
  /** Absent: what the register holds stays; by e-mail for a new doctor. */
  contact?: Contact
  /** Day of the last confirmation; null: never. */
  confirmedOn: Day | null
  agreements: Record<Agreement, boolean>
}

/** A doctor at a practice, as the register holds them: `id` is the availability's. */
export type RegisterEntry = {
  id: string
  doctorId: string
  identity: Identity
  contact: Contact
  /** Address of the secure mail of health professionals. */
  secureEmail: string | null
  practice: Practice & Secretariat
  conditions: Conditions
  /** Since when; null: not agreed, or taken back. */
  agreements: Record<Agreement, Date | null>
  volunteerSince: Date | null
  withdrawnAt: Date | null
  /** Day from which they are no longer there, as announced; null: none (`server/departures`). */
  leavesOn: Day | null
  /** First and last days they take people, both included. */
  startsOn: Day | null
  endsOn: Day | null
  /** The last day that they gave, where an announced departure cut it to `endsOn`; null: no limit, or nothing cut. */
  endsOnBefore: Day | null
  /** Last day of the pause. */
  pausedUntil: Day | null
  confirmedAt: Date | null
  /** A patient said since then that the doctor refuses or is full. */
  loweredAt: Date | null
  doctorVersion: number
  availabilityVersion: number
  updatedAt: Date
  updatedBy: string | null
}

/**
 * Version that a form carries: it grows with every change of the doctor or of the availability, since neither
 * version ever goes down.
 */
export function versionOf(
  entry: Pick<RegisterEntry, 'doctorVersion' | 'availabilityVersion'>,
): number {
  return entry.doctorVersion + entry.availabilityVersion
}

/** « Dr Nour Belkassari ». */
export function doctorName({
  firstName,
  lastName,
}: Pick<Identity, 'firstName' | 'lastName'>): string {
  return `Dr ${firstName} ${lastName}`
}

/** True when they volunteered, may be known to coordinators, and have not left. Zero places is « full », not this. */
export function isAccepting(
  entry: Pick<RegisterEntry, 'volunteerSince' | 'withdrawnAt' | 'agreements'>,
): boolean {
  return (
    entry.volunteerSince !== null &&
    entry.withdrawnAt === null &&
    entry.agreements.coordination !== null
  )
}

/** A stay as it is kept beside a departure: `endsOnBefore` is the last day to give back if the doctor stays after all. */
export type KeptStay = Stay & { endsOnBefore: Day | null }

/**
 * A stay of a doctor, cut short by the departure that they announced (null: none). One that begins on that day or later
 * was decided apart, and stays as it is.
 */
export function cutStay({ startsOn, endsOn }: Stay, leavesOn: Day | null): KeptStay {
  if (leavesOn === null) return { startsOn, endsOn, endsOnBefore: null }
  const lastDay = addDays(leavesOn, -1)
  const goesOn = endsOn === null || endsOn >= lastDay
  const beginsAfter = startsOn !== null && startsOn >= leavesOn
  if (!goesOn || beginsAfter) return { startsOn, endsOn, endsOnBefore: null }
  return { startsOn, endsOn: lastDay, endsOnBefore: endsOn }
}

/** A stay as the doctor gave it, whole again: the contrary of `cutStay` for the same departure. */
export function wholeStay(
  { startsOn, endsOn, endsOnBefore }: KeptStay,
  leavesOn: Day | null,
): Stay {
  const isCut = leavesOn !== null && endsOn === addDays(leavesOn, -1)
  return { startsOn, endsOn: isCut ? endsOnBefore : endsOn }
}

/** One key for one practice, whatever the row or the form that names it. */
export function practiceKey({ name, address, postalCode }: PracticeIdentity): string {
  return [name, address, postalCode].join('\n')
}

/** Says the same of one practice, apart from its name and address, which tell practices apart. */
export function isSamePractice(a: Practice, b: Practice): boolean {
  return (
    a.commune === b.commune &&
    a.inseeCode === b.inseeCode &&
    a.located === b.located &&
    isSamePosition(a.position, b.position)
  )
}

export function isSamePosition(a: LonLat | null, b: LonLat | null): boolean {
  return a === b || (a !== null && b !== null && a[0] === b[0] && a[1] === b[1])
}

/** Availability of a doctor at a practice in one word, what stops everything first. */
export type AvailabilityState =
  | 'fresh'
  | 'to_reconfirm'
  | 'expired'
  | 'full'
  | 'paused'
  | 'not_accepting'

/** `free` places are those left today. Fresh is brought down to reconfirm by what a patient said since (rule 5). */
export function stateOf(entry: RegisterEntry, free: number, today: Day): AvailabilityState {
  const { confirmedAt, loweredAt, pausedUntil, startsOn, endsOn } = entry
  const isAway = (startsOn !== null && today < startsOn) || (endsOn !== null && today > endsOn)
  if (!isAccepting(entry) || isAway) return 'not_accepting'
  if (pausedUntil !== null && today <= pausedUntil) return 'paused'
  const freshness = freshnessOf(
    confirmedAt ? parisDay(confirmedAt) : null,
    today,
    loweredAt !== null,
  )
  if (freshness === 'expired') return freshness
  if (free === 0) return 'full'
  return freshness
}
