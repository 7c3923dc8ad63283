import type { Site } from '../../components/layout.ts'
import { type Moment, timeline } from '../../components/timeline.ts'
import { type Html, html } from '../../html.ts'
import { longDay } from '../../words/dates.ts'
import { phoneHref, phoneText } from '../../words/phone.ts'
import type { Words } from '../../words/words.ts'
import type { FollowView, Relay } from './follow.ts'
import { relayOf } from './relay.ts'
import { isAskedWider } from './solution.ts'

const WAITING = ['to_locate', 'ready', 'proposed', 'offered', 'outside', 'already_followed']

/** What was done and what comes next, until the household has a doctor to call. */
export function followNext(site: Site, words: Words, view: FollowView): Html | false {
  if (!WAITING.includes(view.state.status)) return false
  const { timeline: steps } = words.follow
  return html`<section class="stack" aria-labelledby="suite"><h2 id="suite">${steps.heading}</h2>
${timeline([{ state: 'done', when: longDay(view.receivedOn), what: steps.received }, ...next(site, words, view)])}</section>`
}

function next(site: Site, words: Words, view: FollowView): Moment[] {
  if (view.state.status === 'outside') return elsewhere(site, words, view)
  if (view.state.status === 'already_followed') return withUsualDoctor(words)
  return [now(words, view), later(words, view)]
}

/** Another team follows the address: how to reach it, and nothing that we would not do. */
function elsewhere(site: Site, words: Words, view: FollowView): Moment[] {
  const { timeline: steps, relay: labels } = words.follow
  const relay = relayOf(site, words, view)
  const isKnown = view.state.status === 'outside' && view.state.relay !== null
  const who = isKnown && relay ? html`${relay.name}\u00a0:` : labels.fallback
  const more = html`${who}${relay && html` ${reachOf(relay)}`}`
  return [
    { state: 'now', when: steps.rightNow, what: steps.otherTeam, more },
    { state: 'later', when: steps.afterwards, what: steps.theyAnswer, more: steps.theyAnswerMore },
  ]
}

function reachOf({ phone, email, url }: Relay): Html {
  if (phone) return html`<a class="nowrap" href="${phoneHref(phone)}">${phoneText(phone)}</a>`
  if (email) return html`<a href="mailto:${email}">${email}</a>`
  return html`<a href="${url ?? ''}" rel="noreferrer">${url ?? ''}</a>`
}

function withUsualDoctor({ follow: { timeline: steps } }: Words): Moment[] {
  const { askedDoctor, askedDoctorMore, tellUs, tellUsMore } = steps
  return [
    { state: 'now', when: steps.rightNow, what: askedDoctor, more: askedDoctorMore },
    { state: 'later', when: steps.afterwards, what: tellUs, more: tellUsMore },
  ]
}

function now({ follow, solution }: Words, view: FollowView): Moment {
  const { state, paused, nextStepOn } = view
  const { timeline: steps } = follow
  const when = nextStepOn ? steps.before(longDay(nextStepOn)) : steps.afterwards
  const { asked, askedMore, told, youAnswer, youAnswerMore } = solution.timeline
  if (state.status === 'offered' || isAskedWider(view))
    return { state: 'now', when, what: youAnswer, more: youAnswerMore }
  if (state.status === 'proposed')
    return state.isAccepted
      ? { state: 'now', when, what: told }
      : { state: 'now', when, what: asked, more: askedMore }
  if (paused)
    return {
      state: 'now',
      when: steps.after(longDay(paused.until)),
      what: steps.goesOn,
      more: steps.goesOnMore,
    }
  return { state: 'now', when, what: steps.answer, more: steps.answerMore }
}

function later({ follow, solution }: Words, view: FollowView): Moment {
  const { state, mode } = view
  const { afterwards: when, choose, chooseMore } = follow.timeline
  const { agree, agreeMore, call, callMore, goesOn, goesOnMore } = solution.timeline
  if (isAskedWider(view)) return { state: 'later', when, what: goesOn, more: goesOnMore }
  if (state.status === 'offered') return { state: 'later', when, what: call, more: callMore }
  if (mode === 'brokered') return { state: 'later', when, what: agree, more: agreeMore }
  return { state: 'later', when, what: choose, more: chooseMore }
}
