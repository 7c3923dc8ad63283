import { card } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import type { SurveyResultsView } from './survey-results.ts'

/** The good answers of each year, with what they are counted on. */
export function surveyYears({ byYear, questions }: SurveyResultsView): Html {
  return card(
    'annees',
    'D’une année à l’autre',
    html`<p class="soft small">Bonnes réponses, sur celles qui se prononcent.</p>
<div class="table-scroll" tabindex="0" role="region" aria-label="Tableau des années"><table class="table"><caption class="visually-hidden">Bonnes réponses à chaque question, année par année</caption>
<thead><tr><th scope="col">Question</th>${byYear.map(({ year }) => html`<th scope="col" class="number">${year}</th>`)}</tr></thead>
<tbody><tr><th scope="row">Foyers qui ont répondu</th>${byYear.map(({ answers, asked }) => html`<td class="number">${answers} sur ${asked}</td>`)}</tr>
${questions.map(({ question }, rank) => html`<tr><th scope="row">${question}</th>${byYear.map(({ good }) => html`<td class="number">${rate(good[rank] ?? null)}</td>`)}</tr>\n`)}</tbody></table></div>`,
  )
}

function rate(good: { readonly count: number; readonly of: number } | null): Html {
  if (!good) return html`<span class="soft">trop peu</span>`
  return html`${Math.round((100 * good.count) / good.of)} % <span class="soft">(${good.count} sur ${good.of})</span>`
}
