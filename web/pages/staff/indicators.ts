import { barChart } from '../../components/staff/bar-chart.ts'
import { count } from '../../components/staff/figures.ts'
import { filterButton, filterSelect } from '../../components/staff/filter-field.ts'
import { type StaffSite, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import { type SchemeView, schemeSection } from './indicators-scheme.ts'

/** Counted in households, and in people. */
export type Counted = { readonly households: number; readonly people: number }

export interface IndicatorsView {
  readonly year: number
  readonly years: readonly number[]
  /** « Du 1er janvier au 24 novembre 2026 ». */
  readonly period: string
  readonly received: Counted
  readonly oriented: Counted
  readonly found: Counted
  readonly declared: Counted
  /** The figures of fiche 2, where doctors are asked first. */
  readonly scheme: SchemeView | null
  /** One per month begun, in order. */
  readonly months: readonly {
    readonly label: string
    readonly shortLabel: string
    readonly oriented: Counted
    readonly found: Counted
    readonly declared: Counted
  }[]
}

const EXPORTS = [
  ['demandes', 'Demandes', 'une ligne par personne, avec ses réponses'],
  ['suites', 'Suites données', 'ce que les foyers ont répondu'],
  ['medecins', 'Médecins volontaires', 'le fichier que l’on peut réimporter'],
  ['indicateurs', 'Indicateurs', 'mois par mois'],
] as const

/** `GET /coordination/indicateurs?annee=`: what the scheme is asked to count (B11), and the exports (B9). */
export function indicatorsPage(site: StaffSite, view: IndicatorsView): Html {
  const { oriented, declared } = view
  const title = `${count(oriented.households, 'foyer orienté', 'foyers orientés')}, ${count(declared.households, 'médecin traitant déclaré', 'médecins traitants déclarés')}`
  return staffPage(site, {
    title,
    section: 'indicateurs',
    body: html`${pageHead({ title, soft: `${view.period}. Un message envoyé n’est jamais compté comme un résultat.`, actions: yearForm(view) })}
${figures(view)}${view.scheme && schemeSection(view.scheme)}<div class="charts-grid">${chart(view)}${exportsCard()}</div>`,
  })
}

function yearForm({ year, years }: IndicatorsView): Html {
  const options = years.map((other) => [String(other), String(other)] as const)
  return html`<form class="filters year-form" method="get" action="/coordination/indicateurs">${filterSelect('annee', 'Année', { value: String(year), options })}${filterButton()}</form>`
}

function figures({ received, oriented, found, declared }: IndicatorsView): Html {
  return html`<div class="figures-grid">${figure('received', 'Demandes reçues', received)}${figure('oriented', 'Foyers orientés', oriented)}${figure('found', 'Foyers qui ont trouvé', found)}${figure('declared', 'Médecin traitant déclaré', declared)}</div>`
}

function figure(mark: string, label: string, { households, people }: Counted): Html {
  return html`<div class="card"><p><span class="figure-value" data-figure="${mark}">${households}</span>${label}</p><p class="soft small">${count(people, 'personne')}</p></div>`
}

function chart({ months, year, oriented }: IndicatorsView): Html {
  const bars = months.map(({ shortLabel, oriented: { households } }) => ({
    label: shortLabel,
    value: households,
  }))
  const best = months.reduce((most, month) => Math.max(most, month.oriented.households), 0)
  const summary = `Foyers orientés chaque mois en ${year} : ${oriented.households} en tout, ${best} au plus en un mois.`
  return html`<section class="card chart" aria-labelledby="mois"><div class="chart-head"><h2 id="mois">${chartTitle(months)}</h2><p class="soft small">Foyers orientés, mois par mois</p></div>${barChart(bars, summary)}${monthTable(months)}</section>`
}

function chartTitle(months: IndicatorsView['months']): string {
  const best = months.reduce<IndicatorsView['months'][number] | null>(
    (most, month) => (month.oriented.households > (most?.oriented.households ?? 0) ? month : most),
    null,
  )
  return best ? `Le mois le plus fort : ${best.label}` : 'Aucun foyer orienté pour le moment'
}

function monthTable(months: IndicatorsView['months']): Html {
  return html`<details class="disclosure"><summary>Voir le tableau</summary><div class="table-scroll" tabindex="0" role="region" aria-label="Mois par mois"><table class="table"><caption>Foyers (et personnes), mois par mois</caption>
<thead><tr><th scope="col">Mois</th><th scope="col" class="number">Orientés</th><th scope="col" class="number">Ont trouvé</th><th scope="col" class="number">Déclarés</th></tr></thead>
<tbody>${months.map(({ label, oriented, found, declared }) => html`<tr><th scope="row">${label}</th>${[oriented, found, declared].map(({ households, people }) => html`<td class="number">${households} <span class="soft">(${people})</span></td>`)}</tr>\n`)}</tbody></table></div></details>`
}

function exportsCard(): Html {
  return html`${card(
    'exports',
    'Exporter',
    html`<p class="soft">Des fichiers pour un tableur. Chaque export est noté dans le journal : qui, quand, combien de lignes.</p>
<ul class="pick-list">${EXPORTS.map(
      ([name, label, what]) =>
        html`<li><span><strong>${label}</strong><br><span class="soft small">${what}</span></span><a class="button button-secondary" href="/coordination/exports/${name}.csv">Télécharger<span class="visually-hidden"> : ${label}</span></a></li>`,
    )}</ul>
<p><a href="/coordination/refus">Les refus, par raison et par besoin</a></p>
<p><a href="/coordination/enquete">L’enquête de satisfaction</a></p>
<p><a href="/coordination/affiche">L’affiche avec le QR code</a></p>`,
  )}`
}
