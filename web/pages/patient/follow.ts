import type { CloseReason } from '../../../server/orientation/rules.ts'
import type { NamedDoctor } from '../../components/doctor-card.ts'
import { layout, type Site } from '../../components/layout.ts'
import { notice } from '../../components/notice.ts'
import { type Html, html, type Printable } from '../../html.ts'
import { type IsoDay, longDay, shortDay } from '../../words/dates.ts'
import type { outcomes } from '../../words/options.ts'
import { phoneHref, phoneText } from '../../words/phone.ts'
import { type Words, wordsFor } from '../../words/words.ts'
import { manageSection } from './follow-manage.ts'
import { followNext } from './follow-next.ts'
import { outcomeSection } from './outcome.ts'
import { pausedSection, restsUntil } from './paused.ts'
import { relaySection } from './relay.ts'
import { shortlistSection } from './shortlist.ts'
import { isAskedWider, solutionSection } from './solution.ts'
import type { Offer, WaitingNews } from './solution-view.ts'
import { waitingSection } from './still-waiting.ts'

/** Who helps the people of another territory; at least one way to reach them. */
export type Relay = {
  readonly name: string
  readonly text: string | null
  readonly phone: string | null
  readonly email: string | null
  readonly url: string | null
}

/** Where the request stands, with what the patient may read of it. */
export type FollowState =
  | { readonly status: 'to_locate' | 'already_followed' }
  | { readonly status: 'ready'; readonly news: WaitingNews | null }
  | { readonly status: 'proposed'; readonly isAccepted: boolean }
  | { readonly status: 'offered'; readonly offer: Offer | null }
  | { readonly status: 'outside'; readonly commune: string | null; readonly relay: Relay | null }
  | {
      readonly status: 'shortlisted'
      readonly sentOn: IsoDay
      readonly doctors: readonly NamedDoctor[]
    }
  | { readonly status: 'agreed' | 'seen' | 'declared'; readonly doctor: NamedDoctor | null }
  | { readonly status: 'closed'; readonly reason: CloseReason }

export type Outcome = (typeof outcomes)[number]
export type ManageKind = 'renounce' | 'correct' | 'pause' | 'withdraw' | 'erase' | 'access'

export type FollowView = {
  readonly reference: string
  readonly receivedOn: IsoDay
  /** Date of our next news or question; null when none is due. */
  readonly nextStepOn: IsoDay | null
  /** That date is past. */
  readonly isLate: boolean
  /** Its search rests until that day; `resume` null where another question ends the pause. */
  readonly paused: {
    readonly until: IsoDay
    readonly resume: { readonly action: string; readonly key: string } | null
  } | null
  /** Opened straight after the questionnaire was sent. */
  readonly isNew: boolean
  readonly state: FollowState
  /** Whether doctors are named in a list, or asked first. */
  readonly mode: 'shortlist' | 'brokered'
  /** « Où en êtes-vous ? »: null when there is nothing to answer yet. */
  readonly outcome: {
    readonly action: string
    readonly key: string
    /** What can be said now, in the order it is shown. */
    readonly answers: readonly Outcome[]
    /** Those it may be about; empty where there is nobody to choose. */
    readonly people: readonly { readonly id: string; readonly firstName: string }[]
    /** It is time to ask: the question comes before the rest of the page. */
    readonly isDue: boolean
    /** What is missing in the answer just sent. */
    readonly error: string | null
  } | null
  /** « Cherchez-vous toujours ? »: null when that is not asked. */
  readonly waiting: {
    readonly action: string
    readonly foundAction: string
    /** Null where no search of ours could pause. */
    readonly pauseHref: string | null
    readonly key: string
    /** The search was paused because nothing was answered. */
    readonly isPaused: boolean
  } | null
  /** The answer given just before this page; `toujours`: the household still searches. */
  readonly noted: Outcome | 'toujours' | null
  /** An answer came when there was nothing left to answer. */
  readonly hasMoved: boolean
  /** The same form came again with another answer: the first one is kept. */
  readonly hasAnswered: boolean
  /** The household and the doctor say opposite things, and a person is to settle it. */
  readonly isDisputed: boolean
  /** SMS that we may send: where to say that they must stop, or that they have; null where none are sent. */
  readonly sms: { readonly stopAction: string | null; readonly isBarred: boolean } | null
  readonly manage: readonly { readonly kind: ManageKind; readonly href: string }[]
}

/** The private page of a request. Opening it changes nothing. */
export function followPage(site: Site, view: FollowView): Html {
  const words = wordsFor(site.lang)
  return layout({
    ...site,
    title: words.follow.title,
    variant: 'patient',
    hasErrors: Boolean(view.outcome?.error),
    ...(view.state.status === 'shortlisted' ? { scripts: [site.assets.printJs] } : {}),
    body: html`<div class="stack stack-l" data-reference="${view.reference}" data-status="${view.state.status}"${view.nextStepOn && html` data-next-step-date="${view.nextStepOn}"`}>
${view.noted && html`<div role="status">${notice('good', words.follow.outcome.noted[view.noted])}</div>`}
${view.hasMoved && html`<div role="status">${notice('info', words.solution.moved)}</div>`}
${view.hasAnswered && html`<div role="status">${notice('info', answeredText(words, view))}</div>`}
${where(site, words, view)}
${view.isDisputed && !isDeclarationDisputed(view) && notice('info', words.follow.text.disputed)}
${waitingSection(words, view)}${view.outcome?.isDue && outcomeSection(words, view)}
${pausedSection(words, view)}
${solutionSection(site, words, view)}${shortlistSection(words, view)}${relaySection(site, words, view)}${followNext(site, words, view)}
${!view.outcome?.isDue && outcomeSection(words, view)}${manageSection(words, view)}
${smsSection(words, view)}${privateNotice(words)}${noNews(site, words, view)}
</div>`,
  })
}

