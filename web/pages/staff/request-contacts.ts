import { card } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import type { ContactRow } from './solution-view.ts'

/** Every contact with a doctor about this household (B19); under 1024 px each row is a card. */
export function contactsCard(rows: readonly ContactRow[]): Html | false {
  if (rows.length === 0) return false
  return card(
    'sollicites',
    'Médecins sollicités',
    html`<table class="table table-stack" role="table">
<caption class="visually-hidden">Médecins sollicités, du plus ancien au plus récent</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Date</th><th role="columnheader" scope="col">Médecin</th><th role="columnheader" scope="col">Comment</th><th role="columnheader" scope="col">Réponse</th></tr></thead>
<tbody role="rowgroup">
${rows.map(contactRow)}</tbody></table>`,
  )
}

function contactRow({ when, doctor, how, answer, by }: ContactRow): Html {
  return html`<tr role="row"><td role="cell" class="soft">${when}</td><th role="rowheader" scope="row">${doctor}</th><td role="cell">${how}</td><td role="cell"><strong>${answer}</strong>${by && html` <span class="soft small">noté par ${by}</span>`}</td></tr>
`
}
