import { type Html, html } from '../../html.ts'
import { requestHref, type StaleView, type UndoView } from '../../pages/staff/request-view.ts'
import { hidden } from '../button.ts'
import { notice } from '../notice.ts'
import { toast } from '../toast.ts'

/** A stale write: who changed it and when. Nothing was overwritten. */
export function staleNotice(stale: StaleView | null): Html | false {
  if (!stale) return false
  return notice(
    'warn',
    html`<strong>${stale.by ?? 'Quelqu’un'} a modifié cette fiche ${stale.when}.</strong> Votre changement n’a pas été enregistré et rien n’a été écrasé. Relisez, puis recommencez.`,
  )
}

/** What was just sent, with « Annuler » while it has not left. The countdown is an island; the server decides. */
export function undoToast(requestId: string, key: string, undo: UndoView | null): Html | false {
  if (!undo) return false
  return html`<div class="toast-place" data-island="undo" data-seconds="${undo.secondsLeft}">${toast(
    undo.text,
    {
      action: `${requestHref(requestId)}/envoi/annuler`,
      label: 'Annuler',
      fields: html`${hidden('cle', key)}${hidden('envoi', undo.messageId)}<span class="figures" data-undo-left></span>`,
    },
  )}</div>`
}
