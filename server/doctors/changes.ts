import { parisDay, startOfDay } from '../calendar/rules.ts'
import type {
  Agreement,
  Conditions,
  Contact,
  DoctorSheet,
  Identity,
  RegisterEntry,
  Stay,
} from './rules.ts'

/** What is written of a doctor, wherever they practise. */
export type DoctorFacts = Identity &
  Contact & {
    secureEmail: string | null
    volunteerSince: Date | null
    agreements: Record<Agreement, Date | null>
  }

/** What is written of their availability at one practice. */
export type AvailabilityFacts = Conditions &
  Stay & { confirmedAt: Date | null; loweredAt: Date | null }

export type Facts = { doctor: DoctorFacts; availability: AvailabilityFacts }

/** Facts of a doctor who enters the register. They volunteer from the day they confirmed, or from today. */
export function newFacts(sheet: DoctorSheet, now: Date): Facts {
  const confirmedAt = sheet.confirmedOn ? startOfDay(sheet.confirmedOn) : null
  return {
    doctor: {
      ...sheet.identity,
      ...(sheet.contact ?? BY_EMAIL),
      secureEmail: sheet.secureEmail ?? null,
      volunteerSince: sheet.agreements.coordination ? (confirmedAt ?? now) : null,
      agreements: agreementDates(null, sheet.agreements, now),
    },
    availability: {
      ...sheet.conditions,
      ...(sheet.stay ?? NO_LIMIT),
      confirmedAt,
      loweredAt: null,
    },
  }
}

/** Dates stay where what they date still holds, to the second. */
function factsAfter(entry: RegisterEntry, sheet: DoctorSheet, now: Date): Facts {
  const { agreements, volunteerSince } = entry
  return {
    doctor: {
      ...sheet.identity,
      ...(sheet.contact ?? entry.contact),
      secureEmail: sheet.secureEmail === undefined ? entry.secureEmail : sheet.secureEmail,
      volunteerSince: volunteerSince ?? (sheet.agreements.coordination ? now : null),
      agreements: agreementDates(agreements, sheet.agreements, now),
    },
    availability: {
      ...sheet.conditions,
      ...(sheet.stay ?? stayOf(entry)),
      ...confirmationAfter(entry, sheet),
    },
  }
}

/** What is written of a doctor of the register. */
export function doctorFactsOf(entry: RegisterEntry): DoctorFacts {
  const { identity, contact, secureEmail, volunteerSince, agreements } = entry
  return { ...identity, ...contact, secureEmail, volunteerSince, agreements }
}

function factsOf(entry: RegisterEntry): Facts {
  const { conditions, confirmedAt, loweredAt } = entry
  return {
    doctor: doctorFactsOf(entry),
    availability: { ...conditions, ...stayOf(entry), confirmedAt, loweredAt },
  }
}

/** What a sheet changes of a doctor at a practice. */
export type EntryChange = {
  entry: RegisterEntry
  before: Facts
  after: Facts
  practiceId: string
  changesDoctor: boolean
  changesAvailability: boolean
}

/** What a sheet, at the practice `practiceId`, changes of an entry; null when it says what is already written. */
export function changeOf(
  entry: RegisterEntry,
  { sheet, practiceId }: { sheet: DoctorSheet; practiceId: string },
  now: Date,
): EntryChange | null {
  const before = factsOf(entry)
  const after = factsAfter(entry, sheet, now)
  const changesDoctor = !areSame(before.doctor, after.doctor)
  const moves = practiceId !== entry.practice.id
  const changesAvailability = moves || !areSame(before.availability, after.availability)
  if (!changesDoctor && !changesAvailability) return null
  return { entry, before, after, practiceId, changesDoctor, changesAvailability }
}

const BY_EMAIL: Contact = { channel: 'email', mobile: null }

const NO_LIMIT: Stay = { startsOn: null, endsOn: null }

function stayOf({ startsOn, endsOn }: Stay): Stay {
  return { startsOn, endsOn }
}

function areSame<T extends DoctorFacts | AvailabilityFacts>(a: T, b: T): boolean {
  return comparable(a) === comparable(b)
}

/** Agreements given or taken back between two states, for the audit. */
export function agreementChanges(
  before: DoctorFacts | null,
  after: DoctorFacts,
): Record<string, boolean> {
  const changed = Object.entries(after.agreements).filter(
    ([name, date]) => (before?.agreements[name as Agreement] ?? null) !== date,
  )
  return Object.fromEntries(changed.map(([name, date]) => [`agreement_${name}`, date !== null]))
}

/** Whether the number of the second factor changed, for the audit: never the number. */
export function contactChanges(before: Contact, after: Contact): Record<string, boolean> {
  return before.mobile === after.mobile ? {} : { mobile_changed: true }
}

/** A confirmation of the same day keeps its time; a later one is a fresh start, an earlier one forgets no doubt. */
function confirmationAfter(
  { confirmedAt, loweredAt }: RegisterEntry,
  { confirmedOn }: DoctorSheet,
): Pick<AvailabilityFacts, 'confirmedAt' | 'loweredAt'> {
  const known = confirmedAt ? parisDay(confirmedAt) : null
  if (known === confirmedOn) return { confirmedAt, loweredAt }
  const isLater = confirmedOn !== null && (known === null || confirmedOn > known)
  return {
    confirmedAt: confirmedOn ? startOfDay(confirmedOn) : null,
    loweredAt: isLater ? null : loweredAt,
  }
}

/** Kept where the agreement still holds, `now` where it is new, null where it is taken back. */
function agreementDates(
  former: Record<Agreement, Date | null> | null,
  wanted: Record<Agreement, boolean>,
  now: Date,
): Record<Agreement, Date | null> {
  const dateOf = (agreement: Agreement) => (wanted[agreement] ? (former?.[agreement] ?? now) : null)
  return {
    coordination: dateOf('coordination'),
    patients: dateOf('patients'),
    map: dateOf('map'),
  }
}

/** One text for one content, whatever the order in which its fields were written. */
function comparable(facts: DoctorFacts | AvailabilityFacts): string {
  return JSON.stringify(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)))
}
