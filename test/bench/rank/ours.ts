import { DoctorIndex } from '../../../server/ranking/doctor-index.ts'
import { firstDoctors, firstRanked } from '../../../server/ranking/top.ts'
import { ask, type Engine, warmUp } from '../bench.ts'
import type { Asked } from './inputs.ts'
import { isPage, pageOf, truePage } from './page.ts'
import { inTurn, type Work } from './work.ts'

/** Questions whose whole country is measured along the geodesic, with no short cut. */
export const MEASURED_WHOLE = 8

/** How many questions an engine is asked in a round, again from the first past the last. One that is not named is not raced. */
export type QuestionsOf = Readonly<Record<string, number>>

type Ours = {
  engine: string
  answer: (index: DoctorIndex, asked: Asked) => unknown
  isRight: (index: DoctorIndex, work: Work) => boolean
}

const OURS: readonly Ours[] = [
  {
    engine: 'index',
    answer: firstIds,
    isRight: areTrueLists(firstIds),
  },
  {
    engine: 'index-described',
    answer: describedIds,
    isRight: areTrueLists(describedIds),
  },
  {
    engine: 'index-page',
    answer: pageOf,
    isRight: arePagesRight,
  },
]

/**
 * Ours three times: ids alone; with distances and reasons; and all that a page shows, in bands, with who cannot and how many.
 * Each must answer as a brute force along the geodesic.
 */
export function ours(work: Work, questionsOf: QuestionsOf): Engine[] {
  const raced = OURS.filter(({ engine }) => engine in questionsOf)
  return raced.map(({ engine, answer, isRight }) => ({
    engine,
    n: work.doctors.length,
    build: () => {
      const index = new DoctorIndex(work.doctors)
      const questions = questionsOf[engine] ?? 0
      const answerOne = (at: number) => answer(index, inTurn(work.asked, at))
      let isAsked = false
      const round = async () => {
        // What the index keeps of conditions is made by the first questions: `askFirst` tells what that costs.
        if (!isAsked) ask(work.asked.length, answerOne)
        isAsked = true
        await warmUp(questions, answerOne)
        return ask(questions, answerOne)
      }
      return { round, isRight: () => isRight(index, work) }
    },
  }))
}

function firstIds(index: DoctorIndex, { household, question }: Asked): string[] {
  return firstDoctors(index, household, question).map(({ candidate }) => candidate.id)
}

function describedIds(index: DoctorIndex, { household, question }: Asked): string[] {
  return firstRanked(index, household, question).map(({ id }) => id)
}

function areTrueLists(answer: typeof firstIds): Ours['isRight'] {
  return (index, { asked, truth }) =>
    asked.every((each, at) => answer(index, each).join() === truth[at]?.join())
}

/** Are the first pages those of a brute force over the doctors? */
export function arePagesRight(
  index: DoctorIndex,
  { doctors, asked }: Pick<Work, 'doctors' | 'asked'>,
): boolean {
  return asked
    .slice(0, MEASURED_WHOLE)
    .every((each) => isPage(pageOf(index, each), truePage(doctors, each)))
}
