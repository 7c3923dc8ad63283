import type { Need } from '../../components/tags.ts'
import type { IsoDay } from '../../words/dates.ts'
import type { PeopleView } from './doctor-view.ts'

/** What a doctor may know of a household before it agrees (rule 9 of server/README.md). */
export type SummaryView = {
  readonly people: PeopleView
  readonly peopleCount: number
  readonly need: Need
  /** Members to be visited at home. */
  readonly homeVisits: number
  readonly wheelchair: boolean
  /** ISO 639-1; null for French. */
  readonly language: string | null
  /** Commune, or the wider area of a small one. */
  readonly area: string
  readonly waitingDays: number
}

/** A household that a doctor is asked about. */
export type WaitingView = {
  /** Of the proposal. */
  readonly id: string
  readonly summary: SummaryView
  /** Which of the doctor's practices is asked. */
  readonly practice: string
  /** The doctor said that they take nobody more there. */
  readonly isFull: boolean
  /** « mardi 1er décembre, 18 h ». */
  readonly due: string
  /** Key of its forms. */
  readonly key: string
  /** Days offered for « pas maintenant », soonest first. */
  readonly laterDays: readonly IsoDay[]
}

/** What was typed for one of them and refused: `values` and `errors` by form name. */
export type AnswerForm = {
  readonly id: string
  readonly values: Readonly<Record<string, string>>
  readonly errors: Readonly<Record<string, string>>
}

/** A household that a doctor said yes to, and that has not agreed yet, or will not come. */
export type PromisedView = {
  readonly summary: SummaryView
  /** Known once the household agreed. */
  readonly reference: string | null
  /** `to_tell`: the team tells it. `told`: it has until `until` to answer. `absent`: the doctor said so. */
  readonly state: 'to_tell' | 'told' | 'ended' | 'absent'
  readonly until: IsoDay | null
}

export type AskedView = {
  readonly waiting: readonly WaitingView[]
  readonly promised: readonly PromisedView[]
  readonly form: AnswerForm | null
  /** What was just pressed. */
  readonly noted: Noted | null
}

/** What a press came to, as the page says it once. */
export const NOTED = [
  'oui',
  'non',
  'complet',
  'moins',
  'plus_tard',
  'tard',
  'tard_oui',
  'deja_oui',
  'absent',
  'accueilli',
  'confrere',
  'parti',
] as const

export type Noted = (typeof NOTED)[number]
