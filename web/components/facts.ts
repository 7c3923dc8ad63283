import { type Html, html, type Printable } from '../html.ts'

/** What is known, at most eight facts: label above, value below. Facts without a value are left out. */
export function facts(entries: readonly (readonly [label: string, value: Printable])[]): Html {
  return html`<dl class="facts">${entries
    .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
    .map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`
}
