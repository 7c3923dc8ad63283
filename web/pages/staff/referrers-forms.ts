import { hidden } from '../../components/button.ts'
import { choices, choicesOf, select } from '../../components/choices.ts'
import { type TextField, textField } from '../../components/field.ts'
import { fold } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import {
  organisationKindLabels,
  referrerRoleLabels,
  referrerRoleNotes,
} from '../referrer/labels.ts'
import type { ReferrersView } from './referrers-view.ts'

const words = wordsFor('fr')

/** The form that invites somebody, folded away until it is asked for. */
export function invitationFold(path: string, view: ReferrersView): Html {
  const isOpen = Object.keys(view.form.errors).length > 0 || view.rows.length === 0
  return fold(
    'Inviter quelqu’un',
    html`<form class="stack form-measure" method="post" action="${path}">${hidden('cle', view.key)}
${field(view, 'nom', 'Prénom et nom', { autocomplete: 'off' })}
${field(view, 'courriel', 'Mail', { type: 'email', inputmode: 'email', autocomplete: 'off' })}
${choices(words, {
  name: 'role',
  legend: 'Qui est-ce ?',
  value: view.form.values.role ?? '',
  error: view.form.errors.role,
  options: choicesOf(['referrer', 'cpam', 'partner'] as const, referrerRoleLabels).map(
    (option) => ({ ...option, note: referrerRoleNotes[option.value as 'cpam'] }),
  ),
})}
${professionFields(view)}${placeFields(view)}
<button class="button" type="submit">Inviter</button></form>`,
    isOpen,
  )
}

function professionFields(view: ReferrersView): Html {
  const open = view.professions.filter(({ isOpen }) => isOpen)
  return html`${select(words, {
    name: 'profession',
    legend: 'Profession',
    hint: 'Pour un professionnel de santé.',
    value: view.form.values.profession ?? '',
    error: view.form.errors.profession,
    options: [blank, ...open.map(({ id, label }) => ({ value: id, label }))],
  })}
${field(view, 'rpps', 'Numéro RPPS', { hint: 'Pour un médecin du registre, s’il veut voir la liste commune.', optional: true, inputmode: 'numeric', width: 10, autocomplete: 'off' })}`
}

function placeFields(view: ReferrersView): Html {
  const { values, errors } = view.form
  return html`<fieldset class="stack"><legend class="field-legend">Où travaille cette personne ?</legend>
${
  view.organisations.length > 0 &&
  select(words, {
    name: 'organisation',
    legend: 'Un lieu déjà connu',
    value: values.organisation ?? '',
    error: errors.organisation,
    options: [
      { value: '', label: 'Un autre, écrit ci-dessous' },
      ...view.organisations.map(({ id, label }) => ({ value: id, label })),
    ],
  })
}
${field(view, 'organisation_nom', 'Nom du lieu', { hint: 'Par exemple : Pharmacie de la Halle.', autocomplete: 'off' })}
${select(words, {
  name: 'organisation_type',
  legend: 'De quel lieu s’agit-il ?',
  value: values.organisation_type ?? '',
  error: errors.organisation_type,
  options: [
    blank,
    ...Object.entries(organisationKindLabels).map(([value, label]) => ({ value, label })),
  ],
})}</fieldset>`
}

const blank = { value: '', label: 'Choisir' }

/** The professions of the territory: the coordinator adds some, and closes those that are given no more. */
export function professionsFold(path: string, view: ReferrersView, mayWrite: boolean): Html {
  const isOpen = Boolean(view.form.errors.profession_nom)
  return fold(
    'Les professions qui inscrivent',
    html`<ul class="pick-list">${view.professions.map(
      ({ id, label, isOpen: given }) =>
        html`<li><span>${label}${!given && html` <span class="soft small">fermée : plus donnée à personne</span>`}</span>${
          mayWrite &&
          html`<form method="post" action="${path}/professions/${id}">${hidden('ouverte', given ? 'non' : 'oui')}<button class="button button-quiet" type="submit">${given ? 'Fermer' : 'Rouvrir'}<span class="visually-hidden"> : ${label}</span></button></form>`
        }</li>`,
    )}</ul>
${
  mayWrite &&
  html`<form class="stack form-measure" method="post" action="${path}/professions">${field(view, 'profession_nom', 'Une autre profession', { hint: 'Par exemple : Sage-femme.', autocomplete: 'off' })}<button class="button button-secondary" type="submit">Ajouter</button></form>`
}`,
    isOpen,
  )
}

type More = Partial<Omit<TextField, 'name' | 'label' | 'value' | 'error'>>

function field(view: ReferrersView, name: string, label: string, more: More = {}): Html {
  const { values, errors } = view.form
  return textField(words, { ...more, name, label, value: values[name] ?? '', error: errors[name] })
}
