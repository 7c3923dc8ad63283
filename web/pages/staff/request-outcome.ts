import { choices, select } from '../../components/choices.ts'
import { seal } from '../../components/staff/frame.ts'
import { card } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import { ALL_DOCTORS } from '../../words/options.ts'
import { wordsFor } from '../../words/words.ts'
import type { Outcome } from '../patient/follow.ts'
import type { Status } from './labels.ts'
import { type RequestView, requestHref } from './request-view.ts'

/** What a household may say, by the value sent as `suite`. */
const OUTCOMES: readonly { value: Outcome; label: string; note?: string }[] = [
  { value: 'rendez_vous', label: 'Il a un rendez-vous', note: 'on lui redemande à 30 jours' },
  { value: 'vu', label: 'Il a vu le médecin' },
  { value: 'declare', label: 'Le médecin traitant est déclaré' },
  { value: 'refuse', label: 'Un cabinet a refusé', note: 'il garde sa date d’inscription' },
  { value: 'complet', label: 'Un cabinet est complet', note: 'il garde sa date d’inscription' },
  { value: 'pas_appele', label: 'Il n’a pas encore appelé', note: 'on lui redemande plus tard' },
  { value: 'non', label: 'Finalement, il n’a pas de médecin', note: 'il attend de nouveau' },
]

const ASKED: readonly Status[] = ['shortlisted', 'agreed', 'seen', 'already_followed']

/** What is left to say of a household that was seen, or that has its own doctor. */
const LEFT: Partial<Record<Status, readonly Outcome[]>> = {
  seen: ['vu', 'declare', 'refuse', 'complet', 'non'],
  already_followed: ['declare', 'refuse', 'non'],
}

/** Records what the household said by phone. Nothing is asked before a list or a name was given. */
export function outcomeSection(view: RequestView): Html | false {
  if (!ASKED.includes(view.status)) return false
  const { values, errors } = view.form
  const words = wordsFor('fr')
  return card(
    'foyer-dit',
    'Ce que dit le foyer',
    html`<form class="stack" method="post" action="${requestHref(view.id)}/suite">${seal(view.seal)}
${choices(words, { name: 'suite', legend: 'Où en est-il ?', options: sayable(view), value: values.suite ?? '', error: errors.suite, shape: 'inline' })}
${view.given && whichDoctor(view)}
${view.members.length > 1 && whichMembers(view)}
<button class="button${view.status === 'shortlisted' ? '' : ' button-secondary'}" type="submit">Noter la réponse</button></form>`,
  )
}

function sayable({ status }: RequestView) {
  const left = LEFT[status]
  return left ? OUTCOMES.filter(({ value }) => left.includes(value)) : OUTCOMES
}

function whichDoctor({ given, form: { values, errors } }: RequestView): Html {
  return select(wordsFor('fr'), {
    name: 'medecin_suite',
    legend: 'Quel médecin ?',
    hint: 'Inutile pour « pas encore appelé ».',
    options: [
      { value: '', label: 'Aucun en particulier' },
      { value: ALL_DOCTORS, label: 'Tous : refus ou complet' },
      ...(given?.doctors ?? []).map(({ rowId, name }) => ({ value: rowId, label: name })),
    ],
    value: values.medecin_suite ?? '',
    error: errors.medecin_suite,
  })
}

/** Seen and declared are said person by person. */
function whichMembers({ members }: RequestView): Html {
  return html`<fieldset class="field"><legend class="field-legend">Pour qui ?</legend><div class="choices choices-inline">${members.map(
    ({ id, label }) =>
      html`<div class="choice"><input class="choice-input" type="checkbox" name="membre" id="membre-${id}" value="${id}" checked><label class="choice-label" for="membre-${id}">${label}</label></div>`,
  )}</div></fieldset>`
}
