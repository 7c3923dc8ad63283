import { backLink } from '../../components/button.ts'
import { empty } from '../../components/empty.ts'
import { notice } from '../../components/notice.ts'
import { bandLabels } from '../../components/people-left.ts'
import { count } from '../../components/staff/figures.ts'
import { type StaffSite, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'

export interface DeparturesView {
  readonly rows: readonly DepartureRow[]
  /** The largest first. */
  readonly totals: readonly DepartureTotal[]
  readonly people: number
  /** Said after a change. */
  readonly said: string | null
}

export interface DepartureRow {
  /** « Dr Nour Belkassari ». */
  readonly doctor: string
  readonly href: string
  readonly why: string
  /** Who announced it, and on what day: « Dr Nour Belkassari, le 24 novembre 2026 ». */
  readonly by: string
  /** « 30 juin 2027 ». */
  readonly leavesOn: string
  readonly isGone: boolean
  readonly people: number
  /** Code of its leaflet, as requests carry it. */
  readonly source: string
}

export interface DepartureTotal {
  readonly inseeCode: string
  readonly commune: string
  /** In the order of `bandLabels`. */
  readonly bands: readonly number[]
  readonly people: number
}

/** `GET /coordination/departs`: who leaves, when, and the people it leaves without a doctor (B43). */
export function departuresPage(site: StaffSite, view: DeparturesView): Html {
  const title = count(view.rows.length, 'départ de médecin annoncé', 'départs de médecins annoncés')
  return staffPage(site, {
    title,
    section: 'medecins',
    body: html`${backLink('/coordination/medecins', 'Médecins')}
${pageHead({ title, soft: `${count(view.people, 'personne perd son médecin traitant', 'personnes perdent leur médecin traitant')}. Des nombres, aucun nom.` })}
${view.said && notice('good', view.said)}
${view.rows.length > 0 ? html`${departures(view.rows)}${view.totals.length > 0 && totals(view.totals)}` : nothing()}`,
  })
}

function departures(rows: readonly DepartureRow[]): Html {
  return html`<div class="inbox"><table class="table table-stack" role="table"><caption class="visually-hidden">Départs annoncés, du plus proche au plus lointain</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Médecin</th><th role="columnheader" scope="col">À partir du</th><th role="columnheader" scope="col" class="number">Personnes</th><th role="columnheader" scope="col">Code du feuillet</th></tr></thead>
<tbody role="rowgroup">${rows.map(departureRow)}</tbody></table></div>`
}

function departureRow(row: DepartureRow): Html {
  return html`<tr role="row" data-row>
<th role="rowheader" scope="row" class="inbox-who"><a class="inbox-name" href="${row.href}">${row.doctor}</a><span class="inbox-sub">${row.why}</span><span class="inbox-sub">annoncé par ${row.by}</span></th>
<td role="cell"><span class="cell-label">à partir du </span>${row.leavesOn}${row.isGone && html`<span class="inbox-sub">déjà parti</span>`}</td>
<td role="cell" class="number">${row.people.toLocaleString('fr-FR')}<span class="cell-label"> personnes</span></td>
<td role="cell">${row.source}</td>
</tr>
`
}

/** The same figures as numbers and as bars; the bars are not read aloud. */
function totals(lines: readonly DepartureTotal[]): Html {
  const most = Math.max(...lines.map(({ people }) => people))
  return card(
    'depart-communes',
    'Personnes à réorienter, par commune',
    html`<div class="table-scroll" tabindex="0" role="region" aria-label="Tableau par commune"><table class="table">
<thead><tr><th scope="col">Commune</th><th scope="col" class="number">En tout</th>${Object.values(bandLabels).map((label) => html`<th scope="col" class="number">${label}</th>`)}<td></td></tr></thead>
<tbody>${lines.map((line) => html`<tr data-commune="${line.inseeCode}"><th scope="row">${line.commune}</th><td class="number">${line.people.toLocaleString('fr-FR')}</td>${line.bands.map((people) => html`<td class="number">${people.toLocaleString('fr-FR')}</td>`)}<td>${bar(line.people / most)}</td></tr>`)}</tbody></table></div>`,
  )
}

const BAR_PX = 120

function bar(share: number): Html {
  const width = Math.max(2, Math.round(share * BAR_PX))
  return html`<svg width="${BAR_PX}" height="12" viewBox="0 0 ${BAR_PX} 12" aria-hidden="true" focusable="false"><rect class="chart-bar" width="${width}" height="12" rx="3"/></svg>`
}

function nothing(): Html {
  return empty(
    'Aucun départ annoncé',
    'Quand un médecin part à la retraite ou déménage, ouvrez sa fiche et annoncez son départ : ses patients peuvent s’inscrire avant.',
  )
}
