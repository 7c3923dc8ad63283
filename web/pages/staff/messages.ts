import type { Remedy } from '../../../server/messaging/rules.ts'
import { empty } from '../../components/empty.ts'
import { notice } from '../../components/notice.ts'
import { count } from '../../components/staff/figures.ts'
import { filterButton, filterSearch, filterSelect } from '../../components/staff/filter-field.ts'
import { type StaffSite, seal, staffPage } from '../../components/staff/frame.ts'
import { pageHead } from '../../components/staff/page-head.ts'
import { type PageOf, pager } from '../../components/staff/pager.ts'
import { staleNotice } from '../../components/staff/said.ts'
import { messageTag } from '../../components/staff/tags.ts'
import { type Html, html } from '../../html.ts'
import { type Channel, channelNames, type MessageStatus, messageStatusLabels } from './labels.ts'
import { requestHref, type StaleView } from './request-view.ts'

export interface MessagesView {
  /** `envoi`: one message alone; empty for all. */
  readonly filters: {
    readonly q: string
    readonly etat: MessageStatus | ''
    readonly envoi: string
  }
  /** Messages that failed or are uncertain, whatever the filters. */
  readonly inTrouble: number
  readonly rows: readonly MessageRow[]
  readonly page: PageOf
  /** In a demonstration nothing leaves: every text can be read here. */
  readonly isLocal: boolean
  /** Providers that do not answer, one sentence each: since when, and what the messages do meanwhile. */
  readonly outages: readonly string[]
  readonly key: string
  readonly said: string | null
  readonly stale: StaleView | null
}

export interface MessageRow {
  readonly id: string
  readonly version: number
  readonly status: MessageStatus
  readonly channel: Channel
  readonly when: string
  /** What it says: « Liste de médecins », « Accusé de réception ». */
  readonly about: string
  readonly request: {
    readonly id: string
    readonly reference: string
    readonly name: string
  } | null
  /** Tries so far, and the provider's reason when one failed. */
  readonly attempts: number
  readonly reason: string | null
  /** When a person said that its failure is dealt with. */
  readonly handled: string | null
  readonly remedies: readonly Remedy[]
  /** Whole text, in a demonstration only. */
  readonly text: { readonly subject: string | null; readonly body: string } | null
}

/** `GET /coordination/envois?q=&etat=&page=`: every message and what became of it. */
export function messagesPage(site: StaffSite, view: MessagesView): Html {
  const title = titleOf(view)
  return staffPage(site, {
    title,
    section: 'envois',
    body: html`${pageHead({ title, soft: 'Un envoi incertain n’est jamais renvoyé tout seul : il pourrait arriver deux fois.', actions: html`<a class="button button-secondary" href="/coordination/campagnes">Campagnes</a>` })}
${view.isLocal && notice('info', 'Démonstration : rien ne part. Chaque message se lit ici en entier, liens compris.')}
${view.outages.map((outage) => notice('warn', outage))}
${view.said && notice('good', view.said)}${staleNotice(view.stale)}
<form class="filters" method="get" action="/coordination/envois" role="search">${filterSearch('Nom ou référence', view.filters.q)}${filterSelect('etat', 'État', { value: view.filters.etat, options: [['', 'Tous'], ...Object.entries(messageStatusLabels)] })}${filterButton()}</form>
${view.filters.envoi && html`<p><a href="/coordination/envois">Voir tous les envois</a></p>`}${view.rows.length > 0 ? html`<ul class="message-list">${view.rows.map((row) => messageCard(row, view.key))}</ul>` : nothing(view)}
${pager(view.page, (page) => hrefOf(view.filters, page))}`,
  })
}

function titleOf({ inTrouble, page }: MessagesView): string {
  if (inTrouble > 0) return count(inTrouble, 'envoi n’est pas arrivé', 'envois ne sont pas arrivés')
  return page.total === 0 ? 'Aucun envoi' : count(page.total, 'envoi')
}

function messageCard(row: MessageRow, key: string): Html {
  const { request } = row
  return html`<li class="card message" id="envoi-${row.id}" data-row data-message-status="${row.status}"${request && html` data-reference="${request.reference}"`}>
<div class="message-head"><div><h2 class="message-title">${row.about}, ${channelNames[row.channel]}</h2>
<p class="soft small">${request && html`<a href="${requestHref(request.id)}">${request.name}, ${request.reference}</a> · `}${row.when}${row.attempts > 1 && ` · ${row.attempts} essais`}</p></div>${messageTag(row.status)}</div>
${row.reason && html`<p class="message-reason">${row.reason}</p>`}${row.handled && html`<p class="soft small">Traité le ${row.handled}</p>`}
${row.remedies.length > 0 && remedies(row, key)}
${row.text && html`<details class="disclosure"><summary>Lire le message</summary><div class="letter">${row.text.subject && html`<p><strong>${row.text.subject}</strong></p>`}<p class="letter-text">${row.text.body}</p></div></details>`}</li>
`
}

const remedyActions: Record<Remedy, { readonly path: string; readonly label: string }> = {
  resend: { path: 'renvoyer', label: 'Renvoyer' },
  mark_sent: { path: 'traite', label: 'Considérer comme envoyé' },
  handled: { path: 'regle', label: 'Traité' },
}

function remedies({ id, version, about, remedies }: MessageRow, key: string): Html {
  return html`<div class="actions">${remedies.map((remedy) => {
    const { path, label } = remedyActions[remedy]
    return html`<form method="post" action="/coordination/envois/${id}/${path}">${seal({ key, version })}<button class="button button-secondary" type="submit">${label}<span class="visually-hidden"> : ${about}</span></button></form>`
  })}</div>`
}

function nothing({ filters: { q, etat, envoi } }: MessagesView): Html {
  if (q || etat || envoi)
    return empty(
      'Aucun envoi ne correspond',
      html`<a href="/coordination/envois">Voir tous les envois</a>`,
    )
  return empty(
    'Aucun envoi pour le moment',
    'Le premier partira quand vous transmettrez une liste.',
  )
}

function hrefOf({ q, etat, envoi }: MessagesView['filters'], page: number): string {
  return `/coordination/envois?${new URLSearchParams({ q, etat, envoi, page: String(page) })}`
}
