import { birthDate } from '../../components/birth-date.ts'
import { textField } from '../../components/field.ts'
import { type Errors, fieldId, type Values } from '../../components/form.ts'
import { type Html, html } from '../../html.ts'
import { memberField } from '../../words/options.ts'
import { wordsFor } from '../../words/words.ts'

type Form = { readonly values: Values; readonly errors: Errors; readonly memberCount: number }

const words = wordsFor('fr')

/** One person of the household: who they are, and what they want to say of their health. */
export function person(form: Form, index: number): Html {
  const { values, memberCount } = form
  const id = `personne-${index + 1}`
  const title = memberCount > 1 ? `Personne ${index + 1}` : 'La personne'
  const field = (name: 'ald' | 'se_deplace') => memberField(index, name)
  return html`<section class="stack" aria-labelledby="${id}"><div class="member-head"><h2 id="${id}">${title}</h2>${
    memberCount > 1 &&
    html`<button class="button button-quiet" type="submit" name="retirer" value="${index}">Retirer<span class="visually-hidden"> la personne ${index + 1}</span></button>`
  }</div>
<div class="field-row field-row-grow">${name(form, index, 'prenom')}${name(form, index, 'nom')}</div>
${birthDate(words, index, form)}
<fieldset><legend class="field-legend">Ce qui compte</legend><p class="field-hint">Cochez seulement ce que la personne veut dire.</p><div class="choices choices-inline">
${box({ name: field('ald'), value: 'oui', label: 'Affection de longue durée (ALD)' }, values)}
${box({ name: field('se_deplace'), value: 'non', label: 'Ne peut pas se rendre dans un cabinet' }, values)}</div></fieldset>
</section>`
}

function name({ values, errors }: Form, index: number, field: 'prenom' | 'nom'): Html {
  const key = memberField(index, field)
  return textField(words, {
    name: key,
    label: field === 'prenom' ? 'Prénom' : 'Nom',
    value: values[key] ?? '',
    error: errors[key],
    autocomplete: 'off',
  })
}

type Box = {
  readonly name: string
  readonly value: string
  readonly label: string
  readonly note?: string
}

/** One box to tick; left empty it is not sent at all. */
export function box({ name: key, value, label, note }: Box, values: Values): Html {
  const id = fieldId(key)
  return html`<div class="choice"><input class="choice-input" type="checkbox" name="${key}" id="${id}" value="${value}"${values[key] === value && html` checked`}><label class="choice-label" for="${id}">${label}${note && html` <span class="choice-note">${note}</span>`}</label></div>`
}
