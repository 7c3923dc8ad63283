import { layout, type Site } from '../../components/layout.ts'
import { type Html, html } from '../../html.ts'
import { phoneHref, phoneText } from '../../words/phone.ts'
import { wordsFor } from '../../words/words.ts'

export type ErrorView = Site & {
  readonly status: number
  readonly title: string
  readonly text: string
  /** To give on the phone; for what went wrong on our side only. */
  readonly reference?: string
}

/** What could not be done, and what to do next. Never a stack nor a technical word. */
export function errorPage(view: ErrorView): Html {
  const words = wordsFor(view.lang).publicPages.error
  const { territory } = view
  return layout({
    ...view,
    variant: 'patient',
    body: html`<div class="stack" data-status="${view.status}"><h1>${view.title}</h1><p class="lede">${view.text}</p>
${view.reference && html`<p>${words.reference}<span class="nowrap" data-reference="${view.reference}">${view.reference}</span></p>`}
${territory && html`<p>${words.callHeading} <a class="nowrap" href="${phoneHref(territory.contactPhone)}">${phoneText(territory.contactPhone)}</a></p>`}
<p><a class="button button-secondary" href="${territory ? `/t/${territory.slug}/questionnaire` : '/questionnaire'}">${words.home}</a></p></div>`,
  })
}
