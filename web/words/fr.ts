import { accountMessages } from './fr/account-messages.ts'
import { announce } from './fr/announce.ts'
import { doctorMessages } from './fr/doctor-messages.ts'
import { errors } from './fr/errors.ts'
import { fields } from './fr/fields.ts'
import { follow } from './fr/follow.ts'
import { languageNames } from './fr/languages.ts'
import { messages } from './fr/messages.ts'
import { ownFile } from './fr/own-file.ts'
import { publicPages } from './fr/public.ts'
import { questionnaire } from './fr/questionnaire.ts'
import { site } from './fr/site.ts'
import { solution } from './fr/solution.ts'
import { survey, surveyMessages } from './fr/survey.ts'
import { frenchSpaces } from './typography.ts'

/**
 * Everything patients and doctors read, in French. Another language is one more object of type `Words`.
 * `site` holds sentences that are said word for word, `messages`, `doctorMessages` and `surveyMessages` go through SMS:
 * their spaces are plain.
 */
export const fr = {
  ...frenchSpaces({
    questionnaire,
    fields,
    languageNames,
    follow,
    ownFile,
    solution,
    announce,
    survey,
    publicPages,
    errors,
  }),
  site,
  messages,
  doctorMessages,
  accountMessages,
  surveyMessages,
}

export type Words = typeof fr
