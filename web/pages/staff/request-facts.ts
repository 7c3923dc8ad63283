import { facts } from '../../components/facts.ts'
import { chosenKmText, count } from '../../components/staff/figures.ts'
import { seal } from '../../components/staff/frame.ts'
import { verdictTag } from '../../components/staff/tags.ts'
import { type Html, html } from '../../html.ts'
import { phoneHref, phoneText } from '../../words/phone.ts'
import { channelNames, precisionLabels } from './labels.ts'
import { type RequestView, requestHref } from './request-view.ts'

/** What is known of the household, with the marks that identify the request. */
export function requestFacts(view: RequestView, mayWrite: boolean): Html {
  const { facts: known, home } = view
  const date = view.nextStep?.date && html` data-next-step-date="${view.nextStep.date}"`
  return html`<div class="card" data-reference="${view.reference}" data-status="${view.status}"${date}>${facts(
    [
      ['Foyer', known.members.map(member)],
      ...(known.wishes.length > 0
        ? [
            [
              'Souhaits',
              known.wishes.map((wish) => html`<span class="fact-line">${wish}</span>`),
            ] as const,
          ]
        : []),
      ['Adresse', address(home)],
      ['Distance choisie', `${chosenKmText(known.maxKm)} au plus`],
      [
        `Nouvelles par : ${channelNames[known.channel]}`,
        html`${contact(view)}${smsStopped(view, mayWrite)}`,
      ],
      [
        'Attente',
        html`${count(known.waiting.days, 'jour')}<br><span class="soft small">depuis le ${known.waiting.since}</span>`,
      ],
    ],
  )}</div>`
}

function member({ label, needs }: RequestView['facts']['members'][number]): Html {
  return html`<span class="fact-line">${label}${needs.length > 0 && html` <span class="soft small">${needs.join(', ')}</span>`}</span>`
}

function address({ typed, label, precision, verdict }: RequestView['home']): Html {
  const isChanged = label && sameWords(label) !== sameWords(typed)
  return html`${label ?? typed}${isChanged && html`<br><span class="soft small">écrit : ${typed}</span>`}${precision && html`<br><span class="soft small">Placé ${precisionLabels[precision].toLowerCase()}</span>`}${verdict && html`<br>${verdictTag(verdict)}`}`
}

/** Capitals and punctuation make no other address. */
function sameWords(address: string): string {
  return address.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')
}

function contact({ facts: { phone, email, canOpenLink } }: RequestView): Html {
  return html`${phone && html`<a class="fact-line" href="${phoneHref(phone)}">${phoneText(phone)}</a>`}${email && html`<span class="fact-line">${email}</span>`}${!phone && !email && 'ni téléphone ni mail'}${phone && !canOpenLink && html`<span class="soft small">n’ouvre pas de lien sur son téléphone</span>`}`
}

const STOPPED = {
  household: { why: 'ne veut plus de SMS', press: 'Il veut bien des SMS de nouveau' },
  provider: {
    why: 'a répondu STOP : il doit d’abord répondre START',
    press: 'Il a répondu START',
  },
}

/** Since when it wants no SMS, and why; the word of the household on the phone ends it. */
function smsStopped({ id, seal: sealed, facts }: RequestView, mayWrite: boolean): Html | false {
  if (!facts.smsStopped) return false
  const { since, by } = facts.smsStopped
  const { why, press } = STOPPED[by]
  return html`<span class="fact-line soft small">Depuis le ${since}, ${why}.</span>${mayWrite && html`<form method="post" action="${requestHref(id)}/sms">${seal(sealed)}<button class="button button-quiet" type="submit">${press}</button></form>`}`
}
