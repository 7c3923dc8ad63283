import { backLink, hidden } from '../../components/button.ts'
import { layout, type Site } from '../../components/layout.ts'
import { notice } from '../../components/notice.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'

export type EraseView = {
  readonly action: string
  readonly key: string
  readonly backHref: string
  /** Where everything can be read, and kept, first. */
  readonly fileHref: string
}

/** Says what goes and what stays before anything is erased. Only the button acts. */
export function erasePage(site: Site, view: EraseView): Html {
  const { ownFile, follow } = wordsFor(site.lang)
  const { erase } = ownFile
  const asked = follow.confirm.erase
  return layout({
    ...site,
    title: asked.heading,
    variant: 'patient',
    body: html`${backLink(view.backHref, follow.confirm.cancel)}
<form class="stack stack-l" method="post" action="${view.action}">${hidden('cle', view.key)}
<div class="stack stack-s"><h1>${asked.heading}</h1><p>${asked.text}</p></div>
${list('efface', erase.goesHeading, erase.goes)}
${list('reste', erase.staysHeading, erase.stays)}
<p>${erase.doctor}</p>
<p>${erase.keep} <a href="${view.fileHref}">${erase.keepLink}</a>.</p>
${notice('warn', html`<strong>${erase.final}</strong>`)}
<div class="actions actions-wide"><button class="button button-danger" type="submit">${asked.button}</button></div>
</form>`,
  })
}

/** Shown once, in answer to the button: no link leads here any more. */
export function erasedPage(site: Site, { reference }: { readonly reference: string }): Html {
  const { done } = wordsFor(site.lang).ownFile.erase
  return layout({
    ...site,
    title: done.title,
    variant: 'patient',
    body: html`<div class="stack"><h1>${done.heading}</h1><p role="status">${done.text(reference)}</p><p>${done.again}</p></div>`,
  })
}

function list(id: string, heading: string, items: readonly string[]): Html {
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></section>`
}
