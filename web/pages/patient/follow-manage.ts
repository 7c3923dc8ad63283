import { backLink, hidden } from '../../components/button.ts'
import { choices } from '../../components/choices.ts'
import { errorSummary } from '../../components/error-summary.ts'
import type { Errors } from '../../components/form.ts'
import { type IconName, icon } from '../../components/icons.ts'
import { layout, type Site } from '../../components/layout.ts'
import { type Html, html } from '../../html.ts'
import { pauseMonths } from '../../words/options.ts'
import { type Words, wordsFor } from '../../words/words.ts'
import type { FollowView, ManageKind } from './follow.ts'

const signs: Record<ManageKind, IconName> = {
  renounce: 'cross',
  correct: 'pencil',
  pause: 'pause',
  withdraw: 'cross',
  erase: 'cross',
  access: 'info',
}

/** What the patient may do with the request, as the view allows. */
export function manageSection(words: Words, { manage }: FollowView): Html | false {
  if (manage.length === 0) return false
  const labels = words.follow.manage
  return html`<section class="no-print" aria-labelledby="gerer"><h2 id="gerer">${labels.heading}</h2>
<ul class="follow-manage">${manage.map(({ kind, href }) => html`<li><a href="${href}">${labels[kind]} ${icon(signs[kind])}</a></li>`)}</ul></section>`
}

export type ConfirmView = {
  readonly kind: 'withdraw' | 'erase' | 'pause' | 'renounce'
  /** Where the form is sent; `duree` (months) with it for a pause. */
  readonly action: string
  readonly key: string
  readonly backHref: string
  readonly errors: Errors
}

/** Asks once more before something that stops the search. Only the button acts. */
export function confirmPage(site: Site, view: ConfirmView): Html {
  const words = wordsFor(site.lang)
  const asked = words.follow.confirm[view.kind]
  const kind = view.kind === 'pause' ? '' : ' button-danger'
  return layout({
    ...site,
    title: asked.heading,
    variant: 'patient',
    hasErrors: Object.keys(view.errors).length > 0,
    body: html`${errorSummary(words, view.errors)}
${backLink(view.backHref, words.follow.confirm.cancel)}
<form class="stack" method="post" action="${view.action}">${hidden('cle', view.key)}
<h1>${asked.heading}</h1><p>${asked.text}</p>
${view.kind === 'pause' && pauseLength(words, view.errors)}
<div class="actions actions-wide"><button class="button${kind}" type="submit">${asked.button}</button>${view.kind === 'withdraw' && html`<button class="button button-secondary" type="submit" name="raison" value="trouve">${words.follow.confirm.withdraw.found}</button>`}</div>
</form>`,
  })
}

function pauseLength(words: Words, errors: Errors): Html {
  const { legend, months } = words.follow.confirm.pause
  return choices(words, {
    name: 'duree',
    legend,
    value: '',
    error: errors.duree,
    options: pauseMonths.map((count) => ({ value: count, label: months(count) })),
  })
}
