import * as z from 'zod'
import { surveyFields } from '../../web/pages/public/survey.ts'
import { wordsFor } from '../../web/words/words.ts'
import type { FormValues } from '../http/forms.ts'
import { type Answer, QUESTION_NAMES, QUESTIONS, type Question } from './rules.ts'

/** Characters of the free words, at most. */
const WORDS_MAX = 600
const words = wordsFor('fr').survey.errors

const FreeWords = z
  .string()
  .default('')
  .transform((text) => text.replace(/\r\n/g, '\n').trim())
  .refine((text) => text.length <= WORDS_MAX, words.words)

type Read = { ok: true; answer: Answer } | { ok: false; errors: FormValues }

/** The answers of a form. One at least is asked for; a choice that does not exist is none. */
export function readSurvey(values: FormValues): Read {
  const said = FreeWords.safeParse(values.mots)
  if (!said.success) return { ok: false, errors: { mots: words.words } }
  const chosen = QUESTION_NAMES.flatMap((question) => {
    const answers: readonly string[] = QUESTIONS[question]
    const value = values[surveyFields[question]] ?? ''
    return answers.includes(value) ? [[question, value] as const] : []
  })
  if (chosen.length === 0 && !said.data) return { ok: false, errors: { trouve: words.empty } }
  const choices: Partial<Record<Question, string>> = Object.fromEntries(chosen)
  return { ok: true, answer: { choices, words: said.data } }
}
