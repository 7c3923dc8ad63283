import { type Html, html } from '../../html.ts'
import type { Need, Status } from '../../pages/staff/labels.ts'
import { tags } from '../tags.ts'
import { count } from './figures.ts'
import { needTag, statusTag } from './tags.ts'

export interface InboxRow {
  readonly id: string
  readonly reference: string
  /** First person of the household, or its family name. */
  readonly name: string
  readonly people: number
  readonly need: Need
  /** Why this need, in a few words each: « ALD », « ne se déplace pas », « 84 ans ». */
  readonly reasons: readonly string[]
  readonly commune: string | null
  readonly waitingDays: number
  readonly status: Status
  readonly nextStep: string
  /** ISO date of the next step, and the same in words. */
  readonly nextStepDate: string | null
  readonly nextStepDateText: string | null
}

/** From here a wait is shown as long. */
const LONG_WAIT_DAYS = 30

/** Requests as a table; under 1024 px each row is a card. */
export function inboxTable(rows: readonly InboxRow[]): Html {
  return html`<div class="inbox"><table class="table table-stack" role="table">
<caption class="visually-hidden">Demandes, par besoin puis par attente</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Besoin</th><th role="columnheader" scope="col">Foyer</th><th role="columnheader" scope="col">Pourquoi</th><th role="columnheader" scope="col">Commune</th><th role="columnheader" scope="col" class="number">Attente</th><th role="columnheader" scope="col">État</th><th role="columnheader" scope="col">Prochaine étape</th></tr></thead>
<tbody role="rowgroup">
${rows.map(inboxRow)}</tbody></table></div>`
}

function inboxRow(row: InboxRow): Html {
  const isLong = row.waitingDays >= LONG_WAIT_DAYS
  const date = row.nextStepDate && html` data-next-step-date="${row.nextStepDate}"`
  return html`<tr role="row" data-row data-reference="${row.reference}" data-status="${row.status}"${date}>
<td role="cell">${needTag(row.need)}</td>
<th role="rowheader" scope="row" class="inbox-who"><a class="inbox-name" href="/coordination/demandes/${row.id}">${row.name}</a><span class="inbox-sub"> ${count(row.people, 'personne')} · <span class="nowrap">${row.reference}</span></span></th>
<td role="cell" class="inbox-why">${row.reasons.length > 0 ? tags(row.reasons) : html`<span class="soft small">aucun critère</span>`}</td>
<td role="cell">${row.commune ?? html`<span class="soft">à préciser</span>`}</td>
<td role="cell" class="number${isLong && ' inbox-wait-long'}"><span class="cell-label">attend </span>${row.waitingDays} j</td>
<td role="cell">${statusTag(row.status)}</td>
<td role="cell"><span class="inbox-next">${row.nextStep}</span>${row.nextStepDateText && html`<span class="inbox-sub">${row.nextStepDateText}</span>`}</td>
</tr>
`
}
