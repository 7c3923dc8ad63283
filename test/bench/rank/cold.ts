import { DoctorIndex } from '../../../server/ranking/doctor-index.ts'
import { firstDoctors } from '../../../server/ranking/top.ts'
import { type BenchOptions, percentile } from '../bench.ts'
import type { Asked } from './inputs.ts'
import { byGeokdbush } from './peers.ts'
import type { Work } from './work.ts'

/** One index is built for each. */
const FIRST_QUESTIONS = 5

/**
 * The first question of an index of which nothing was asked yet, so that what it keeps of conditions is to be made; beside
 * it a peer's, which keeps nothing. Medians over questions of different conditions, in code that is warm. False when a list
 * of ours is wrong.
 */
export function askFirst(
  { doctors, columns, asked, truth }: Work,
  { print }: BenchOptions,
): boolean {
  const put = asked.slice(0, FIRST_QUESTIONS)
  const ours = put.map((each) => {
    const index = new DoctorIndex(doctors)
    return timed(() => firstDoctors(index, each.household, each.question))
  })
  const bush = byGeokdbush(doctors, columns)
  for (const each of asked) bush(each)
  const theirs = put.map((each: Asked) => timed(() => bush(each)))
  const ok = ours.every(
    ({ answer }, at) => answer.map(({ candidate }) => candidate.id).join() === truth[at]?.join(),
  )
  const line = { bench: 'rank-rare', n: doctors.length, questions: put.length }
  print({ ...line, cold: 'index', firstUs: medianUs(ours), ok })
  print({ ...line, cold: 'geokdbush', firstUs: medianUs(theirs) })
  return ok
}

type Timed<T> = { answer: T; us: number }

function timed<T>(answerOne: () => T): Timed<T> {
  const asked = performance.now()
  const answer = answerOne()
  return { answer, us: (performance.now() - asked) * 1000 }
}

function medianUs(timed: readonly Timed<unknown>[]): number {
  return Math.round(
    percentile(
      timed.map(({ us }) => us),
      50,
    ),
  )
}
