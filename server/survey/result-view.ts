import { randomUUID } from 'node:crypto'
import type { StaleView } from '../../web/pages/staff/request-view.ts'
import type { QuestionView, SurveyResultsView } from '../../web/pages/staff/survey-results.ts'
import { wordsFor } from '../../web/words/words.ts'
import type { CsvColumn } from '../http/csv.ts'
import type { YearResults } from './results.ts'
import { LEAST_SHOWN, QUESTIONS, type Question, type QuestionResult } from './rules.ts'
import type { FreeWords } from './store.ts'

const { survey } = wordsFor('fr')

type Shown = {
  year: number
  words: readonly FreeWords[]
  mayWrite: boolean
  stale: StaleView | null
  said: string | null
}

/** The results as the page shows them: the year that is asked for, and all of them side by side. */
export function resultsView(years: readonly YearResults[], shown: Shown): SurveyResultsView {
  const { words, ...rest } = shown
  const current = years.find(({ year }) => year === shown.year)
  const yearOf = new Map(
    years.flatMap(({ campaignIds, year }) => campaignIds.map((id) => [id, year] as const)),
  )
  return {
    ...rest,
    years: [...new Set(years.map(({ year }) => year))],
    asked: current?.asked ?? 0,
    answers: current?.answers ?? 0,
    questions: (current?.questions ?? []).map(questionView),
    byYear: years.map(({ year, asked, answers, questions }) => ({
      year,
      asked,
      answers,
      good: questions.map(({ good }) => good),
    })),
    shown: current?.words ?? [],
    words: words.map((each) => ({
      ...each,
      year: yearOf.get(each.campaignId) ?? shown.year,
      key: randomUUID(),
    })),
    least: LEAST_SHOWN,
  }
}

function questionView({ question, answered, counts }: QuestionResult): QuestionView {
  const labels: Readonly<Record<string, string>> = survey.answers[question]
  return {
    id: question,
    question: survey.questions[question],
    answered,
    rows:
      counts &&
      QUESTIONS[question].map((answer) => ({
        label: labels[answer] ?? answer,
        shortLabel: SHORT[answer] ?? labels[answer] ?? answer,
        count: counts[answer] ?? 0,
      })),
  }
}

/** What fits under a bar on a phone. */
const SHORT: Readonly<Record<string, string>> = {
  rendez_vous: 'rendez-vous',
  tres: 'très',
  plutot: 'plutôt',
  pas_trop: 'pas très',
  pas_du_tout: 'compliqué',
  pas_recu: 'pas reçu',
  pas_parle: 'pas parlé',
  long: 'trop long',
}

/** One line of the exported file. */
type Line = {
  year: number
  question: string
  answer: string
  count: number | null
  of: number | null
}

/** Figures that may be shown, then the free words that a person reviewed. */
export function resultLines(years: readonly YearResults[]): Line[] {
  return years.flatMap(({ year, questions, words, asked, answers }) => [
    { year, question: 'Foyers qui ont répondu', answer: '', count: answers, of: asked },
    ...questions.flatMap((result) => answerLines(year, result)),
    ...words.map((answer) => ({ year, question: survey.words, answer, count: null, of: null })),
  ])
}

function answerLines(year: number, { question, counts, answered }: QuestionResult): Line[] {
  if (!counts) return []
  const labels: Readonly<Record<string, string>> = survey.answers[question as Question]
  return QUESTIONS[question].map((answer) => ({
    year,
    question: survey.questions[question],
    answer: labels[answer] ?? answer,
    count: counts[answer] ?? 0,
    of: answered,
  }))
}

export const resultColumns: readonly CsvColumn<Line>[] = [
  { name: 'annee', cell: ({ year }) => year },
  { name: 'question', cell: ({ question }) => question },
  { name: 'reponse', cell: ({ answer }) => answer },
  { name: 'nombre', cell: ({ count }) => count },
  { name: 'sur', cell: ({ of }) => of },
]
