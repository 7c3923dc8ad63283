import { ageOn, type Day } from '../calendar/rules.ts'
import { CLOCKS_APART_MS } from '../doctor-links/rules.ts'

/** Months during which a household stays on the page of the doctor it was sent to. */
export const RECENT_MONTHS = 6

/** Households on one page: it is read on a phone. */
export const PAGE_HOUSEHOLDS = 30

/** What a doctor may know of an age before they know the person (rule 9 of server/README.md). */
export const AGE_BANDS = ['0-15', '16-69', '70+'] as const

export type AgeBand = (typeof AGE_BANDS)[number]

/** Band of a person's age on a day. */
export function ageBandOf(birthDate: Day, on: Day): AgeBand {
  const age = ageOn(birthDate, on)
  if (age < 16) return '0-15'
  return age < 70 ? '16-69' : '70+'
}

/** How many people of each band, youngest first; bands without anybody are left out. */
export function bandsOf(birthDates: readonly Day[], on: Day): { band: AgeBand; people: number }[] {
  const bands = birthDates.map((birthDate) => ageBandOf(birthDate, on))
  return AGE_BANDS.map((band) => ({
    band,
    people: bands.filter((each) => each === band).length,
  })).filter(({ people }) => people > 0)
}

/** What a browser may do beyond opening the page, proved by a signed cookie. */
export type Pass = {
  linkId: string
  /** This browser saved with the link, or proved the phone: it may still say who came. */
  since: Date
  /** The six digits were typed in this browser. */
  names: boolean
}

/**
 * True in the browser where the six digits sent to the number on file were typed. Nothing less shows names, nor lets
 * another private mobile be written: with a stolen link alone, its holder would have the next digits sent to
 * themselves, and read the names. A doctor whose mobile is lost, or who never gave one, calls the coordinator.
 */
export function isNumberProven(
  { provenAt }: { provenAt: Date | null },
  pass: Pick<Pass, 'names'> | null,
): boolean {
  return pass?.names === true && provenAt !== null
}

/** Minutes a pass lasts: the time to answer for everybody, not for a shared computer to be found open. */
export const PASS_MINUTES = 60

export function isPassLiving({ since }: Pass, now: Date): boolean {
  const ageMs = now.getTime() - since.getTime()
  return ageMs >= -CLOCKS_APART_MS && ageMs < PASS_MINUTES * 60_000
}
