import type { Day } from '../calendar/rules.ts'
import type { LetterFacts } from './rules.ts'

/** Who writes, and where to call. */
export type Team = LetterFacts['territory']

/** What a message to a doctor may know. `link` is a whole private address; nothing here is about a patient. */
export type DoctorLetter =
  | ({ template: 'availability_ask' | 'availability_reminder' } & AskFacts)
  | { template: 'doctor_link'; team: Team; lastName: string; link: string }
  | {
      template: 'prospect_informed'
      team: Team
      lastName: string
      /** Private address where they object. */
      link: string
      /** Public address where a doctor volunteers. */
      joinUrl: string
    }

export type AskFacts = {
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
