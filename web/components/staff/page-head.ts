import { type Html, html, type Printable } from '../../html.ts'
import { icon } from '../icons.ts'

type PageHead = {
  readonly title: string
  readonly tags?: Printable
  readonly soft?: Printable
  readonly actions?: Printable
}

/** Title of a staff page, a finding when it can be one, with what one can do at its end. */
export function pageHead({ title, tags, soft, actions }: PageHead): Html {
  return html`<div class="page-head"><div><div class="page-head-title"><h1>${title}</h1>${tags}</div>${
    soft && html`<p class="soft">${soft}</p>`
  }</div>${actions && html`<div class="actions">${actions}</div>`}</div>`
}

/** A section of its own, named by its title. */
export function card(id: string, title: string, body: Printable): Html {
  return html`<section class="card stack" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${body}</section>`
}

/** What is done now and then, folded away until asked for; opened by the server when it holds an error. */
export function fold(title: string, body: Printable, isOpen = false): Html {
  return html`<details class="disclosure card"${isOpen && html` open`}><summary>${title}</summary><div class="stack fold-body">${body}</div></details>`
}

/** Prints the page; shown by the island only, since nothing else can print. */
export function printButton(label: string): Html {
  return html`<button class="button button-secondary no-print" type="button" data-island="print" hidden>${icon('print')}${label}</button>`
}
