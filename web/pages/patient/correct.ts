import { answerList } from '../../components/answers.ts'
import { backLink, hidden } from '../../components/button.ts'
import { choices, choicesOf } from '../../components/choices.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { layout, type Site } from '../../components/layout.ts'
import { notice } from '../../components/notice.ts'
import { type Html, html } from '../../html.ts'
import { removalReasons } from '../../words/options.ts'
import { type Words, wordsFor } from '../../words/words.ts'
import { addressSection, reachSection } from './contact.ts'
import type { CorrectFormName, CorrectView } from './correct-view.ts'
import { personSection } from './household.ts'
import { doctorQuestions, newsQuestions, searchQuestions, surveyQuestion } from './preferences.ts'
import type { QuestionnaireView } from './step.ts'

/** One part of what was said, in the fields of the questionnaire. Only the button acts. */
export function correctPage(site: Site, view: CorrectView): Html {
  const words = wordsFor(site.lang)
  const { correct } = words.ownFile
  const heading = headingOf(words, view)
  const scripts = view.form === 'adresse' ? { scripts: [site.assets.addressJs] } : {}
  return layout({
    ...site,
    title: heading,
    variant: 'patient',
    hasErrors: Object.keys(view.errors).length > 0,
    ...scripts,
    body: html`${errorSummary(words, view.errors)}
${backLink(view.backHref, correct.cancel)}
<form class="form-step" method="post" action="${view.action}" novalidate>${hidden('cle', view.key)}${hidden('version', String(view.version))}
${view.isStale && html`<div role="alert">${notice('warn', correct.stale)}</div>`}
<h1>${heading}</h1>
${fieldsOf(words, view)}
<div class="actions actions-wide"><button class="button${view.form === 'retrait' ? ' button-danger' : ''}" type="submit">${view.form === 'retrait' ? correct.removal.button : correct.save}</button></div>
</form>`,
  })
}

function headingOf({ ownFile }: Words, { form, name }: CorrectView): string {
  const { correct } = ownFile
  const headings: Record<CorrectFormName, string> = {
    joindre: correct.reachHeading,
    adresse: correct.addressHeading,
    souhaits: correct.wishesHeading,
    enquete: correct.surveyHeading,
    personne: name ? correct.personHeading(name) : correct.addHeading,
    retrait: correct.removal.heading(name ?? ''),
  }
  return headings[form]
}

function fieldsOf(words: Words, view: CorrectView): Html {
  const { correct } = words.ownFile
  const fields = questionsOf(view)
  switch (view.form) {
    case 'joindre':
      return html`${reachSection(words, fields)}<section class="questions">${newsQuestions(words, fields)}</section>`
    case 'adresse':
      return html`<p>${correct.addressNote}</p>${addressSection(words, fields)}`
    case 'souhaits':
      return html`<section class="questions">${doctorQuestions(words, fields)}${searchQuestions(words, fields)}</section>`
    case 'enquete':
      return surveyQuestion(words, fields)
    case 'personne':
      return personSection(words, fields, 0)
    case 'retrait':
      return html`<p>${correct.removal.text}</p>${choices(words, { name: 'raison', legend: correct.removal.legend, value: view.values.raison ?? '', error: view.errors.raison, options: choicesOf(removalReasons, correct.removal.reasons) })}`
  }
}

/** The sections of the questionnaire read nothing else of its view. */
function questionsOf({ values, errors }: CorrectView): QuestionnaireView {
  return { basePath: '', values, errors, memberCount: 1, assisted: false, keptFor: '' }
}

export type CorrectIndexView = {
  readonly backHref: string
  /** Where the sections are: `/suivi/…/corriger`. */
  readonly path: string
  readonly isSaved: boolean
  readonly sections: readonly {
    readonly form: 'joindre' | 'adresse' | 'souhaits' | 'enquete'
    readonly answers: readonly { readonly question: string; readonly answer: string }[]
  }[]
  readonly people: readonly { readonly id: string; readonly who: string; readonly answer: string }[]
  /** As many people as a request may have. */
  readonly maxPeople: number
}

/** What was said, part by part, each with a way to correct it. */
export function correctIndexPage(site: Site, view: CorrectIndexView): Html {
  const words = wordsFor(site.lang)
  const { correct } = words.ownFile
  return layout({
    ...site,
    title: correct.title,
    variant: 'patient',
    body: html`${backLink(view.backHref, words.ownFile.back)}
<div class="stack stack-l">${view.isSaved && html`<div role="status">${notice('good', correct.saved)}</div>`}
<div class="stack stack-s"><h1>${correct.heading}</h1><p>${correct.lede}</p></div>
${view.sections.map(({ form, answers }) =>
  section(
    form,
    correct.sections[form],
    answerList(
      answers.map((row) => ({ ...row, changeHref: `${view.path}/${form}` })),
      correct.change,
    ),
  ),
)}
${section('foyer', correct.sections.foyer, people(words, view))}</div>`,
  })
}

function section(id: string, heading: string, body: Html): Html {
  return html`<section aria-labelledby="${id}-titre"><h2 id="${id}-titre">${heading}</h2>${body}</section>
`
}

function people(words: Words, { people: all, path, maxPeople }: CorrectIndexView): Html {
  const { correct } = words.ownFile
  const rows = all.map(
    ({ id, who, answer }) => html`<div class="answers-row"><dt>${who}</dt><dd>${answer}</dd>
<dd class="answers-change"><a href="${path}/personne/${id}">${correct.change}<span class="visually-hidden"> : ${who}</span></a>${all.length > 1 && html` <a href="${path}/retrait/${id}">${correct.remove}<span class="visually-hidden"> : ${who}</span></a>`}</dd></div>
`,
  )
  const more =
    all.length < maxPeople
      ? html`<p><a class="button button-secondary" href="${path}/personne">${correct.add}</a></p>`
      : html`<p class="soft">${correct.full(maxPeople)}</p>`
  return html`<dl class="answers">${rows}</dl>${more}`
}
