import { type Html, html, type Printable } from '../html.ts'
import { icon } from './icons.ts'

/** The one filled button of a page: the next step. */
export function nextButton(label: Printable): Html {
  return html`<div class="actions actions-wide"><button class="button" type="submit">${label} ${icon('arrow-right')}</button></div>`
}

/** « Étape précédente », above the title. */
export function backLink(href: string, label: string): Html {
  return html`<a class="back-link" href="${href}">${icon('arrow-left')}${label}</a>`
}

/** A hidden value of a form. */
export function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`
}
