import { birthDate } from '../../components/birth-date.ts'
import { backLink, hidden } from '../../components/button.ts'
import { choices } from '../../components/choices.ts'
import { empty } from '../../components/empty.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { textField } from '../../components/field.ts'
import type { Errors, Values } from '../../components/form.ts'
import { notice } from '../../components/notice.ts'
import { type Html, html } from '../../html.ts'
import { memberField } from '../../words/options.ts'
import { wordsFor } from '../../words/words.ts'
import { type ReferrerSite, referrerPage } from './frame.ts'

export interface CompleteView {
  readonly values: Values
  readonly errors: Errors
  /** What the household left out, once the reference and the birth date go together. */
  readonly missing: {
    readonly reference: string
    readonly phone: boolean
    readonly email: boolean
    readonly ald: boolean
  } | null
  readonly said: string | null
}

const PATH = '/signalements/completer'
const words = wordsFor('fr')

/** `/signalements/completer`: the CPAM adds what is missing of a request, and never reads what is there. */
export function completePage(site: ReferrerSite, view: CompleteView): Html {
  const { missing, errors } = view
  const title = missing ? `Compléter la demande ${missing.reference}` : 'Compléter une demande'
  return referrerPage(site, {
    title,
    section: 'completer',
    hasErrors: Object.keys(errors).length > 0,
    body: html`${errorSummary(words, errors)}${view.said && html`<div role="status">${notice('good', view.said)}</div>`}
${missing && backLink(PATH, 'Une autre demande')}
${missing ? additions(title, view, missing) : search(title, view)}`,
  })
}

function search(title: string, { values, errors }: CompleteView): Html {
  return html`<form class="form-step" method="post" action="${PATH}"><div class="stack stack-s"><h1>${title}</h1><p>Avec la personne, ou son courrier sous les yeux. Vous verrez ce qui manque, rien d’autre.</p></div>
${textField(words, { name: 'reference', label: 'Référence de la demande', hint: 'Par exemple GL-4K7-92M.', value: values.reference ?? '', error: errors.reference, autocomplete: 'off', width: 10, maxlength: 20 })}
${birthDate(words, 0, { values, errors })}
<div class="actions actions-wide"><button class="button" type="submit">Chercher la demande</button></div></form>`
}

type Missing = NonNullable<CompleteView['missing']>

function additions(title: string, view: CompleteView, missing: Missing): Html {
  if (!missing.phone && !missing.email && !missing.ald)
    return html`<h1>${title}</h1>${empty('Il ne manque rien', 'Pour corriger une réponse, la personne appelle la coordinatrice.')}`
  const { values, errors } = view
  return html`<form class="form-step" method="post" action="${PATH}/ajouter">${proof(values)}
<div class="stack stack-s"><h1>Compléter la demande <span class="nowrap">${missing.reference}</span></h1><p>Ajoutez ce que la personne vous dit. Ce qu’elle a déjà répondu ne change pas.</p></div>
${missing.phone && textField(words, { name: 'telephone', label: 'Téléphone', hint: 'Le sien ou celui d’un proche.', value: values.telephone ?? '', error: errors.telephone, type: 'tel', inputmode: 'tel', autocomplete: 'off', width: 10 })}
${missing.email && textField(words, { name: 'courriel', label: 'Mail', value: values.courriel ?? '', error: errors.courriel, type: 'email', inputmode: 'email', autocomplete: 'off' })}
${
  missing.ald &&
  choices(words, {
    name: 'ald',
    legend: 'La personne a-t-elle une affection de longue durée (ALD) ?',
    hint: 'Si elle veut le dire.',
    value: values.ald ?? '',
    error: errors.ald,
    shape: 'pair',
    options: [
      { value: 'oui', label: 'Oui' },
      { value: 'non', label: 'Non' },
    ],
  })
}
<div class="actions actions-wide"><button class="button" type="submit">Ajouter à la demande</button></div></form>`
}

/** Sent again, and checked again: an address could not hold a birth date. */
function proof(values: Values): Html[] {
  const names = [
    'reference',
    ...(['naissance_jour', 'naissance_mois', 'naissance_annee'] as const).map((part) =>
      memberField(0, part),
    ),
  ]
  return names.map((name) => hidden(name, values[name] ?? ''))
}
