import type { DoctorPoint } from '../../components/doctor-card.ts'
import type { IsoDay } from '../../words/dates.ts'

/** A form of the page: where it is sent, and its key. */
export type PageForm = { readonly action: string; readonly key: string }

/** A doctor who said yes, as the household may know of them before it agrees: never a name, a street nor a phone. */
export type Offer = PageForm & {
  /** The solution shown: an answer to a former one is not an answer to this one. */
  readonly id: string
  /** From home to practice, as the crow flies. */
  readonly km: number | null
  readonly commune: string
  /** Last day to answer, until six in the evening. */
  readonly until: IsoDay
  readonly people: number
  readonly points: readonly DoctorPoint[]
}

/** Why the solution that the household knew of came to nothing. */
export type EndedSolution =
  | 'doctor_gone'
  | 'doctor_refused'
  | 'household_grew'
  | 'household_refused'
  | 'household_silent'
  | 'absent'
  | 'not_found'
  | 'taken_back'

/** Where a household that waits stands, when doctors are asked first. */
export type WaitingNews = {
  readonly ended: EndedSolution | null
  /** The question of going farther: to answer, or as it was answered. Kilometres. */
  readonly wider:
    | (PageForm & { readonly answer: null; readonly nearKm: number; readonly farKm: number })
    | { readonly answer: 'agreed' | 'refused'; readonly farKm: number }
    | null
  readonly isOnCommonList: boolean
}
