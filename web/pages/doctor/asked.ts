import { hidden } from '../../components/button.ts'
import { fieldError, textField } from '../../components/field.ts'
import { type Errors, fieldId, type Values } from '../../components/form.ts'
import { type Html, html } from '../../html.ts'
import { shortDay } from '../../words/dates.ts'
import { wordsFor } from '../../words/words.ts'
import type { AskedView, WaitingView } from './asked-view.ts'
import { countText, summaryFacts, summaryTitle } from './summary.ts'

const words = wordsFor('fr')

const REASONS = [
  ['complet', 'Je suis complet'],
  ['domicile', 'Je ne vais pas à domicile'],
  ['age', 'Ce n’est pas un âge que je suis'],
  ['distance', 'C’est trop loin'],
  ['autre', 'Une autre raison'],
] as const

const LATER = ['Dans un mois', 'Dans deux mois', 'Dans trois mois']

type Section = { readonly path: string; readonly asked: AskedView; readonly isFirst: boolean }

/** « Demandes qui attendent votre réponse »; nothing when there is none. First of the page, it holds its title. */
export function askedSection({ path, asked, isFirst }: Section): Html | false {
  const { waiting } = asked
  if (waiting.length === 0) return false
  const title = 'Demandes qui attendent votre réponse'
  return html`<section class="stack${!isFirst && ' doctor-more'}" id="demandes" aria-labelledby="demandes-titre">
${isFirst ? html`<h1 id="demandes-titre">${title}</h1>` : html`<h2 id="demandes-titre">${title}</h2>`}
<p>Pouvez-vous être leur médecin traitant ? Vous saurez leur nom quand le foyer sera d’accord. Un refus n’a aucune conséquence.</p>
<ul class="stack household-cards">${waiting.map((each, index) => askedCard({ path, asked, isFirst }, each, index))}</ul></section>`
}

/** Errors of the form that was refused, while what it was about still waits. */
export function askedErrors({ waiting, form }: AskedView): Errors {
  return form && waiting.some(({ id }) => id === form.id) ? form.errors : {}
}

function askedCard({ path, asked, isFirst }: Section, waiting: WaitingView, index: number): Html {
  const { id, summary, practice, isFull, due } = waiting
  const filled = isFirst && index === 0 ? '' : ' button-secondary'
  const yes = summary.peopleCount === 1 ? 'l’accueillir' : 'les accueillir'
  const form = { path, waiting, title: summaryTitle(summary) }
  const { values, errors } = asked.form?.id === id ? asked.form : { values: {}, errors: {} }
  const heading = html`${form.title}`
  return html`<li class="card stack" data-proposal-id="${id}">${isFirst ? html`<h2 class="heading-s">${heading}</h2>` : html`<h3>${heading}</h3>`}
${summaryFacts(summary, [
  ['practice', 'Cabinet', practice],
  ['calendar', 'Réponse', `Réponse attendue avant le ${due}`],
])}
${isFull && html`<p>Vous avez dit complet : répondez oui seulement si vous pouvez tout de même.</p>`}
${answerForm(form, 'oui', html`<button class="button button-wide${filled}">Oui, je peux ${yes}${about(form)}</button>`)}
<div class="asked-others">${refusal(form, errors)}
${summary.peopleCount > 1 && fewer(form, errors)}
${later(form, values, errors)}</div></li>
`
}

type Form = { path: string; waiting: WaitingView; title: string }

function refusal(form: Form, errors: Errors): Html {
  const name = askedField(form, 'raison')
  return fold(html`Non${about(form)}`, errors[name], [
    intro(name, 'Pour quelle raison ? Elle est comptée, jamais reprochée.', errors),
    answerForm(form, 'non', buttons(form, name, REASONS)),
  ])
}

function fewer(form: Form, errors: Errors): Html {
  const name = askedField(form, 'personnes')
  const fewest = form.waiting.summary.peopleCount - 1
  const counts = Array.from(
    { length: fewest },
    (_, i) => [String(i + 1), countText(i + 1)] as const,
  )
  return fold(html`Moins de personnes${about(form)}`, errors[name], [
    intro(
      name,
      'Combien pouvez-vous en accueillir ? Ce foyer reste ensemble : nous lui cherchons un confrère, et retenons ce nombre pour les suivants.',
      errors,
    ),
    answerForm(form, 'moins', buttons(form, name, counts)),
  ])
}

function later(form: Form, values: Values, errors: Errors): Html {
  const name = askedField(form, 'a_partir_du')
  const days = form.waiting.laterDays.map(
    (day, index) => [day, `${LATER[index] ?? 'À partir'} (le ${shortDay(day)})`] as const,
  )
  return fold(html`Pas maintenant, à partir du…${about(form)}`, errors[name], [
    html`<p>D’ici là, personne ne vous est adressé à ce cabinet.</p>`,
    answerForm(form, 'plus_tard', buttons(form, name, days)),
    answerForm(
      form,
      'plus_tard',
      html`${textField(words, { name, label: 'Ou un autre jour', hint: 'Par exemple 31/03/2027.', value: values[name] ?? '', error: errors[name], width: 10, autocomplete: 'off' })}
<p><button class="button button-secondary">À partir de ce jour${about(form)}</button></p>`,
    ),
  ])
}

/** Name of a field of one proposal: several may be on the page. */
function askedField({ waiting: { id } }: Form, field: string): string {
  return `${field}[${id}]`
}

function fold(label: Html, error: string | undefined, body: readonly Html[]): Html {
  return html`<details class="asked-answer"${error && html` open`}><summary class="button button-secondary button-wide">${label}</summary><div class="stack asked-fold">${body}</div></details>`
}

/** What the buttons below ask; the summary of errors leads here. */
function intro(name: string, question: string, errors: Errors): Html {
  const id = fieldId(name)
  return html`<div id="${id}"><p>${question}</p>${fieldError(words, id, errors[name])}</div>`
}

function answerForm({ path, waiting: { id, key } }: Form, answer: string, body: Html): Html {
  return html`<form class="stack" method="post" action="${path}/sollicitation">${hidden('cle', key)}${hidden('sollicitation', id)}${hidden('reponse', answer)}${body}</form>`
}

function buttons(form: Form, name: string, options: readonly (readonly [string, string])[]): Html {
  return html`<div class="choices choices-inline">${options.map(([value, label]) => html`<button class="button button-secondary" name="${name}" value="${value}">${label}${about(form)}</button>\n`)}</div>`
}

/** The same words stand in every card: who cannot see hears which one. */
function about({ title }: Form): Html {
  return html`<span class="visually-hidden"> : ${title}</span>`
}
