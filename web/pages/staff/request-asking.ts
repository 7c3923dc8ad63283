import { hidden } from '../../components/button.ts'
import { icon } from '../../components/icons.ts'
import { chosenKmText, count } from '../../components/staff/figures.ts'
import { type Html, html } from '../../html.ts'
import { type RequestRanking, type RequestView, requestHref } from './request-view.ts'

/** The form that the boxes of the ranking belong to. */
export const CHOICE_FORM = 'choisir'

type Asking = RequestRanking['asking']

/** How far the household goes, and how far is reasonable where doctors are asked first. */
export function limitText(maxKm: number, asking: Asking): string {
  const chosen = `Le foyer a choisi ${chosenKmText(maxKm)} au plus.`
  if (!asking) return chosen
  const wider =
    asking.reachKm > maxKm ? ` Il accepte d’aller jusqu’à ${chosenKmText(asking.reachKm)}.` : ''
  return `${chosen}${wider} Distance raisonnable ici : ${chosenKmText(asking.reasonableKm)}.`
}

/** Said when the list goes farther than that; false when it does not. */
export function beyondText(km: number, maxKm: number, asking: Asking): Html | false {
  if (km > (asking?.reachKm ?? maxKm))
    return html`<strong>Plus loin que le choix du foyer.</strong> Demandez-lui d’abord. Vous écrirez pourquoi avant ${asking ? 'de solliciter' : 'l’envoi'}.`
  if (!asking || km <= asking.reasonableKm) return false
  return html`<strong>Plus loin que la distance raisonnable.</strong> Vous écrirez pourquoi avant de solliciter.`
}

/** Prepares what doctors are asked: nobody is asked yet. */
export function askBar({ id }: RequestView, { ranked, km }: RequestRanking): Html {
  const chosen = ranked.filter(({ isChosen }) => isChosen).length
  return html`<form class="action-bar request-bar" id="${CHOICE_FORM}" method="get" action="${requestHref(id)}/sollicitation">
${hidden('km', String(km))}<p><strong data-chosen-count>${chosen === 0 ? 'Aucun médecin choisi' : count(chosen, 'médecin choisi', 'médecins choisis')}</strong> <span class="soft">à solliciter l’un après l’autre</span></p>
<div class="actions"><button class="button" type="submit" data-key="e">Solliciter ${icon('arrow-right')}</button></div></form>`
}
