import { startOfDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import { type Supply, supplyOf } from '../doctors/supply.ts'
import { type AnswerLine, countAnswers, countPeopleWaiting, medianDays } from './scheme-store.ts'

export type { AnswerLine } from './scheme-store.ts'

/** What is counted where doctors are asked first: the year's, then what is true now. */
export type Scheme = {
  /** Doctors asked in the year, by what they answered. */
  answers: AnswerLine[]
  /** Days from registration to agreement of the households that agreed in the year, the middle one; null: none did. */
  medianDays: number | null
  /** People on the waiting list now, and the places that could take them (B23). */
  waiting: number
  supply: Supply
}

export async function countScheme(
  db: Db,
  { territoryId, year }: { territoryId: string; year: number },
  now: Date,
): Promise<Scheme> {
  const [from, to] = [startOfDay(`${year}-01-01`), startOfDay(`${year + 1}-01-01`)]
  const period = { territoryId, from, to }
  return {
    answers: await countAnswers(db, period),
    medianDays: await medianDays(db, period),
    waiting: await countPeopleWaiting(db, territoryId),
    supply: await supplyOf(db, territoryId, now),
  }
}
