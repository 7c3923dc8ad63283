import { type Html, html } from '../html.ts'
import type { Words } from '../words/words.ts'
import { attribute, fieldError, fieldHint, type TextField } from './field.ts'
import { describedBy, fieldId } from './form.ts'

type TextArea = Pick<TextField, 'name' | 'label' | 'value' | 'hint' | 'error'> & {
  readonly rows: number
  readonly isReadOnly?: boolean
}

/** A labelled text of several lines: label, hint, error, control, in that order. */
export function textArea(words: Words, area: TextArea): Html {
  const { name, label, value, hint, error, rows, isReadOnly } = area
  const id = fieldId(name)
  const described = attribute('aria-describedby', describedBy(id, hint, error))
  return html`<div class="${error ? 'field field-is-invalid' : 'field'}">
<label class="field-label" for="${id}">${label}</label>
${fieldHint(id, hint)}${fieldError(words, id, error)}<textarea class="field-input" id="${id}" name="${name}" rows="${rows}"${described}${error && html` aria-invalid="true"`}${isReadOnly && html` readonly`}>
${value}</textarea>
</div>`
}
