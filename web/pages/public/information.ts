import { layout, type Site } from '../../components/layout.ts'
import { type Html, html } from '../../html.ts'
import { phoneHref, phoneText } from '../../words/phone.ts'
import { type Words, wordsFor } from '../../words/words.ts'

/** What the running configuration does with answers: the notice says that, and nothing else. */
export type InformationView = {
  readonly geocoder: { readonly engine: 'auto' | 'service' | 'offline'; readonly host: string }
  /** Host of the mail server; null when no mail leaves. */
  readonly mailHost: string | null
  /** Account that tells a doctor who the household that agreed is; null: nobody is told so. */
  readonly secureMailHost: string | null
  /** Name of the SMS provider; null when no SMS leaves. */
  readonly smsProvider: string | null
  /** Host of the map background; null when the map draws contours only. */
  readonly tilesHost: string | null
  readonly routingHost: string | null
  /** One row per class of data, ready to read. */
  readonly retention: readonly { readonly what: string; readonly howLong: string }[]
  /** Width of a distance band in kilometres, ready to read: « 0,5 ». */
  readonly bandKm: string
  /** Mail of the data protection officer, or of the coordinator. */
  readonly dpoEmail: string | null
}

/** Rule 12 of server/README.md: the information notice, from the active configuration. */
export function informationPage(site: Site, view: InformationView): Html {
  const words = wordsFor(site.lang)
  const { information } = words.publicPages
  const territory = site.territory?.name ?? words.site.product
  return layout({
    ...site,
    title: information.title,
    variant: 'patient',
    body: html`<div class="prose"><h1>${information.heading}</h1><p class="lede">${information.lede}</p>
<h2>${information.why.heading}</h2><p>${information.why.text(territory)}</p><p>${information.why.optional}</p>
<h2>${information.what.heading}</h2>${list(information.what.items)}<p>${information.what.never}</p>
<h2>${information.who.heading}</h2><p>${information.who.coordinator(territory)}</p><p>${information.who.doctors}</p><p>${information.who.nobody}</p>
${services(words, view)}${retention(words, view)}${rules(words, view)}${rights(site, words, view)}</div>`,
  })
}

function services(words: Words, view: InformationView): Html {
  const { services: said } = words.publicPages.information
  const geocoder = {
    auto: said.geocoderAuto(view.geocoder.host),
    service: said.geocoderService(view.geocoder.host),
    offline: said.geocoderOffline,
  }[view.geocoder.engine]
  const messages = [
    view.mailHost && said.mail(view.mailHost),
    view.smsProvider && said.sms(view.smsProvider),
  ].filter((line): line is string => Boolean(line))
  const sent = messages.length > 0 ? [...messages, said.messages] : [said.noMessages]
  const secure = view.secureMailHost ? [said.secureMail(view.secureMailHost)] : []
  const map = view.tilesHost ? [said.map(view.tilesHost)] : []
  const routing = view.routingHost ? [said.routing(view.routingHost)] : []
  return html`<h2>${said.heading}</h2>${list([geocoder, sent.join(' '), ...secure, ...map, ...routing, said.noTracker])}`
}

function retention(words: Words, view: InformationView): Html {
  const { retention: said } = words.publicPages.information
  return html`<h2 id="duree">${said.heading}</h2>
<table><caption class="visually-hidden">${said.caption}</caption><thead><tr><th scope="col">${said.what}</th><th scope="col">${said.howLong}</th></tr></thead>
<tbody>${view.retention.map((row) => html`<tr><td>${row.what}</td><td>${row.howLong}</td></tr>`)}</tbody></table>`
}

function rules(words: Words, view: InformationView): Html {
  const { need, ranking } = words.publicPages.information
  return html`<h2 id="besoin">${need.heading}</h2><p>${need.intro}</p>${list(need.items)}<p>${need.household}</p>
<h2 id="classement">${ranking.heading}</h2><p>${ranking.eligible}</p><p>${ranking.order(view.bandKm)}</p><p>${ranking.paid}</p>`
}

function rights({ territory }: Site, words: Words, view: InformationView): Html {
  const said = words.publicPages.information.rights
  const phone = territory?.contactPhone
  return html`<h2 id="droits">${said.heading}</h2><p>${said.text}${phone && html` <a class="nowrap" href="${phoneHref(phone)}">${phoneText(phone)}</a>.`}</p>
${view.dpoEmail && html`<p>${said.dpo}<a href="mailto:${view.dpoEmail}">${view.dpoEmail}</a></p>`}
<p>${said.authority}<a href="https://www.cnil.fr/fr/plaintes" rel="noreferrer">cnil.fr</a></p>`
}

function list(items: readonly string[]): Html {
  return html`<ul>${items.map((item) => html`<li>${item}</li>`)}</ul>`
}
