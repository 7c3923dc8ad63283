import { hidden } from '../../components/button.ts'
import { choices, choicesOf, select } from '../../components/choices.ts'
import { facts } from '../../components/facts.ts'
import { textField } from '../../components/field.ts'
import { seal } from '../../components/staff/frame.ts'
import { card, fold } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import { type RequestView, requestHref } from './request-view.ts'
import { doctorFacts, takeBackForm } from './solution-parts.ts'
import { type CurrentSolution, declineLabels } from './solution-view.ts'

type Asked = Extract<CurrentSolution, { state: 'asked' }>

/** A doctor is asked: who, since when, until when, who is next; and what they say on the phone. */
export function askedCard(view: RequestView, asked: Asked, mayWrite: boolean): Html {
  return card(
    'solution',
    'Sollicitation en cours',
    html`${facts([
      ...doctorFacts(asked.doctor),
      ['Sollicité', html`${asked.since}<br><span class="soft small">${asked.how}</span>`],
      ['Réponse', `attendue avant le ${asked.dueOn}`],
      ['Tenu pour ce foyer', asked.held],
    ])}
<p>${asked.next}</p>
${mayWrite && answers(view, asked)}`,
  )
}

function answers(view: RequestView, asked: Asked): Html {
  const { errors } = view.form
  const isOpen = FIELDS.some((name) => errors[name])
  return html`${fold('Noter sa réponse au téléphone', answerForm(view, asked), isOpen)}
<form class="stack stack-s" method="post" action="${requestHref(view.id)}/sollicitation/appel">${seal(view.seal)}
<div class="actions"><button class="button button-secondary" type="submit" name="appel_medecin" value="pas_joint">Pas joint</button><button class="button button-secondary" type="submit" name="appel_medecin" value="rappellera">Il rappellera</button></div></form>
${takeBackForm(view)}`
}

const FIELDS = ['reponse_medecin', 'raison_medecin', 'combien', 'a_partir_du']

function answerForm(view: RequestView, { proposalId }: Asked): Html {
  const { values, errors } = view.form
  const words = wordsFor('fr')
  const isAlone = view.solution?.people === 1
  return html`<form class="stack" method="post" action="${requestHref(view.id)}/sollicitation/reponse">${seal(view.seal)}${hidden('sollicitation', proposalId)}
${choices(words, {
  name: 'reponse_medecin',
  legend: 'Que répond le médecin ?',
  options: [
    { value: 'oui', label: 'Oui, il peut les accueillir' },
    { value: 'non', label: 'Non' },
    ...(isAlone ? [] : [{ value: 'moins', label: 'Oui, mais moins de personnes' }]),
    { value: 'plus_tard', label: 'Pas maintenant' },
  ],
  value: values.reponse_medecin ?? '',
  error: errors.reponse_medecin,
  shape: 'inline',
})}
${select(words, {
  name: 'raison_medecin',
  legend: 'Si c’est non : pourquoi',
  options: [{ value: '', label: 'Choisissez une raison' }, ...choicesOf(REASONS, declineLabels)],
  value: values.raison_medecin ?? '',
  error: errors.raison_medecin,
})}
${!isAlone && textField(words, { name: 'combien', label: 'Si c’est moins : combien de personnes', value: values.combien ?? '', error: errors.combien, inputmode: 'numeric', width: 2 })}
${textField(words, { name: 'a_partir_du', label: 'Si c’est plus tard : à partir du', hint: 'Par exemple 15/01/2027.', type: 'date', value: values.a_partir_du ?? '', error: errors.a_partir_du, width: 10 })}
<button class="button" type="submit">Noter la réponse</button></form>`
}

const REASONS = ['full', 'home_visit', 'age', 'distance', 'other'] as const
