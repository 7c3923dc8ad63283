import { errors } from './fr/errors.ts'
import { fields } from './fr/fields.ts'
import { follow } from './fr/follow.ts'
import { languageNames } from './fr/languages.ts'
import { messages } from './fr/messages.ts'
import { publicPages } from './fr/public.ts'
import { questionnaire } from './fr/questionnaire.ts'
import { site } from './fr/site.ts'

/** Everything a patient reads, in French. Another language is one more object of type `Words`. */
export const fr = {
  site,
  questionnaire,
  fields,
  languageNames,
  follow,
  publicPages,
  errors,
  messages,
}

export type Words = typeof fr
