import type { ReportRow } from '../../../server/campaigns/rules.ts'
import { count } from '../../components/staff/figures.ts'
import { card } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'

type Fate = 'delivered' | 'accepted' | 'waiting' | 'failed' | 'uncertain' | 'cancelled'

/** What became of a message, in the words of the page « Envois ». */
export const fateLabels: Readonly<Record<Fate, string>> = {
  delivered: 'Remis',
  accepted: 'Acceptés',
  waiting: 'À partir',
  failed: 'Échecs',
  uncertain: 'Incertains',
  cancelled: 'Annulés',
}

export const waveLabels: Readonly<Record<ReportRow['wave'], string>> = {
  first: 'Envoi',
  reminder: 'Rappel',
  relay: 'Relais d’un SMS en échec',
}

export const carrierLabels = { email: 'mail', sms: 'SMS' } as const

const FATES = Object.keys(fateLabels) as Fate[]

/** Messages that left: not those that failed, nor those cancelled before. */
export function leftIn(rows: readonly ReportRow[]): number {
  return sum(rows, 'accepted') + sum(rows, 'delivered') + sum(rows, 'uncertain')
}

/** « 24 à partir, 2 échecs, 1 annulé »: what became of those that did not leave. */
export function notLeftText(rows: readonly ReportRow[]): string {
  const [waiting, failed, cancelled] = [
    sum(rows, 'waiting'),
    sum(rows, 'failed'),
    sum(rows, 'cancelled'),
  ]
  return [
    waiting === 0 ? 'aucun à partir' : `${waiting} à partir`,
    ...(failed > 0 ? [count(failed, 'échec')] : []),
    ...(cancelled > 0 ? [count(cancelled, 'annulé')] : []),
  ].join(', ')
}

/** How far a campaign went, as a bar and in figures. */
export function campaignProgress(rows: readonly ReportRow[]): Html {
  const total = sum(rows, 'total')
  const left = leftIn(rows)
  return html`<div class="campaign-progress"><p id="avancee"><strong>${count(left, 'parti')} sur ${count(total, 'envoi')}</strong>, ${notLeftText(rows)}.</p>
<progress class="campaign-bar" aria-labelledby="avancee" max="${Math.max(total, 1)}" value="${left}"></progress></div>`
}

/** Each message once: in each row the states add up to the total. */
export function campaignReport(rows: readonly ReportRow[], csvHref: string): Html {
  if (rows.length === 0)
    return card('rapport', 'Le rapport', html`<p class="soft">Aucun envoi pour le moment.</p>`)
  return card(
    'rapport',
    'Le rapport, à l’envoi près',
    html`<div class="table-scroll" tabindex="0" role="region" aria-label="Rapport de la campagne"><table class="table"><caption class="visually-hidden">Envois selon ce qu’ils sont devenus</caption>
<thead><tr><th scope="col">Envoi</th><th scope="col" class="number">Prévus</th>${FATES.map((fate) => html`<th scope="col" class="number">${fateLabels[fate]}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr><th scope="row">${waveLabels[row.wave]}, ${carrierLabels[row.channel]}</th><td class="number">${row.total}</td>${FATES.map((fate) => html`<td class="number">${row[fate]}</td>`)}</tr>\n`)}<tr><th scope="row">En tout</th><td class="number" data-figure="total">${sum(rows, 'total')}</td>${FATES.map((fate) => html`<td class="number" data-figure="${fate}">${sum(rows, fate)}</td>`)}</tr></tbody></table></div>
<p><a class="button button-secondary" href="${csvHref}">Exporter le rapport</a></p>`,
  )
}

/** Messages of every state. */
export function plannedIn(rows: readonly ReportRow[]): number {
  return sum(rows, 'total')
}

function sum(rows: readonly ReportRow[], name: Fate | 'total'): number {
  return rows.reduce((total, row) => total + row[name], 0)
}
