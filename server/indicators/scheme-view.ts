import type { SchemeView } from '../../web/pages/staff/indicators-scheme.ts'
import { ANSWERS, type AnswerName } from '../../web/pages/staff/indicators-scheme.ts'
import type { Figures } from './rules.ts'
import type { Scheme } from './scheme.ts'

/** The figures of fiche 2, as its page shows them. `figures` are those of the year. */
export function schemeView(
  { answers, medianDays, waiting, supply }: Scheme,
  { professionals, doctors, oriented }: Figures,
): SchemeView {
  const given = new Map(answers.map(({ answer, proposals }) => [answer, proposals]))
  return {
    professionals: professionals.people,
    doctors: doctors.people,
    patients: oriented.people,
    medianDays: medianDays === null ? null : Math.round(medianDays),
    asked: answers.reduce((sum, { proposals }) => sum + proposals, 0),
    answers: ANSWERS.map((answer: AnswerName) => ({ answer, proposals: given.get(answer) ?? 0 })),
    waiting,
    places: supply.places,
    doctorsOpen: supply.doctors,
  }
}
