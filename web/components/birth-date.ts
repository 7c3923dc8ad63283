import { type Html, html } from '../html.ts'
import { memberField } from '../words/options.ts'
import type { Words } from '../words/words.ts'
import { attribute, fieldError, fieldHint } from './field.ts'
import { describedBy, type Errors, fieldId, type Values } from './form.ts'

const parts = ['naissance_jour', 'naissance_mois', 'naissance_annee'] as const

/** Day, month and year of birth of the person at `index`, as three short fields with one error. */
export function birthDate(
  words: Words,
  index: number,
  form: { values: Values; errors: Errors },
): Html {
  const names = parts.map((part) => memberField(index, part))
  const error = names.map((name) => form.errors[name]).find(Boolean)
  const id = fieldId(memberField(index, 'naissance_jour'))
  const { birth, birthHint, day, month, year } = words.questionnaire.household
  const labels = [day, month, year]
  const described = describedBy(id, birthHint, error)
  return html`<fieldset class="${error ? 'field-is-invalid' : 'field'}">
<legend class="field-legend">${birth}</legend>
${fieldHint(id, birthHint)}${fieldError(words, id, error)}<div class="field-row">
${names.map((name, part) => shortField(name, labels[part] ?? '', { value: form.values[name] ?? '', described, isYear: part === 2, isInvalid: Boolean(error) }))}</div>
</fieldset>`
}

function shortField(
  name: string,
  label: string,
  more: { value: string; described: string | undefined; isYear: boolean; isInvalid: boolean },
): Html {
  const id = fieldId(name)
  const size = more.isYear ? 4 : 2
  return html`<div class="field"><label class="field-label" for="${id}">${label}</label><input class="field-input field-${size}" id="${id}" name="${name}" value="${more.value}" inputmode="numeric" autocomplete="off" maxlength="${size}"${attribute('aria-describedby', more.described)}${more.isInvalid && html` aria-invalid="true"`}></div>
`
}
