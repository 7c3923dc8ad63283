import { backLink, hidden } from '../../components/button.ts'
import { errorSummary } from '../../components/error-summary.ts'
import type { Errors, Values } from '../../components/form.ts'
import { layout, type Site } from '../../components/layout.ts'
import { progress, STEP_COUNT } from '../../components/progress.ts'
import { type Html, html } from '../../html.ts'
import { fieldNames } from '../../words/options.ts'
import { wordsFor } from '../../words/words.ts'

/** The questionnaire as it stands: the same view for its five pages, on the web and by phone. */
export type QuestionnaireView = {
  /** `/questionnaire`, `/t/SLUG/questionnaire` or `/coordination/demandes/nouvelle`. */
  readonly basePath: string
  /** By form name, exactly as typed; `cle` and `source` among them. */
  readonly values: Values
  readonly errors: Errors
  /** People asked about, at least 1. */
  readonly memberCount: number
  /** Filled in by a coordinator during a call. */
  readonly assisted: boolean
  /** How long answers are kept after the end, ready to read: « 12 mois ». */
  readonly keptFor: string
}

/** `staffNav` is the coordinator's header, for entry by phone. */
export type QuestionnaireSite = Site & { readonly staffNav?: Html }

export type StepPage = {
  readonly number: number
  readonly name: string
  readonly backHref: string
  /** Where the form is sent. */
  readonly action: string
  readonly content: Html
  readonly scripts?: readonly string[]
  /** Where an error of the summary leads; the field of this page unless told. */
  readonly hrefOf?: (name: string) => string
}

/** One step: errors first, then progress, then the questions, in one form. */
export function stepPage(site: QuestionnaireSite, view: QuestionnaireView, step: StepPage): Html {
  const words = wordsFor(site.lang)
  const { questionnaire } = words
  return layout({
    ...site,
    title: `${step.name} - ${questionnaire.step(step.number, STEP_COUNT)}`,
    variant: view.assisted ? 'staff' : 'patient',
    narrow: true,
    hasErrors: Object.keys(view.errors).length > 0,
    ...(step.scripts ? { scripts: step.scripts } : {}),
    body: html`${errorSummary(words, inPageOrder(view), step.hrefOf)}
${backLink(step.backHref, questionnaire.back)}
<form class="form-step" method="post" action="${step.action}" novalidate>
${defaultButton(questionnaire.continue)}${hidden('cle', view.values.cle ?? '')}${view.values.source && hidden('source', view.values.source)}
${progress(words, step.number, step.name)}
${step.content}
</form>`,
  })
}

/** The summary is read from the top of the page to its end, whatever was checked first. */
function inPageOrder({ errors, memberCount }: QuestionnaireView): Errors {
  const names = fieldNames(memberCount)
  const rank = (name: string) => (names.includes(name) ? names.indexOf(name) : names.length)
  return Object.fromEntries(Object.entries(errors).sort(([a], [b]) => rank(a) - rank(b)))
}

/** Pressing Enter in a field takes the first button of a form: it must be the one that continues. */
function defaultButton(label: string): Html {
  return html`<button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">${label}</button>`
}
