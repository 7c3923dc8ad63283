import { backLink } from '../../components/button.ts'
import { notice } from '../../components/notice.ts'
import { type StaffSite, seal, staffPage } from '../../components/staff/frame.ts'
import { pageHead } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import { requestHref } from './request-view.ts'

export type StaffEraseView = {
  readonly id: string
  readonly name: string
  readonly reference: string
  readonly seal: { readonly key: string; readonly version: number }
}

/** What goes and what stays, to be read to the household on the phone before the one press. */
export function staffErasePage(site: StaffSite, view: StaffEraseView): Html {
  const { erase } = wordsFor('fr').ownFile
  const title = `Effacer les données de ${view.name} ?`
  return staffPage(site, {
    title,
    section: 'demandes',
    body: html`${backLink(requestHref(view.id), 'Revenir à la demande')}
${pageHead({ title, soft: html`<span class="nowrap">${view.reference}</span>` })}
<form class="stack" method="post" action="${requestHref(view.id)}/effacement">${seal(view.seal)}
<p>Le foyer le demande : lisez-lui ce qui suit, puis effacez. Rappelez-le d’abord si vous doutez de qui parle.</p>
${list(erase.goesHeading, erase.goes)}${list(erase.staysHeading, erase.stays)}
${notice('warn', html`<strong>${erase.final}</strong>`)}
<p><button class="button button-danger" type="submit">Effacer les données du foyer</button></p></form>`,
  })
}

function list(heading: string, items: readonly string[]): Html {
  return html`<section><h2>${heading}</h2><ul>${items.map((item) => html`<li>${item}</li>`)}</ul></section>`
}
