import { type Html, html } from '../../html.ts'

type Options = readonly (readonly [value: string, words: string])[]
type FilterChoices = {
  readonly value: string
  readonly options?: Options
  readonly groups?: readonly { readonly label: string; readonly options: Options }[]
}

/** A list to filter with; an empty value keeps everything. */
export function filterSelect(
  name: string,
  label: string,
  { value, options = [], groups = [] }: FilterChoices,
): Html {
  return html`<div class="field"><label class="field-label" for="${name}">${label}</label><select class="field-input" id="${name}" name="${name}">${optionsOf(options, value)}${groups.map(
    (group) => html`<optgroup label="${group.label}">${optionsOf(group.options, value)}</optgroup>`,
  )}</select></div>`
}

/** The search of a list, which `/` reaches. */
export function filterSearch(label: string, value: string): Html {
  return html`<div class="field"><label class="field-label" for="q">${label}</label><input class="field-input" id="q" name="q" type="search" value="${value}" autocomplete="off" data-key="/"></div>`
}

export function filterButton(): Html {
  return html`<div><button class="button button-secondary" type="submit">Appliquer</button></div>`
}

function optionsOf(options: Options, chosen: string): Html[] {
  return options.map(
    ([value, words]) =>
      html`<option value="${value}"${value === chosen && html` selected`}>${words}</option>`,
  )
}
