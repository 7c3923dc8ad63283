/** How an invented doctor meets the messages of the campaign. */
export type Behaviour =
  | 'prompt'
  | 'after_reminder'
  | 'after_last'
  | 'by_phone'
  | 'silent'
  | 'unreachable'
  | 'leaves'
  | 'pauses'
  | 'doubted'
  | 'two_practices'
  | 'renews_end'
  | 'lets_end'
  | 'silent_end'

/** An invented doctor: last word on `confirmedOn`, and `days` as the behaviour reads it (1 to 5). */
export type Person = { behaviour: Behaviour; confirmedOn: string; days: number; isBySms: boolean }

/** Of twenty-three doctors, how many behave so. */
const SHARES: readonly [Behaviour, number][] = [
  ['prompt', 6],
  ['after_reminder', 3],
  ['after_last', 2],
  ['by_phone', 2],
  ['silent', 1],
  ['unreachable', 1],
  ['leaves', 1],
  ['pauses', 1],
  ['doubted', 1],
  ['two_practices', 2],
  ['renews_end', 1],
  ['lets_end', 1],
  ['silent_end', 1],
]

const DRAWN = SHARES.flatMap(([behaviour, share]) => Array<Behaviour>(share).fill(behaviour))

/** Days from the second practice's word to the first one's. */
export const PRACTICE_GAP_DAYS = 3
/** Days after a word when a patient tells of a refusal, and until the day of the pause. */
export const DOUBT_AFTER_DAYS = 60
export const PAUSE_DAYS = 30
/** Days after their word when the one who leaves does. */
export const LEAVES_AFTER_DAYS = 153

/** Days after their word of the last day that some give: before the six months are over. */
const ENDS_AFTER_DAYS = 170

/** The last day that a doctor gives with a word of that day; null for most. */
export function endGiven({ behaviour }: Pick<Person, 'behaviour'>, word: string): string | null {
  const gives = ['renews_end', 'lets_end', 'silent_end'].includes(behaviour)
  return gives ? shifted(word, ENDS_AFTER_DAYS) : null
}

/** That many doctors whose words are spread over the six months before `start`: always the same ones. */
export function people(count: number, start: string): Person[] {
  return Array.from({ length: count }, (_, rank) => ({
    behaviour: DRAWN[rank % DRAWN.length] ?? 'prompt',
    confirmedOn: shifted(start, -1 - ((rank * 37) % 140)),
    days: 1 + (rank % 5),
    isBySms: rank % 3 === 0,
  }))
}

/** A day so many days later. */
export function shifted(day: string, days: number): string {
  const date = new Date(`${day}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
