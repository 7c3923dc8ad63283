import { type Moment, timeline } from '../../components/timeline.ts'
import { type Html, html } from '../../html.ts'
import { longDay } from '../../words/dates.ts'
import type { Words } from '../../words/words.ts'
import type { FollowView } from './follow.ts'
import { isAskedWider } from './solution.ts'

const WAITING = ['to_locate', 'ready', 'proposed', 'offered', 'outside', 'already_followed']

/** What was done and what comes next, while the household waits for a doctor. */
export function followNext(words: Words, view: FollowView): Html | false {
  if (!WAITING.includes(view.state.status)) return false
  const { timeline: steps } = words.follow
  return html`<section class="stack" aria-labelledby="suite"><h2 id="suite">${steps.heading}</h2>
${timeline([{ state: 'done', when: longDay(view.receivedOn), what: steps.received }, now(words, view), later(words, view)])}</section>`
}

function now({ follow, solution }: Words, view: FollowView): Moment {
  const { state, pausedUntil, nextStepOn } = view
  const { timeline: steps } = follow
  const next = pausedUntil ?? nextStepOn
  const when = next ? steps.before(longDay(next)) : steps.afterwards
  const { asked, askedMore, told, youAnswer, youAnswerMore } = solution.timeline
  if (state.status === 'offered' || isAskedWider(view))
    return { state: 'now', when, what: youAnswer, more: youAnswerMore }
  if (state.status === 'proposed')
    return state.isAccepted
      ? { state: 'now', when, what: told }
      : { state: 'now', when, what: asked, more: askedMore }
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
