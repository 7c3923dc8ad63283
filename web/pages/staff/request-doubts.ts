import { seal } from '../../components/staff/frame.ts'
import { card } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import { type RequestView, requestHref } from './request-view.ts'

/** The household and the doctor say opposite things: one press says who is right. What each said is in the thing to do above. */
export function disagreementSection(view: RequestView): Html | false {
  if (!view.disagreement) return false
  return card(
    'desaccord',
    'Qui a raison ?',
    html`<p class="soft">Votre décision s’écrit dans l’historique. S’il n’a pas de médecin, le foyer attend de nouveau, à sa date.</p>
<form class="actions" method="post" action="${requestHref(view.id)}/desaccord">${seal(view.seal)}
<button class="button button-secondary" type="submit" name="verdict_suite" value="pris">Le médecin suit ce foyer</button>
<button class="button button-secondary" type="submit" name="verdict_suite" value="pas_pris">Ce foyer n’a pas de médecin</button></form>`,
  )
}

/** The search rests: nothing is asked nor said. One press ends that, when the household says so on the phone. */
export function pauseSection(view: RequestView, mayWrite: boolean): Html | false {
  if (view.pausedUntil === null) return false
  return card(
    'pause',
    `Recherche en pause jusqu’au ${view.pausedUntil}`,
    html`<p class="soft">Le foyer garde sa date. Rien ne lui est demandé, et aucun médecin n’est sollicité pour lui.</p>
${
  mayWrite &&
  !view.isSilent &&
  html`<form class="actions" method="post" action="${requestHref(view.id)}/reprise">${seal(view.seal)}
<button class="button button-secondary" type="submit">Reprendre sa recherche</button></form>`
}`,
  )
}

/** What a household that was silent, or that only a person can reach, says on the phone. */
export function stillSection(view: RequestView): Html | false {
  if (!view.isSilent) return false
  const href = requestHref(view.id)
  return card(
    'toujours',
    'Cherche-t-il toujours ?',
    html`<p class="soft">S’il a trouvé ou ne cherche plus, fermez la demande avec sa raison, plus bas.</p>
<form class="actions" method="post" action="${href}/toujours">${seal(view.seal)}
<button class="button button-secondary" type="submit">Le foyer cherche toujours</button></form>`,
  )
}
