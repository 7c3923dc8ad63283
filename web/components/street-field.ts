import { type Html, html } from '../html.ts'
import type { Words } from '../words/words.ts'
import { fieldError, fieldHint, type TextField } from './field.ts'
import { describedBy } from './form.ts'

type StreetField = Required<Pick<TextField, 'label' | 'hint' | 'value' | 'autocomplete'>> & {
  readonly error: string | undefined
}

/** Number and street, sent as `adresse`. The list of suggestions is added inside `.combobox` by the island. */
export function streetField(
  words: Words,
  { label, hint, value, autocomplete, error }: StreetField,
): Html {
  return html`<div class="${error ? 'field field-is-invalid' : 'field'}">
<label class="field-label" for="adresse">${label}</label>
${fieldHint('adresse', hint)}${fieldError(words, 'adresse', error)}<div class="combobox"><input class="field-input" id="adresse" name="adresse" type="text" value="${value}" autocomplete="${autocomplete}" aria-describedby="${describedBy('adresse', hint, error)}"${error && html` aria-invalid="true"`}></div>
</div>`
}
