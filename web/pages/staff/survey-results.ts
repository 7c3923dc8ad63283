import { notice } from '../../components/notice.ts'
import { barChart } from '../../components/staff/bar-chart.ts'
import { count } from '../../components/staff/figures.ts'
import { filterButton, filterSelect } from '../../components/staff/filter-field.ts'
import { type StaffSite, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import type { StaleView } from './request-view.ts'
import { type WordsView, wordsSection } from './survey-words.ts'
import { surveyYears } from './survey-years.ts'

export interface SurveyResultsView {
  /** The year shown, then every year that has a survey. */
  readonly year: number
  readonly years: readonly number[]
  readonly asked: number
  readonly answers: number
  readonly questions: readonly QuestionView[]
  /** The good answers of each year, the latest first. */
  readonly byYear: readonly YearView[]
  /** Reviewed free words of the year. */
  readonly shown: readonly string[]
  readonly words: readonly WordsView[]
  readonly mayWrite: boolean
  readonly stale: StaleView | null
  readonly said: string | null
  /** Fewer answers than that are never shown. */
  readonly least: number
}

export interface QuestionView {
  readonly id: string
  readonly question: string
  readonly answered: number
  /** Null when too few people answered. */
  readonly rows: readonly AnswerRow[] | null
}

export interface AnswerRow {
  readonly label: string
  /** For under a bar. */
  readonly shortLabel: string
  readonly count: number
}

export interface YearView {
  readonly year: number
  readonly asked: number
  readonly answers: number
  /** One for each question, in their order; null where too few people answered. */
  readonly good: readonly ({ readonly count: number; readonly of: number } | null)[]
}

/** `GET /coordination/enquete?annee=`: what the survey of a year says (B10). */
export function surveyResultsPage(site: StaffSite, view: SurveyResultsView): Html {
  const { answers, asked, year, words } = view
  const title = `${count(answers, 'réponse')} sur ${count(asked, 'foyer interrogé', 'foyers interrogés')} en ${year}`
  return staffPage(site, {
    title,
    section: 'indicateurs',
    body: html`${pageHead({ title, soft: `Enquête de satisfaction, réponses anonymes. Une question avec moins de ${view.least} réponses n’est pas montrée : on devinerait qui a répondu.`, actions: actions(view) })}
${view.said && html`<div role="status">${notice('good', view.said)}</div>`}${view.stale && stale(view.stale)}
${words.length > 0 && wordsSection(words, view.mayWrite)}
<div class="charts-grid">${view.questions.map((question) => questionChart(question, view.least))}${shownWords(view)}${surveyYears(view)}</div>`,
  })
}

function stale({ by, when }: StaleView): Html {
  return notice(
    'warn',
    html`<strong>${by ?? 'Quelqu’un'} a relu ce mot avant vous, ${when}.</strong> Sa décision est gardée. Relisez, puis recommencez.`,
  )
}

function actions({ year, years }: SurveyResultsView): Html {
  const options = years.map((other) => [String(other), String(other)] as const)
  return html`<form class="filters year-form" method="get" action="/coordination/enquete">${filterSelect('annee', 'Année', { value: String(year), options })}${filterButton()}</form>
<a class="button button-secondary" href="/coordination/enquete/resultats.csv">Exporter</a>`
}

/** One question: its figures as bars, the same as a table. */
function questionChart({ id, question, answered, rows }: QuestionView, least: number): Html {
  const title = html`<h2 id="${id}">${question}</h2>`
  if (!rows)
    return html`<section class="card chart" aria-labelledby="${id}" data-question="${id}"><div class="chart-head">${title}<p class="soft small">${count(answered, 'réponse')} : il en faut ${least} pour montrer un résultat.</p></div></section>`
  const best = rows.reduce((most, row) => (row.count > most.count ? row : most))
  const summary = `${question} ${best.label} : ${best.count} sur ${answered}.`
  const bars = rows.map(({ shortLabel, count: value }) => ({ label: shortLabel, value }))
  return html`<section class="card chart" aria-labelledby="${id}" data-question="${id}"><div class="chart-head">${title}<p class="soft small">${best.label} : ${share(best.count, answered)}</p></div>${barChart(bars, summary)}
<details class="disclosure"><summary>Voir le tableau</summary><table class="table"><caption>${question}</caption><thead><tr><th scope="col">Réponse</th><th scope="col" class="number">Nombre</th><th scope="col" class="number">Part</th></tr></thead><tbody>${rows.map((row) => html`<tr><th scope="row">${row.label}</th><td class="number">${row.count} sur ${answered}</td><td class="number">${percent(row.count, answered)}</td></tr>\n`)}</tbody></table></details></section>`
}

function shownWords({ shown, year, answers, least }: SurveyResultsView): Html {
  const body =
    answers < least
      ? html`<p class="soft">Moins de ${least} réponses : les mots libres ne sont pas montrés.</p>`
      : html`<ul class="stack">${shown.map((words) => html`<li class="letter"><p class="letter-text">${words}</p></li>`)}</ul>`
  const empty = html`<p class="soft">Aucun mot relu pour ${year}.</p>`
  return card('mots-libres', 'En quelques mots', shown.length > 0 || answers < least ? body : empty)
}

/** « 34 sur 48, soit 71 % ». */
export function share(part: number, whole: number): string {
  return `${part} sur ${whole}, soit ${percent(part, whole)}`
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${Math.round((100 * part) / whole)} %`
}
