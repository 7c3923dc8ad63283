import { icon } from '../../components/icons.ts'
import type { Site } from '../../components/layout.ts'
import { type Html, html } from '../../html.ts'
import { phoneHref, phoneText } from '../../words/phone.ts'
import type { Words } from '../../words/words.ts'
import type { FollowView, Relay } from './follow.ts'

/** Who helps those who live outside the territory: never a dead end. Nothing for the others. */
export function relaySection(site: Site, words: Words, view: FollowView): Html | false {
  if (view.state.status !== 'outside') return false
  const relay = relayOf(site, words, view)
  return html`${relay && relayCard(words, relay)}${notRight(site, words)}`
}

/** Whom to reach: the other team, else the coordinator; null when neither is known. */
export function relayOf(site: Site, words: Words, { state }: FollowView): Relay | null {
  return (state.status === 'outside' && state.relay) || coordinatorOf(site, words)
}

function relayCard(words: Words, relay: Relay): Html {
  const call = relay.phone
    ? html`<p><a class="button button-wide" href="${phoneHref(relay.phone)}">${icon('phone')} ${phoneText(relay.phone)}</a></p>`
    : false
  return html`<section class="card stack" aria-labelledby="relais"><h2 id="relais">${relay.name}</h2>
${relay.text && html`<p>${relay.text}</p>`}${call}
${relay.email && html`<p class="soft">${call && `${words.follow.relay.or} `}<a href="mailto:${relay.email}">${relay.email}</a></p>`}
${relay.url && html`<p><a href="${relay.url}" rel="noreferrer">${relay.url.replace(/^https?:\/\//, '')}</a></p>`}</section>`
}

/** The territory's own coordinator, when no other team is known. */
function coordinatorOf({ territory }: Site, words: Words): Relay | null {
  if (!territory) return null
  const { contactName: name, contactPhone: phone } = territory
  return { name, phone, text: words.follow.relay.fallback, email: null, url: null }
}

function notRight({ territory }: Site, words: Words): Html | false {
  if (!territory) return false
  const { relay } = words.follow
  return html`<section class="stack stack-s" aria-labelledby="adresse-autre"><h2 id="adresse-autre">${relay.notRightHeading}</h2>
<p>${relay.notRight} <a class="nowrap" href="${phoneHref(territory.contactPhone)}">${phoneText(territory.contactPhone)}</a>${relay.notRightEnd}</p></section>`
}
