import { type Html, html, type Printable } from '../html.ts'
import type { Words } from '../words/words.ts'
import { attribute, fieldError, fieldHint } from './field.ts'
import { describedBy, fieldId } from './form.ts'

export type TextArea = {
  readonly name: string
  readonly label: Printable
  readonly value: string
  readonly hint?: Printable | undefined
  readonly error?: string | undefined
  readonly optional?: boolean
  readonly isReadOnly?: boolean | undefined
  readonly maxlength?: number
  readonly rows?: number
  /** Identifier, where the page holds several of that name. */
  readonly id?: string
}

/** A labelled text of several lines: label, hint, error, control, in that order. */
export function textArea(words: Words, field: TextArea): Html {
  const { name, label, value, hint, error, rows = 4, maxlength } = field
  const id = field.id ?? fieldId(name)
  const attributes = html`${attribute('maxlength', maxlength)}${attribute('aria-describedby', describedBy(id, hint, error))}${error && html` aria-invalid="true"`}${field.isReadOnly && html` readonly`}`
  return html`<div class="${error ? 'field field-is-invalid' : 'field'}">
<label class="field-label" for="${id}">${label}${field.optional && html` <span class="field-optional">${words.questionnaire.optional}</span>`}</label>
${fieldHint(id, hint)}${fieldError(words, id, error)}<textarea class="field-input" id="${id}" name="${name}" rows="${rows}"${attributes}>
${value}</textarea>
</div>`
}
