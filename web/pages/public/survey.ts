import type { Question } from '../../../server/survey/rules.ts'
import { backLink } from '../../components/button.ts'
import { choices } from '../../components/choices.ts'
import { errorSummary } from '../../components/error-summary.ts'
import type { Errors, Values } from '../../components/form.ts'
import { layout, type Site } from '../../components/layout.ts'
import { notice } from '../../components/notice.ts'
import { textArea } from '../../components/text-area.ts'
import { type Html, html } from '../../html.ts'
import { type Words, wordsFor } from '../../words/words.ts'

export interface SurveyView {
  /** Address of the page, token included. */
  readonly path: string
  /** Of the territory that asks. */
  readonly territory: { readonly name: string }
  readonly values: Values
  readonly errors: Errors
}

/** Name in the form of each question. */
export const surveyFields = {
  found: 'trouve',
  ease: 'facilite',
  delay: 'delai',
  help: 'aide',
  welcome: 'accueil',
  advise: 'conseil',
} as const satisfies Record<Question, string>

/** Characters of the free words, at most. */
const WORDS_MAX = 600

/** `GET /enquete/:token`: six questions and a free word. Opening it answers nothing. */
export function surveyPage(site: Site, { path, territory, values, errors }: SurveyView): Html {
  const words = wordsFor(site.lang)
  const { survey } = words
  const questions = Object.keys(surveyFields) as Question[]
  return page(site, {
    title: survey.title,
    hasErrors: Object.keys(errors).length > 0,
    body: html`${errorSummary(words, errors)}<form class="stack" method="post" action="${path}" novalidate><h1>${survey.title}</h1>
<p class="lede">${survey.lede(territory)}</p>
${notice('info', survey.anonymous)}<p>${survey.optional}</p>
${questions.map((question) => questionField(words, question, { values, errors }))}
${textArea(words, { name: 'mots', label: survey.words, value: values.mots ?? '', hint: survey.wordsHint, error: errors.mots, optional: true, maxlength: WORDS_MAX })}
<div class="actions actions-wide"><button class="button" type="submit">${survey.send}</button></div></form>
<p><a href="${path}/arreter">${survey.stop}</a></p>`,
  })
}

/** `GET /enquete/merci`: said once, under an address that belongs to nobody. */
export function surveyThanksPage(site: Site): Html {
  const { survey } = wordsFor(site.lang)
  return page(site, {
    title: survey.thanks,
    body: html`<h1>${survey.thanks}</h1>${notice('good', survey.thanksMore)}`,
  })
}

/** A link that was used, or whose survey is over. */
export function surveyGonePage(site: Site): Html {
  const { survey } = wordsFor(site.lang)
  return page(site, {
    title: survey.gone,
    body: html`<h1>${survey.gone}</h1><p class="lede">${survey.goneMore}</p>`,
  })
}

/** `GET /enquete/:token/arreter`: only the button stops. */
export function surveyStopPage(site: Site, path: string): Html {
  const { survey } = wordsFor(site.lang)
  return page(site, {
    title: survey.stopTitle,
    body: html`${backLink(path, survey.stopBack)}<form class="stack" method="post" action="${path}/arreter"><h1>${survey.stopTitle}</h1><p>${survey.stopMore}</p>
<div class="actions actions-wide"><button class="button" type="submit">${survey.stop}</button></div></form>`,
  })
}

/** `GET /enquete/arret`: said once the agreement is withdrawn. */
export function surveyStoppedPage(site: Site): Html {
  const { survey } = wordsFor(site.lang)
  return page(site, {
    title: survey.stopped,
    body: html`<h1>${survey.stopped}</h1>${notice('good', survey.stoppedMore)}`,
  })
}

function questionField(
  words: Words,
  question: Question,
  { values, errors }: Pick<SurveyView, 'values' | 'errors'>,
): Html {
  const name = surveyFields[question]
  const labels: Readonly<Record<string, string>> = words.survey.answers[question]
  return choices(words, {
    name,
    legend: words.survey.questions[question],
    options: Object.entries(labels).map(([value, label]) => ({ value, label })),
    value: values[name] ?? '',
    error: errors[name],
  })
}

function page(site: Site, shown: { title: string; body: Html; hasErrors?: boolean }): Html {
  const body = html`<div class="stack">${shown.body}</div>`
  return layout({ ...site, ...shown, body, variant: 'patient' })
}
