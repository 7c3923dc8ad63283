import { backLink, hidden } from '../../components/button.ts'
import { layout, type Site } from '../../components/layout.ts'
import { notice } from '../../components/notice.ts'
import { type Html, html } from '../../html.ts'
import { phoneHref, phoneText } from '../../words/phone.ts'
import type { PageSeal } from './doctor-view.ts'

type DoctorPage = {
  readonly title: string
  readonly body: Html
  /** Whose link it is; null on a page that must not say. */
  readonly name: string | null
  readonly hasErrors?: boolean
}

/** A page behind a doctor's link: one column, and whose link it is at its end. */
export function doctorPage(site: Site, { name, body, ...page }: DoctorPage): Html {
  return layout({
    ...site,
    ...page,
    variant: 'doctor',
    body: html`${body}${name && ownLink(site, name)}`,
  })
}

/** Hidden values of every form of the page. */
export function pageSeal({ key, version, taken }: PageSeal): Html {
  return html`${hidden('cle', key)}${hidden('version', String(version))}${hidden('pris', taken)}`
}

/** « Retour », to the page of the link. */
export function backToPage(path: string): Html {
  return backLink(path, 'Mes disponibilités')
}

/** Who to call, as a sentence; nothing where no territory may be named. */
export function whoToCall({ territory }: Site): Html | false {
  if (!territory) return false
  return html`${territory.contactName}, <a class="nowrap" href="${phoneHref(territory.contactPhone)}">${phoneText(territory.contactPhone)}</a>`
}

function ownLink(site: Site, name: string): Html {
  const call = whoToCall(site)
  return html`<div class="doctor-more">${notice('plain', html`Lien personnel du ${name}. Ne le transmettez pas.${call && html` Une question ? ${call}.`}`, 'lock')}</div>`
}
