import { choices } from '../../components/choices.ts'
import { textField } from '../../components/field.ts'
import { seal } from '../../components/staff/frame.ts'
import { fold } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import { verdictLabels } from './labels.ts'
import { type RequestView, requestHref } from './request-view.ts'

/** The home is placed, and only the territory is in doubt. */
export function isOnBorder({ status, home }: RequestView): boolean {
  return status === 'to_locate' && home.position !== null && home.verdict === 'to_verify'
}

/** A person decides whether the household lives in the territory; their reason is kept (rule 6 of server/README.md). */
export function territoryFold(view: RequestView): Html {
  const { verdict, decision } = view.home
  const isAsked = verdict === 'to_verify' && !decision
  const hasError = Boolean(view.form.errors.verdict ?? view.form.errors.raison_verdict)
  return fold(
    isAsked ? 'Vérifier le territoire : à décider' : 'Décider du territoire',
    html`${verdict && html`<p>Aujourd’hui : <strong>${verdictLabels[verdict]}</strong>.${decision && html` Décidé par ${decision.by} : « ${decision.reason} ».`}</p>`}
${territoryForm(view)}`,
    isAsked || hasError,
  )
}

/** The decision itself; it is the next step of a home on the border. */
export function territoryForm(view: RequestView): Html {
  const { values, errors } = view.form
  const words = wordsFor('fr')
  return html`<form class="stack" method="post" action="${requestHref(view.id)}/territoire">${seal(view.seal)}
${choices(words, {
  name: 'verdict',
  legend: 'Ce foyer habite-t-il le territoire ?',
  options: [
    { value: 'inside', label: 'Oui, dans le territoire' },
    { value: 'outside', label: 'Non, hors du territoire', note: 'il reçoit le contact prévu' },
  ],
  value: values.verdict ?? '',
  error: errors.verdict,
  shape: 'inline',
})}
${textField(words, {
  name: 'raison_verdict',
  label: 'Pourquoi',
  hint: 'Gardé dans l’historique. Par exemple : la façade donne sur la rue voisine.',
  value: values.raison_verdict ?? '',
  error: errors.raison_verdict,
})}
<button class="button${!isOnBorder(view) && ' button-secondary'}" type="submit">Enregistrer la décision</button></form>`
}
