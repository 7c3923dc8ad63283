import { card } from '../../components/staff/page-head.ts'
import { messageTag } from '../../components/staff/tags.ts'
import { type Html, html } from '../../html.ts'
import { phoneHref, phoneText } from '../../words/phone.ts'
import { channelLabels, channelNames } from './labels.ts'
import type { GivenList, RequestMessage } from './request-view.ts'

/** The list that the household holds, and what they said of each doctor. */
export function givenList({ when, channel, doctors }: GivenList): Html {
  return card(
    'transmise',
    'Liste transmise',
    html`<p class="soft">${when}, par ${channelNames[channel]}</p>
<ul class="pick-list pick-list-wrap">${doctors.map(
      ({ name, practice, phone, said }) =>
        html`<li><span><strong>${name}</strong><br><span class="soft small">${practice}${said && ` · ${said}`}</span></span>${phone && html`<a class="nowrap" href="${phoneHref(phone)}">${phoneText(phone)}</a>`}</li>`,
    )}</ul>`,
  )
}

/** Every message of this request, with the provider's reason when one failed. */
export function requestMessages(messages: readonly RequestMessage[]): Html | false {
  if (messages.length === 0) return false
  return card(
    'envois',
    'Envois',
    html`<ul class="pick-list pick-list-wrap">${messages.map(
      ({ channel, when, status, reason }) =>
        html`<li data-message-status="${status}"><span><strong>${channelLabels[channel]}</strong>, ${when}${reason && html`<br><span class="soft small">${reason}</span>`}</span>${messageTag(status)}</li>`,
    )}</ul><p><a href="/coordination/envois">Tous les envois</a></p>`,
  )
}
