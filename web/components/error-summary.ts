import { type Html, html } from '../html.ts'
import type { Words } from '../words/words.ts'
import { type Errors, fieldId } from './form.ts'
import { icon } from './icons.ts'

/**
 * First thing in the page when something must be mended: one link per field, in the order of `errors`.
 * The same sentence for several parts of one field is said once. Nothing when there is no error.
 */
export function errorSummary(
  words: Words,
  errors: Errors,
  hrefOf: (name: string) => string = (name) => `#${fieldId(name)}`,
): Html | false {
  const entries = Object.entries(errors).filter(isFirstOfGroup)
  if (entries.length === 0) return false
  return html`<div class="error-summary" role="alert" aria-labelledby="erreurs" tabindex="-1" autofocus data-island="errors">
<h2 class="error-summary-title" id="erreurs">${icon('alert')}${words.fields.summary(entries.length)}</h2>
<ul class="error-summary-list">${entries.map(([name, error]) => html`<li><a href="${hrefOf(name)}">${error}</a></li>`)}</ul>
</div>`
}

function isFirstOfGroup(
  entry: [string, string],
  index: number,
  all: readonly [string, string][],
): boolean {
  const same = ([name, error]: [string, string]) =>
    groupOf(name) === groupOf(entry[0]) && error === entry[1]
  return all.findIndex(same) === index
}

/** The three parts of a date of birth are one field to the reader. */
function groupOf(name: string): string {
  return name.replace(/_(jour|mois|annee)\]$/, ']')
}
