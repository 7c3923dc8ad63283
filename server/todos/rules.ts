import type { RequestStatus } from '../../prisma/generated/enums.ts'

/** What a person is to do about a request, that no status tells by itself. */
export type TodoKind =
  /** A doctor said yes: tell the household that there is news. */
  | 'tell_household'
  /** No machine can write to the household: phone it. */
  | 'call_household'
  /** No message reaches the doctor: phone them about the household. */
  | 'call_doctor'
  /** A household that agreed calls before any message can tell the doctor: phone the practice. */
  | 'warn_doctor'
  /** A doctor said yes after the time was over. */
  | 'late_yes'
  /** The doctor says that the household did not come (B29). */
  | 'absent'
  /** One person more since a doctor said yes. */
  | 'household_grew'
  /** The household corrected what its doctors were chosen by, or asked with. */
  | 'household_corrected'
  /** Its usual doctor declares nobody after all, and its home was never placed in the territory. */
  | 'place_household'
  /** The doctor left after the household was told of them. */
  | 'doctor_gone'
  /** The household did not answer the solution it was told of. */
  | 'household_silent'
  /** Nobody left near home: ask the household whether it goes farther. */
  | 'ask_wider'
  /** Every doctor chosen was asked: choose others. */
  | 'choose_again'
  /** Every way was tried. */
  | 'last_rung'
  /** A doctor took the household from the common list. */
  | 'taken_from_list'
  /** A household that no machine can write to did not say what became of its search: ask it. */
  | 'ask_outcome'
  /** The same, while it waits: it has had no news for long. */
  | 'give_news'
  /** A household did not say that it still waits: its search is paused, a person is to reach it. */
  | 'silent_household'
  /** The household and the doctor say opposite things. */
  | 'disagreement'

/** What is to be done at one step of the way of a request: over when another step begins. */
export const WAY_TODOS = ['ask_wider', 'choose_again', 'last_rung'] as const satisfies TodoKind[]

/** The same of one doctor asked: over when another is. */
export const ASKING_TODOS = [
  ...WAY_TODOS,
  'call_doctor',
  'tell_household',
] as const satisfies TodoKind[]

/**
 * What cannot wait: a place is held until it is done, a household learns nothing of what a message could not say, or two
 * words disagree.
 */
export const URGENT_TODOS = [
  'tell_household',
  'call_doctor',
  'warn_doctor',
  'call_household',
  'disagreement',
] as const satisfies TodoKind[]

/** `count` rows of a list, after the first `from`. */
export type Range = { from: number; count: number }

export type NewTodo = {
  territoryId: string
  requestId: string
  kind: TodoKind
  /** One for each thing to do in a territory: the same one again changes nothing. */
  uniqueKey: string
  /** The thing to do goes away by itself once the request has another status; null: only a person ends it. */
  whileStatus: RequestStatus | null
  /** Ids and counts: never a word about a person. */
  facts?: Record<string, string | number>
}

export type Todo = Omit<NewTodo, 'uniqueKey' | 'whileStatus'> & {
  id: string
  facts: Record<string, string | number>
  createdAt: Date
}
