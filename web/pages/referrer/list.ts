import { empty } from '../../components/empty.ts'
import { icon } from '../../components/icons.ts'
import { notice } from '../../components/notice.ts'
import { count } from '../../components/staff/figures.ts'
import { pager } from '../../components/staff/pager.ts'
import { state } from '../../components/state.ts'
import { type Html, html } from '../../html.ts'
import { type ReferrerSite, referrerPage } from './frame.ts'
import { type ToldOutcome, toldOutcomeLabels } from './labels.ts'

export interface OwnReferral {
  readonly reference: string
  /** The name that this referrer typed. */
  readonly name: string
  readonly people: number
  /** « 12 novembre 2026 ». */
  readonly registeredOn: string
  readonly isSearching: boolean
  /** Null when the person did not agree that it be told. */
  readonly outcome: ToldOutcome | null
}

export interface ReferralsView {
  readonly rows: readonly OwnReferral[]
  readonly page: {
    readonly from: number
    readonly to: number
    readonly total: number
    readonly current: number
    readonly last: number
  }
  readonly said: string | null
}

/** `GET /signalements`: what this account registered, and nobody else's. */
export function referralsPage(site: ReferrerSite, view: ReferralsView): Html {
  const title = view.page.total === 0 ? 'Mes signalements' : count(view.page.total, 'inscription')
  return referrerPage(site, {
    title,
    section: 'signalements',
    body: html`<div class="form-step">${view.said && html`<div role="status">${notice('good', view.said)}</div>`}
<div class="stack stack-s"><h1>${title}</h1><p>Faites par vous, ${site.organisation}.</p></div>
<div class="actions actions-wide"><a class="button" href="/signalements/nouveau">Inscrire une personne ${icon('arrow-right')}</a></div>
${view.rows.length > 0 ? table(view) : empty('Personne pour le moment', 'Les personnes que vous inscrivez arrivent ici, avec l’état de leur demande.')}</div>`,
  })
}

function table({ rows, page }: ReferralsView): Html {
  return html`<section class="stack"><h2 class="visually-hidden">Leur demande</h2><div class="inbox"><table class="table table-stack" role="table">
<caption class="visually-hidden">Personnes inscrites, la dernière d’abord</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Personne</th><th role="columnheader" scope="col">Inscrite le</th><th role="columnheader" scope="col">Recherche</th><th role="columnheader" scope="col">Suite</th></tr></thead>
<tbody role="rowgroup">
${rows.map(row)}</tbody></table></div>${pager(page, (number) => `/signalements?page=${number}`)}
<p class="soft small">La suite se lit ici seulement si la personne l’a voulu. Une question ? Donnez sa référence à la coordinatrice.</p></section>`
}

function row(referral: OwnReferral): Html {
  const { reference, name, people, registeredOn, isSearching, outcome } = referral
  const others = people > 1 && ` et ${count(people - 1, 'autre')}`
  return html`<tr role="row" data-reference="${reference}">
<th role="rowheader" scope="row"><strong>${name}</strong>${others}<span class="inbox-sub nowrap"> ${reference}</span></th>
<td role="cell"><span class="cell-label">inscrite le </span>${registeredOn}</td>
<td role="cell">${isSearching ? state('En cours', 'brand', 'ring') : state('Terminée', 'mute', 'dash')}</td>
<td role="cell"${outcome && html` data-outcome="${outcome}"`}>${outcome ? toldOutcomeLabels[outcome] : html`<span class="soft">La personne n’a pas souhaité la dire</span>`}</td>
</tr>
`
}
