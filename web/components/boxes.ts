import { type Html, html } from '../html.ts'
import { fieldHint } from './field.ts'
import { describedBy, fieldId } from './form.ts'

export type Boxes = {
  readonly name: string
  readonly legend: string
  readonly hint?: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  /** Values ticked. */
  readonly ticked: readonly string[]
}

/** Any number of answers among several, in columns; each box ticked is one value of the name. */
export function boxes({ name, legend, hint, options, ticked }: Boxes): Html {
  const id = fieldId(name)
  const described = describedBy(id, hint, undefined)
  return html`<fieldset class="field"${described && html` aria-describedby="${described}"`}><legend class="field-legend">${legend}</legend>${fieldHint(id, hint)}
<div class="choices choices-inline">${options.map(({ value, label }) => html`<div class="choice"><input class="choice-input" type="checkbox" name="${name}" id="${id}-${value}" value="${value}"${ticked.includes(value) && html` checked`}><label class="choice-label" for="${id}-${value}">${label}</label></div>\n`)}</div></fieldset>`
}
