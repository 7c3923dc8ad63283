import { hidden } from '../../components/button.ts'
import { empty } from '../../components/empty.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { notice } from '../../components/notice.ts'
import { count } from '../../components/staff/figures.ts'
import { type StaffSite, staffPage } from '../../components/staff/frame.ts'
import { pageHead } from '../../components/staff/page-head.ts'
import { type StateSign, type StateTone, state } from '../../components/state.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import { invitationFold, professionsFold } from './referrers-forms.ts'
import type { ReferrerRow, ReferrerState, ReferrersView } from './referrers-view.ts'

const PATH = '/coordination/adresseurs'

/** `GET /coordination/adresseurs`: who registers people here, and the form that invites them. */
export function referrersPage(site: StaffSite, view: ReferrersView): Html {
  const mayWrite = site.account.role !== 'auditor'
  const active = view.rows.filter((row) => row.state === 'active').length
  const title = count(active, 'adresseur a un compte actif', 'adresseurs ont un compte actif')
  const { errors } = view.form
  return staffPage(site, {
    title,
    section: 'adresseurs',
    hasErrors: Object.keys(errors).length > 0,
    body: html`${errorSummary(wordsFor('fr'), errors)}
${pageHead({
  title,
  soft: 'Ils inscrivent des personnes, avec leur accord, et suivent celles-là seulement.',
  actions: html`<a class="button button-secondary" href="/coordination/rapports">Rapports par trimestre</a>`,
})}
${view.said && html`<div role="status">${notice('good', view.said)}</div>`}
${view.invited && invitedNotice(view.invited)}
${mayWrite && invitationFold(PATH, view)}
${view.rows.length > 0 ? table(view, mayWrite) : empty('Personne n’inscrit encore pour vous', 'Invitez une pharmacie, un cabinet, la CPAM : le lien part par mail, et vous le voyez ici.')}
${professionsFold(PATH, view, mayWrite)}`,
  })
}

function invitedNotice({ name, email, link }: NonNullable<ReferrersView['invited']>): Html {
  const body =
    link === null
      ? html`<strong>${name} a déjà un compte ailleurs.</strong> Cette personne se connecte comme d’habitude, puis choisit votre territoire.`
      : html`<strong>Invitation envoyée à ${name}.</strong> Ce lien part par mail à ${email}. Il sert une fois, pendant 7 jours, et remplace les précédents :<br><code class="link-shown">${link}</code>`
  return html`<div role="status">${notice('good', body)}</div>`
}

function table({ rows, key }: ReferrersView, mayWrite: boolean): Html {
  return html`<div class="inbox"><table class="table table-stack" role="table">
<caption class="visually-hidden">Adresseurs, les comptes ouverts d’abord</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Nom</th><th role="columnheader" scope="col">Fait quoi</th><th role="columnheader" scope="col">Où</th><th role="columnheader" scope="col">Compte</th>${mayWrite && html`<th role="columnheader" scope="col">Agir</th>`}</tr></thead>
<tbody role="rowgroup">
${rows.map((row) => line(row, key, mayWrite))}</tbody></table></div>`
}

const looks: Record<ReferrerState, readonly [string, StateTone, StateSign]> = {
  active: ['Actif', 'good', 'done'],
  invited: ['Invité', 'info', 'waiting'],
  expired: ['Lien expiré', 'warn', 'alert'],
  closed: ['Fermé', 'mute', 'dash'],
}

function line(row: ReferrerRow, key: string, mayWrite: boolean): Html {
  const [label, tone, sign] = looks[row.state]
  return html`<tr role="row" data-account="${row.accountId}" data-state="${row.state}">
<th role="rowheader" scope="row"><strong>${row.name}</strong><span class="inbox-sub"> ${row.email}</span></th>
<td role="cell">${row.does}${row.isDoctor && html`<span class="inbox-sub"> relié au registre</span>`}</td>
<td role="cell">${row.organisation}<span class="inbox-sub"> ${row.kind}</span></td>
<td role="cell">${state(label, tone, sign)}${row.stateText && html`<span class="inbox-sub"> ${row.stateText}</span>`}</td>
${mayWrite && html`<td role="cell">${!row.isFixed && html`<div class="actions">${act(row, key, 'inviter', againLabel(row))}${row.state !== 'closed' && act(row, key, 'fermer', 'Fermer')}</div>`}</td>`}</tr>
`
}

function againLabel({ state: now }: ReferrerRow): string {
  return now === 'closed' ? 'Rouvrir' : 'Nouveau lien'
}

function act({ accountId, name }: ReferrerRow, key: string, verb: string, label: string): Html {
  return html`<form method="post" action="${PATH}/${accountId}/${verb}">${hidden('cle', key)}<button class="button button-quiet" type="submit">${label}<span class="visually-hidden"> : ${name}</span></button></form>`
}
