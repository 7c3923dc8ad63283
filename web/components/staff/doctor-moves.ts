import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import { textField } from '../field.ts'
import type { Errors, Values } from '../form.ts'
import { type FormSeal, seal } from './frame.ts'
import { card } from './page-head.ts'

/** What a person may record for a doctor of the register, apart from the sheet itself. */
export interface DoctorMovesView {
  /** Address of the doctor's page. */
  readonly href: string
  readonly seal: FormSeal
  /** « il y a 12 jours », « jamais ». */
  readonly confirmed: string
  /** Last day of the pause in words; null when there is none. */
  readonly pausedUntil: string | null
  /** Day they left in words; null while they are in the scheme. */
  readonly withdrawnOn: string | null
  readonly values: Values
  readonly errors: Errors
}

/** « Confirmé aujourd’hui », the pause, leaving and coming back: one press each. */
export function doctorMoves(view: DoctorMovesView): Html {
  return card(
    'suivi-medecin',
    'Ce que le médecin vient de dire',
    view.withdrawnOn
      ? comeBack(view, view.withdrawnOn)
      : html`<div class="request-folds">${confirm(view)}${pause(view)}${leave(view)}</div>`,
  )
}

function confirm(view: DoctorMovesView): Html {
  return html`<form class="stack stack-s" method="post" action="${view.href}/confirmer">${seal(view.seal)}
<p>Dernière confirmation : ${view.confirmed}.</p>
<button class="button button-secondary" type="submit">Confirmé aujourd’hui, rien n’a changé</button></form>`
}

function pause(view: DoctorMovesView): Html {
  if (view.pausedUntil)
    return html`<form class="stack stack-s" method="post" action="${view.href}/pause">${seal(view.seal)}
<p>En pause jusqu’au ${view.pausedUntil} : il n’est sur aucune liste.</p>
<button class="button button-secondary" type="submit" name="pause_jusqu_au" value="">Finir la pause</button></form>`
  return html`<form class="stack stack-s" method="post" action="${view.href}/pause">${seal(view.seal)}${textField(
    wordsFor('fr'),
    {
      name: 'pause_jusqu_au',
      label: 'En pause jusqu’au',
      hint: 'Dernier jour sans nouveau patient : année, mois, jour, par exemple 2027-01-31.',
      value: view.values.pause_jusqu_au ?? '',
      error: view.errors.pause_jusqu_au,
      width: 10,
    },
  )}
<button class="button button-secondary" type="submit">Mettre en pause</button></form>`
}

function leave(view: DoctorMovesView): Html {
  return html`<form class="stack stack-s" method="post" action="${view.href}/retrait">${seal(view.seal)}
<p class="soft">S’il quitte le dispositif, il sort de toutes les listes et ses trois accords prennent fin.</p>
<button class="button button-quiet" type="submit">Retirer ce médecin</button></form>`
}

function comeBack(view: DoctorMovesView, withdrawnOn: string): Html {
  return html`<form class="stack stack-s" method="post" action="${view.href}/retour">${seal(view.seal)}
<p>Retiré le ${withdrawnOn} : il n’est sur aucune liste.</p>
<button class="button button-secondary" type="submit">Il revient dans le dispositif</button>
<p class="field-hint">Demandez-lui de nouveau ses accords pour les foyers et pour la carte publique.</p></form>`
}