/** It cannot be told that it is declared, nor that it is not. */
function isDeclarationDisputed({ isDisputed, state }: FollowView): boolean {
  return isDisputed && state.status === 'declared'
}

function where(site: Site, words: Words, view: FollowView): Html {
  const { follow } = words
  const heading = headingOf(words, view)
  const text = html`${textOf(site, words, view)}${showsNext(view) && html` ${nextText(words, view)}`}${showsQuestion(view) && html` ${words.follow.asks(longDay(view.nextStepOn ?? ''))}`}`
  if (view.isNew)
    return html`<div class="follow-status stack"><h1>${follow.thanks}</h1><div class="stack stack-s"><p>${follow.yourReference}</p><p class="reference">${view.reference}</p><p class="small">${follow.keepReference}</p></div>
<p><strong>${heading}.</strong> ${text}</p></div>`
  return html`<div class="follow-status stack stack-s"><p class="small">${follow.reference} <span class="nowrap">${view.reference}</span></p>
<h1>${heading}</h1><p>${text}</p></div>`
}

function headingOf({ follow, solution }: Words, view: FollowView): string {
  const { state } = view
  if (isDeclarationDisputed(view)) return follow.heading.disputed
  if (isAskedWider(view)) return solution.heading.question
  if (restsUntil(view)) return follow.heading.paused
  if (state.status === 'proposed' && state.isAccepted) return solution.heading.accepted
  if (state.status === 'offered' && state.offer) return solution.heading.offered
  if (state.status === 'shortlisted') return follow.heading.shortlisted(state.doctors.length)
  if (state.status === 'outside') return follow.heading.outside(state.commune ?? '')
  return follow.heading[state.status]
}

function textOf(site: Site, { follow, solution, site: named }: Words, view: FollowView): Printable {
  const { state } = view
  const { text, closed } = follow
  const until = restsUntil(view)
  if (isDeclarationDisputed(view)) return text.disputed
  if (isAskedWider(view)) return text.asked
  if (until) return follow.pausedUntil(longDay(until))
  if (state.status === 'proposed' && state.isAccepted) return solution.accepted
  if (state.status === 'offered' && state.offer)
    return solution.kept(state.offer.people, state.offer.until)
  if (state.status === 'closed') return closed[state.reason]
  if (state.status !== 'outside') return text[state.status]
  return text.outside(site.territory?.name ?? named.product, state.commune ?? '')
}

/** Where news of ours is due; another team or the usual doctor gives the others theirs. */
const WAITING = ['to_locate', 'ready', 'proposed']

function showsNext(view: FollowView): boolean {
  const { state, nextStepOn, paused } = view
  const isWaiting = WAITING.includes(state.status) && !isAskedWider(view)
  return nextStepOn !== null && paused === null && isWaiting
}

const ASKED = ['shortlisted', 'agreed', 'seen']

/** A day to come on which the household is asked where it stands. */
function showsQuestion({ state, nextStepOn, isLate, paused, isDisputed }: FollowView): boolean {
  const isToCome = nextStepOn !== null && !isLate && paused === null
  return isToCome && !isDisputed && ASKED.includes(state.status)
}

function answeredText({ follow }: Words, { outcome }: FollowView): string {
  const { answered, changeBelow } = follow.outcome
  return outcome ? `${answered} ${changeBelow}` : answered
}

function smsSection({ follow }: Words, { sms }: FollowView): Html | false {
  if (!sms) return false
  if (sms.stopAction === null)
    return html`<p class="soft small no-print">${sms.isBarred ? follow.sms.barred : follow.sms.stopped}</p>`
  return html`<form class="no-print" method="post" action="${sms.stopAction}"><button class="button button-quiet" type="submit">${follow.sms.stop}</button></form>`
}

function privateNotice(words: Words): Html {
  const { first, strong } = words.follow.privateLink
  return html`<div class="no-print">${notice('info', html`${first} <strong>${strong}</strong>`, 'lock')}</div>`
}

function nextText({ follow }: Words, { nextStepOn, isLate }: FollowView): string {
  const day = longDay(nextStepOn ?? '')
  return isLate ? follow.late(day) : follow.next(day)
}

function noNews({ territory }: Site, words: Words, view: FollowView): Html | false {
  if (!territory || !view.nextStepOn || !showsNext(view)) return false
  return html`<p class="soft">${words.follow.noNews(shortDay(view.nextStepOn))} <a class="nowrap" href="${phoneHref(territory.contactPhone)}">${phoneText(territory.contactPhone)}</a>.</p>`
}
