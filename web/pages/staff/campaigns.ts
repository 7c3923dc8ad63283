import type { ReportRow } from '../../../server/campaigns/rules.ts'
import { backLink } from '../../components/button.ts'
import { count } from '../../components/staff/figures.ts'
import { type StaffSite, seal, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import { leftIn, notLeftText, plannedIn } from './campaign-report.ts'
import type { CampaignStatus } from './campaign-view.ts'

export interface CampaignsView {
  readonly rows: readonly CampaignRow[]
  /** Batches that no person starts. */
  readonly computed: readonly ComputedRow[]
  /** The year whose survey can be prepared; null when it is. */
  readonly toPrepare: { readonly year: number; readonly key: string } | null
}

export interface CampaignRow {
  readonly href: string
  /** « Enquête 2026 ». */
  readonly name: string
  readonly status: CampaignStatus
  /** « Commencée le 1er décembre par Inès Belgrain ». */
  readonly when: string
  readonly report: readonly ReportRow[]
}

export interface ComputedRow {
  readonly href: string
  readonly name: string
  readonly soft: string
  readonly report: readonly ReportRow[]
}

export const campaignStates: Readonly<Record<CampaignStatus, string>> = {
  draft: 'Brouillon',
  running: 'En cours',
  paused: 'En pause',
  ended: 'Terminée',
  cancelled: 'Annulée',
}

/** `GET /coordination/campagnes`: every dated batch of messages, and what became of it. */
export function campaignsPage(site: StaffSite, view: CampaignsView): Html {
  const title = titleOf(view)
  const mayWrite = site.account.role !== 'auditor'
  return staffPage(site, {
    title,
    section: 'envois',
    body: html`${backLink('/coordination/envois', 'Envois')}
${pageHead({ title, soft: 'Une campagne part quand une personne la lance, jamais seule.' })}
${view.toPrepare && mayWrite && prepare(view.toPrepare)}
${view.rows.length > 0 && started(view.rows)}
${computed(view.computed)}`,
  })
}

function titleOf({ rows }: CampaignsView): string {
  const running = rows.filter(({ status }) => status === 'running' || status === 'paused').length
  if (running > 0) return count(running, 'campagne en cours', 'campagnes en cours')
  const drafts = rows.filter(({ status }) => status === 'draft').length
  if (drafts > 0) return count(drafts, 'campagne à lancer', 'campagnes à lancer')
  return 'Aucune campagne en cours'
}

function prepare({ year, key }: { readonly year: number; readonly key: string }): Html {
  return card(
    'preparer',
    `L’enquête ${year} n’est pas préparée`,
    html`<p class="soft">Une fois par an, en décembre : chaque foyer orienté depuis la dernière enquête, s’il l’a acceptée. Vous verrez qui et quoi avant de lancer.</p>
<form method="post" action="/coordination/campagnes">${seal({ key })}<button class="button" type="submit">Préparer l’enquête ${year}</button></form>`,
  )
}

function started(rows: readonly CampaignRow[]): Html {
  return html`<div class="inbox"><table class="table table-stack" role="table"><caption class="visually-hidden">Campagnes, la dernière d’abord</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Campagne</th><th role="columnheader" scope="col">État</th><th role="columnheader" scope="col" class="number">Envois</th></tr></thead>
<tbody role="rowgroup">${rows.map(row)}</tbody></table></div>`
}

function row({ href, name, status, when, report }: CampaignRow): Html {
  return html`<tr role="row" data-row data-campaign="${status}"><th role="rowheader" scope="row" class="inbox-who"><a class="inbox-name" href="${href}">${name}</a><span class="inbox-sub">${when}</span></th>
<td role="cell">${campaignStates[status]}</td><td role="cell" class="number">${leftOf(report)}${report.length > 0 && html`<span class="inbox-sub">${notLeftText(report)}</span>`}</td></tr>
`
}

function computed(rows: readonly ComputedRow[]): Html {
  return card(
    'calculees',
    'Envois calculés chaque jour',
    html`<ul class="pick-list">${rows.map(({ href, name, soft, report }) => html`<li><span><strong>${name}</strong> : ${leftOf(report)} cette année${report.length > 0 && `, ${notLeftText(report)}`}<br><span class="soft small">${soft}</span></span><a class="button button-secondary" href="${href}">Voir le rapport<span class="visually-hidden"> : ${name}</span></a></li>`)}</ul>`,
  )
}

/** Of those planned, how many left. */
function leftOf(report: readonly ReportRow[]): string {
  const total = plannedIn(report)
  return total === 0
    ? 'aucun envoi'
    : `${count(leftIn(report), 'parti')} sur ${count(total, 'envoi')}`
}
