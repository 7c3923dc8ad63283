import { type Html, html } from '../../html.ts'
import { icon } from '../icons.ts'

/** Where one is in a long list: rows `from` to `to` of `total`, page `current` of `last`, all counted from 1. */
export type PageOf = {
  readonly from: number
  readonly to: number
  readonly total: number
  readonly current: number
  readonly last: number
}

/** Previous and next page; nothing when everything is on one. */
export function pager(page: PageOf, hrefOf: (page: number) => string): Html | false {
  if (page.last <= 1) return false
  return html`<nav class="pager" aria-label="Pages"><p class="soft small">${page.from} à ${page.to} sur ${page.total}</p>
<p class="actions">${page.current > 1 && html`<a class="button button-quiet" href="${hrefOf(page.current - 1)}">${icon('arrow-left')}Page précédente</a>`}<span class="soft small">Page ${page.current} sur ${page.last}</span>${page.current < page.last && html`<a class="button button-quiet" href="${hrefOf(page.current + 1)}">Page suivante ${icon('arrow-right')}</a>`}</p></nav>`
}
