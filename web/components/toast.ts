import { type Html, html } from '../html.ts'

export type Undo = { readonly action: string; readonly label: string; readonly fields: Html }

/** What was just done, with a way back while it is possible. Never for errors. */
export function toast(text: string, undo?: Undo): Html {
  return html`<div class="toast" role="status"><p>${text}</p>${
    undo &&
    html`<form method="post" action="${undo.action}">${undo.fields}<button class="toast-undo" type="submit">${undo.label}</button></form>`
  }</div>`
}
