import type { Day } from '../calendar/rules.ts'
import type { LetterFacts } from './rules.ts'

/** Who writes, and where to call. */
export type Team = LetterFacts['territory']

/** What a message to a doctor may know. `link` is a whole private address; nothing here is about a patient. */
export type DoctorLetter =
  | ({ template: 'availability_ask' | 'availability_reminder' } & AskFacts)
  | { template: 'doctor_link'; team: Team; lastName: string; link: string }
  | ({ template: 'doctor_news'; team: Team; lastName: string; link: string } & DoctorNews)
  | {
      template: 'prospect_informed'
      team: Team
      lastName: string
      /** Private address where they object. */
      link: string
      /** Public address where a doctor volunteers. */
      joinUrl: string
    }

/** What waits on a doctor's page: counts and a date, nothing of any household. */
export type DoctorNews = {
  /** Proposals to answer, and the day of the first answer due; null when there is none. */
  waiting: { count: number; firstDueOn: Day } | null
  /** Households that agreed and are expected. */
  expected: number
}

/** What waits on the page beside is said in the same message. */
export type AskFacts = DoctorNews & {
  team: Team
  lastName: string
  link: string
  /** 1 for the first message, 2 and 3 for the reminders; no other comes after the third. */
  rank: number
  /** Null: the doctor never said anything. */
  confirmedOn: Day | null
  isDoubted: boolean
  /** The last day that they gave, when the question is whether they go on after it; else null. */
  endsOn: Day | null
  /** The date to write in a calendar, still to come. */
  nextDate: Day | null
  /** The first day without anybody sent, still to come. */
  goneOn: Day | null
}
