import { type Html, html } from '../../html.ts'
import { needLabels } from '../../pages/staff/labels.ts'
import { hidden } from '../button.ts'
import type { Need } from '../tags.ts'
import { card } from './page-head.ts'

/** A doctor takes a need band far less often than the territory: for a talk, never for the ranking. */
export interface DoctorAcceptanceView {
  readonly id: string
  readonly band: Need
  /** « 2 accueillis sur 14 en douze mois ; 68 % dans le territoire. » */
  readonly figures: string
  /** When the doctor read it, or since when they can. */
  readonly read: string
  /** Who talked about it and when; null: nobody yet. */
  readonly talked: string | null
  readonly key: string
}

/** What to talk about with the doctor; nothing when there is nothing. */
export function doctorAcceptance(
  alerts: readonly DoctorAcceptanceView[],
  mayWrite: boolean,
): Html | false {
  if (alerts.length === 0) return false
  return card(
    'reponses',
    'Ses réponses, à côté de celles du territoire',
    html`<p class="soft">Pour en parler, pas pour juger : cela ne change ni le classement ni les listes. Ses conditions ne sont peut-être plus justes.</p>
${alerts.map((alert) => alertLine(alert, mayWrite))}`,
  )
}

function alertLine(
  { id, band, figures, read, talked, key }: DoctorAcceptanceView,
  mayWrite: boolean,
) {
  return html`<div class="stack stack-s" data-alert="${band}"><p><strong>Foyers « ${needLabels[band].toLowerCase()} »</strong> : ${figures}</p><p class="soft small">${read}</p>
${talked ? html`<p>${talked}</p>` : mayWrite && html`<form method="post" action="/coordination/reponses/${id}/parle">${hidden('cle', key)}${hidden('retour', 'fiche')}<button class="button button-secondary" type="submit">J’en ai parlé<span class="visually-hidden"> : foyers « ${needLabels[band].toLowerCase()} »</span></button></form>`}</div>
`
}
