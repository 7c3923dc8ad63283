import { type Html, html, type Printable } from '../html.ts'
import type { Words } from '../words/words.ts'
import { describedBy, fieldId } from './form.ts'
import { icon } from './icons.ts'

export type TextField = {
  readonly name: string
  readonly label: Printable
  readonly value: string
  readonly hint?: Printable
  readonly error?: string | undefined
  readonly optional?: boolean
  readonly type?: 'text' | 'tel' | 'email' | 'password' | 'search' | 'date'
  readonly inputmode?: 'numeric' | 'tel' | 'email'
  readonly autocomplete?: string
  /** Characters that the width suggests; full width without it. */
  readonly width?: 2 | 4 | 10
  readonly maxlength?: number
  readonly required?: boolean
}

/** A labelled input: label, hint, error, control, in that order. */
export function textField(words: Words, field: TextField): Html {
  const id = fieldId(field.name)
  return html`<div class="${field.error ? 'field field-is-invalid' : 'field'}">
<label class="field-label" for="${id}">${field.label}${field.optional && html` <span class="field-optional">${words.questionnaire.optional}</span>`}</label>
${fieldHint(id, field.hint)}${fieldError(words, id, field.error)}${input(id, field)}
</div>`
}

/** The hint of a control, or nothing. */
export function fieldHint(id: string, hint: Printable): Html | false {
  return hint ? html`<p class="field-hint" id="${id}-aide">${hint}</p>` : false
}

/** The sentence that says how to mend a control, or nothing. */
export function fieldError(words: Words, id: string, error: string | undefined): Html | false {
  if (!error) return false
  return html`<p class="field-error" id="${id}-erreur">${icon('alert')}<span><span class="visually-hidden">${words.fields.flag}</span>${error}</span></p>`
}

/** `name="value"`, preceded by a space, or nothing when the value is missing. */
export function attribute(name: string, value: string | number | undefined): Html | false {
  return value === undefined ? false : html` ${name}="${value}"`
}

function input(id: string, field: TextField): Html {
  const width = field.width ? ` field-${field.width}` : ''
  const described = describedBy(id, field.hint, field.error)
  return html`<input class="field-input${width}" id="${id}" name="${field.name}" type="${field.type ?? 'text'}" value="${field.value}"${attribute('autocomplete', field.autocomplete)}${attribute('inputmode', field.inputmode)}${attribute('maxlength', field.maxlength)}${attribute('aria-describedby', described)}${field.error && html` aria-invalid="true"`}${field.type === 'email' && html` spellcheck="false"`}${field.required && html` required`}>`
}
