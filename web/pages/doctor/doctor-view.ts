import type { Errors, Values } from '../../components/form.ts'
import type { IsoDay } from '../../words/dates.ts'

/** Key of the act and version of what was shown: every form of a doctor's page carries them. */
export type PageSeal = { readonly key: string; readonly version: number }

/** What a doctor says of themselves at one practice, places being those left. */
export type PracticeView = {
  /** Of the availability. */
  readonly id: string
  readonly name: string
  readonly places: number
  /** People who came or agreed since the last confirmation. */
  readonly taken: number
  readonly aldPlaces: number
  readonly homeVisitPlaces: number
  /** Names of communes; empty: no restriction. */
  readonly homeVisitCommunes: readonly string[]
  readonly ageMin: number | null
  readonly ageMax: number | null
  readonly stepFree: boolean | null
  readonly booking: string
  /** Last day they take people. */
  readonly endsOn: IsoDay | null
  /** Last day of a pause that has not ended. */
  readonly pausedUntil: IsoDay | null
  readonly confirmedOn: IsoDay | null
}

export type DoctorFacts = {
  readonly lastName: string
  /** « Dr Fantine Hautelisse ». */
  readonly name: string
  /** ISO 639-1 codes. */
  readonly languages: readonly string[]
  readonly practices: readonly PracticeView[]
  /** Confirmed today, the last of it holds until that day; null when every stay is over. */
  readonly holdsUntil: IsoDay | null
}

/** How we write to the doctor, without a whole number or address: a link may be in other hands. */
export type ReachView = {
  /** The way in use; null: we phone. */
  readonly channel: 'email' | 'sms' | null
  readonly hasEmail: boolean
  /** Last two digits of the number that SMS reach; null: none does. */
  readonly mobileEnd: string | null
  /** The number on file was proved in this browser, so that another may be written. */
  readonly isProven: boolean
}
/** A departure announced: the first day without the doctor, and how many people were counted. */
export type Leaving = { readonly leavesOn: IsoDay; readonly people: number }

/** The form of what changes, as typed when it was refused. */
export type ChangeForm = {
  readonly values: Values
  /** Codes ticked, by practice. */
  readonly communes: Readonly<Record<string, readonly string[]>>
  readonly languages: readonly string[]
  readonly errors: Errors
}

export type PeopleView = readonly {
  readonly band: '0-15' | '16-69' | '70+'
  readonly people: number
}[]

export type HouseholdView = {
  readonly id: string
  readonly reference: string
  readonly sentOn: IsoDay
  readonly people: PeopleView
  /** Null until the doctor's phone is proved. */
  readonly names: readonly string[] | null
  readonly said: 'seen' | 'absent' | 'declared' | null
  /** Key of its form. */
  readonly key: string
}

/** How the names may be unlocked: `ask` for a code, type the one `sent`, or why not. */
export type NamesLock = 'open' | 'ask' | 'sent' | 'no_mobile' | 'spent'

export type HouseholdsView = {
  /** Those of this page. */
  readonly households: readonly HouseholdView[]
  /** This page, counted from 1, of `total` households; how many the one before and the one after hold. */
  readonly page: {
    readonly current: number
    readonly total: number
    readonly before: number
    readonly after: number
  }
  readonly lock: NamesLock
  /** Sentence that says how to mend the code typed. */
  readonly codeError: string | null
}

export type Stale = { readonly by: string | null; readonly when: string }
