import type { Channel } from './labels.ts'

/** What the page of a request shows of the doctors asked about it, in mode `brokered`. Dates and people are in words. */
export interface SolutionView {
  /** Where the search for one doctor stands; null while nobody is asked. */
  readonly current: CurrentSolution | null
  readonly ladder: LadderView | null
  /** Every contact with a doctor about this household, oldest first (B19). */
  readonly contacts: readonly ContactRow[]
  /** People in the household. */
  readonly people: number
}

export interface SolutionDoctor {
  readonly name: string
  /** « Cabinet des Moulins, Lille ». */
  readonly practice: string
  /** Number and street, postal code, commune. */
  readonly address: string
  /** E.164. */
  readonly phone: string | null
  /** How a first appointment is booked; empty when nobody said. */
  readonly booking: string
  /** Kilometres; null when it is not known. */
  readonly km: number | null
}

export type CurrentSolution =
  | {
      readonly state: 'asked'
      readonly doctor: SolutionDoctor
      readonly proposalId: string
      readonly since: string
      readonly how: string
      readonly dueOn: string
      /** « 2 places, dont 1 visite à domicile ». */
      readonly held: string
      /** What happens when the doctor says no, in a sentence. */
      readonly next: string
    }
  | {
      readonly state: 'accepted'
      readonly doctor: SolutionDoctor
      readonly since: string
      readonly conditions: readonly string[]
      readonly channel: Channel
    }
  | {
      readonly state: 'offered'
      readonly doctor: SolutionDoctor
      readonly conditions: readonly string[]
      readonly since: string
      /** Last day to answer; null when there is none. */
      readonly dueOn: string | null
    }
  | {
      readonly state: 'agreed'
      readonly doctor: SolutionDoctor
      readonly reference: string
      /** No machine wrote the name to the household: a person gives it. */
      readonly isToldByPerson: boolean
    }

export interface LadderView {
  readonly rungs: readonly {
    readonly label: string
    readonly state: 'done' | 'now' | 'later'
    /** « depuis le 24 novembre », « jusqu’à 15 km ». */
    readonly note: string
  }[]
  /** What comes next, and when, in a sentence. */
  readonly next: string
  /** May be asked now, and how: by a message that leaves, or by a person on the phone. */
  readonly askWider: { readonly km: number; readonly by: 'message' | 'person' } | null
  /** It was asked, and its answer may be written down. */
  readonly noteWider: { readonly km: number } | null
  /** What may be done with the common list now. */
  readonly commonList: 'put' | 'take_off' | null
}

export interface ContactRow {
  readonly when: string
  readonly doctor: string
  readonly how: string
  /** « oui », « non : complet », « pas joint ». */
  readonly answer: string
  /** Who wrote it down, when it was not the doctor. */
  readonly by: string | null
}

/** Why a doctor says no, as the form offers it. */
export const declineLabels = {
  full: 'Complet',
  home_visit: 'Pas de visite à domicile',
  age: 'Hors des âges accueillis',
  distance: 'Trop loin de son cabinet',
  other: 'Autre raison',
} as const
