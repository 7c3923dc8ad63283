import { type Html, html, type Printable, raw } from '../html.ts'

const art = raw(
  '<svg class="empty-art" viewBox="0 0 112 48" aria-hidden="true" focusable="false">' +
    '<path class="art-dash" d="M36 24h40"/><circle class="mark-person" cx="20" cy="24" r="13"/>' +
    '<circle class="mark-doctor" cx="92" cy="24" r="12"/></svg>',
)

/** Why it is empty, and what to do next. */
export function empty(title: string, next: Printable): Html {
  return html`<div class="empty">${art}<h2>${title}</h2><p class="soft">${next}</p></div>`
}
