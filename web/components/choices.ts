import { type Html, html, type Printable } from '../html.ts'
import type { Words } from '../words/words.ts'
import { attribute, fieldError, fieldHint } from './field.ts'
import { describedBy, fieldId } from './form.ts'

export type Choice = {
  readonly value: string
  readonly label: string
  readonly note?: string | undefined
}

export type Choices = {
  readonly name: string
  readonly legend: Printable
  readonly options: readonly Choice[]
  readonly value: string
  readonly hint?: Printable
  readonly error?: string | undefined
  readonly optional?: boolean
  /** `pair`: yes and no side by side. `inline`: two columns where there is room. */
  readonly shape?: 'pair' | 'inline'
}

/** One answer among a few: the whole line is the target. The first answer takes the identifier of the field. */
export function choices(words: Words, field: Choices): Html {
  const id = fieldId(field.name)
  const shape = field.shape ? ` choices-${field.shape}` : ''
  return html`<fieldset class="${field.error ? 'field-is-invalid' : 'field'}"${attribute('aria-describedby', describedBy(id, field.hint, field.error))}>
<legend class="field-legend">${field.legend}${field.optional && html` <span class="field-optional">${words.questionnaire.optional}</span>`}</legend>
${fieldHint(id, field.hint)}${fieldError(words, id, field.error)}<div class="choices${shape}">
${field.options.map((option, index) => radio(field, option, index === 0 ? id : `${id}-${option.value}`))}</div>
</fieldset>`
}

/** One box to tick, sent as `oui`; left empty, the `non` that follows is the first value of that name. */
export function checkbox(name: string, label: string, checked: boolean): Html {
  const id = fieldId(name)
  return html`<div class="choice"><input class="choice-input" type="checkbox" name="${name}" id="${id}" value="oui"${checked && html` checked`}><label class="choice-label" for="${id}">${label}</label><input type="hidden" name="${name}" value="non"></div>`
}

/** A list to choose from, when the answers are too many to be read at once. */
export function select(words: Words, field: Omit<Choices, 'shape'>): Html {
  const id = fieldId(field.name)
  return html`<div class="${field.error ? 'field field-is-invalid' : 'field'}">
<label class="field-label" for="${id}">${field.legend}</label>
${fieldHint(id, field.hint)}${fieldError(words, id, field.error)}<select class="field-input" id="${id}" name="${field.name}"${attribute('aria-describedby', describedBy(id, field.hint, field.error))}>
${field.options.map((option) => html`<option value="${option.value}"${option.value === field.value && html` selected`}>${option.label}</option>`)}
</select></div>`
}

/** Answers in the order of `values`, with the words of `labels`. */
export function choicesOf<Value extends string>(
  values: readonly Value[],
  labels: Readonly<Record<Value, string>>,
): readonly Choice[] {
  return values.map((value) => ({ value, label: labels[value] }))
}

function radio(field: Choices, option: Choice, id: string): Html {
  const checked = option.value === field.value && html` checked`
  return html`<div class="choice"><input class="choice-input" type="radio" name="${field.name}" id="${id}" value="${option.value}"${checked}><label class="choice-label" for="${id}">${option.label}${option.note && html` <span class="choice-note">${option.note}</span>`}</label></div>
`
}
