import { choicesOf, select } from '../../components/choices.ts'
import { seal } from '../../components/staff/frame.ts'
import { fold } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import { closeReasonLabels, closingReasons, moveLabels, type Status } from './labels.ts'
import { type RequestView, requestHref } from './request-view.ts'

/** Moves that one press makes; the others have a form of their own. */
const SIMPLE: readonly Status[] = ['ready', 'to_locate', 'already_followed']

/** Changes of status decided by hand, reopening included. */
export function movesSection(view: RequestView): Html | false {
  const simple = view.moves.filter((status) => SIMPLE.includes(status))
  const canClose = view.moves.includes('closed')
  const isErased = view.closeReason === 'erased'
  if (simple.length === 0 && !canClose && isErased) return false
  return fold(
    titleOf(view, simple.length > 0),
    html`${simple.map((status) => moveForm(view, status))}${canClose && closeForm(view)}${!isErased && eraseLink(view)}`,
    view.status === 'closed' || Boolean(view.form.errors.raison_cloture),
  )
}

function titleOf({ status }: RequestView, canMove: boolean): string {
  if (status !== 'closed') return 'Changer l’état ou clore'
  return canMove ? 'Rouvrir la demande' : 'Effacer la demande'
}

/** The right to erasure, for those who ask by phone. */
function eraseLink({ id }: RequestView): Html {
  return html`<p><a href="${requestHref(id)}/effacement">Le foyer demande l’effacement de ses données</a></p>`
}

function moveForm(view: RequestView, status: Status): Html {
  const label = view.status === 'closed' ? 'Rouvrir à sa date d’inscription' : moveLabels[status]
  return html`<form method="post" action="${requestHref(view.id)}/etat">${seal(view.seal)}<button class="button button-secondary" type="submit" name="etat" value="${status}">${label}</button></form>`
}

function closeForm(view: RequestView): Html {
  return html`<form class="stack" method="post" action="${requestHref(view.id)}/clore">${seal(view.seal)}
${select(wordsFor('fr'), {
  name: 'raison_cloture',
  legend: 'Clore, parce que',
  options: [
    { value: '', label: 'Choisissez une raison' },
    ...choicesOf(closingReasons, closeReasonLabels),
  ],
  value: view.form.values.raison_cloture ?? '',
  error: view.form.errors.raison_cloture,
})}
<button class="button button-secondary" type="submit">Clore la demande</button>
<p class="field-hint">On peut la rouvrir : elle retrouve sa date d’inscription.</p></form>`
}
