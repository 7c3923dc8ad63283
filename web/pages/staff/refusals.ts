import type { Group, Line, Reason, RefusalTable, Whose } from '../../../server/refusals/rules.ts'
import { backLink } from '../../components/button.ts'
import { empty } from '../../components/empty.ts'
import { barChart } from '../../components/staff/bar-chart.ts'
import { count } from '../../components/staff/figures.ts'
import { filterButton, filterSelect } from '../../components/staff/filter-field.ts'
import { type StaffSite, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import { needLabels } from './labels.ts'
import { countText } from './referral-reports.ts'

export interface RefusalsView extends RefusalTable {
  readonly year: number
  readonly years: readonly number[]
  /** The reason that most households met; null without any refusal. */
  readonly main: { readonly whose: Whose; readonly reason: Reason; readonly total: number } | null
  /** The file may be taken away. */
  readonly mayExport: boolean
}

export const whoseLabels: Record<Whose, string> = {
  patient: 'Du foyer',
  doctor: 'Du médecin',
  other: 'De personne',
}

export const refusalLabels: Record<Reason, string> = {
  declined: 'La solution ne convient pas',
  too_far: 'Trop loin pour lui',
  not_called: 'N’a pas appelé',
  found_alone: 'A trouvé par lui-même',
  full: 'Complet',
  fewer: 'Moins de personnes',
  later: 'Pas maintenant',
  age: 'Hors des âges accueillis',
  distance: 'Trop loin du cabinet',
  home_visit: 'Pas de visite à domicile',
  other: 'Une autre raison, ou non dite',
  expired: 'Médecin sans réponse à temps',
  silent: 'Foyer sans réponse à temps',
  absent: 'Absent au rendez-vous',
  moved: 'A déménagé',
  departure: 'Le médecin est parti',
}

const PATH = '/coordination/refus'
const BANDS = ['A', 'B', 'C', 'D'] as const

/** `GET /coordination/refus?annee=`: why solutions come to nothing, by whose reason and by need (rule 9 of server/README.md). */
export function refusalsPage(site: StaffSite, view: RefusalsView): Html {
  const title = titleOf(view)
  return staffPage(site, {
    title,
    section: 'indicateurs',
    body: html`${backLink('/coordination/indicateurs', 'Indicateurs')}
${pageHead({ title, soft: `Année ${view.year}, en foyers. Une raison est comptée, jamais reprochée.`, actions: filters(view) })}
${view.households > 0 ? figures(view) : empty('Personne n’a dit non', 'Les refus des foyers et des médecins sont comptés ici dès qu’ils sont dits.')}`,
  })
}

function titleOf({ main, year }: RefusalsView): string {
  if (!main) return `Aucun refus noté en ${year}`
  return `Première raison d’un refus : « ${refusalLabels[main.reason].toLowerCase()} », ${count(main.total, 'foyer')}`
}

function filters({ year, years, mayExport }: RefusalsView): Html {
  const options = years.map((each) => [String(each), String(each)] as const)
  return html`<form class="filters year-form" method="get" action="${PATH}">${filterSelect('annee', 'Année', { value: String(year), options })}${filterButton()}</form>${mayExport && html`<a class="button button-secondary" href="${PATH}.csv?annee=${year}">Télécharger</a>`}`
}

function figures(view: RefusalsView): Html {
  return html`<div class="charts-grid">${chart(view)}${note()}</div>${table(view)}`
}

function chart({ groups, households }: RefusalsView): Html {
  const bars = groups.map(({ whose, total }) => ({ label: whoseLabels[whose], value: total }))
  const said = groups.map(({ whose, total }) => `${whoseLabels[whose].toLowerCase()} ${total}`)
  const title = `${count(households, 'foyer a', 'foyers ont')} connu un refus`
  return html`<section class="card chart" aria-labelledby="de-qui"><div class="chart-head"><h2 id="de-qui">${title}</h2><p class="soft small">Foyers, selon de qui vient la raison. Un foyer peut compter dans plusieurs.</p></div>${barChart(bars, `${title} : ${said.join(', ')}.`)}</section>`
}

function table({ groups, year }: RefusalsView): Html {
  const caption = `Foyers, par raison et par besoin, en ${year}`
  return html`<div class="table-scroll card" tabindex="0" role="region" aria-label="${caption}"><table class="table"><caption>${caption}</caption>
<thead><tr><th scope="col">Raison</th><th scope="col" class="number">Ensemble</th>${BANDS.map((band) => html`<th scope="col" class="number">${needLabels[band]}</th>`)}</tr></thead>${groups.map(groupRows)}</table></div>`
}

function groupRows(group: Group): Html {
  return html`<tbody data-whose="${group.whose}">${row(html`<strong>${whoseLabels[group.whose]}</strong>`, group)}${group.reasons.map((line) => row(html`<span class="table-part">${refusalLabels[line.reason]}</span>`, line, line.reason))}</tbody>
`
}

function row(label: Html, { total, bands }: Line, mark?: Reason): Html {
  return html`<tr${mark && html` data-reason="${mark}"`}><th scope="row">${label}</th><td class="number">${total}</td>${BANDS.map((band) => html`<td class="number">${countText(bands[band])}</td>`)}</tr>
`
}

function note(): Html {
  return card(
    'lecture',
    'Comment lire ces nombres',
    html`<p>Un foyer compte une fois par raison, à la date où elle est dite, avec son besoin de ce jour-là. Prioritaire : une ALD, et ne se déplace pas. Renforcé : l’un des deux. Puis 70 ans et plus ; courant : les autres. « Complet » est une raison du médecin, même quand c’est le foyer qui le rapporte.</p>
<p class="soft small">Par besoin, un nombre plus petit que 5 n’est pas dit : il pourrait désigner quelqu’un. Quand il est seul de sa ligne ou de sa colonne, un autre n’est pas dit non plus, car une soustraction suffirait. Le besoin est calculé à la lecture et n’est gardé nulle part.</p>`,
  )
}
