import { timeline } from '../../components/timeline.ts'
import { type Html, html } from '../../html.ts'
import { longDay } from '../../words/dates.ts'
import type { Words } from '../../words/words.ts'
import type { FollowView } from './follow.ts'

const WAITING = ['to_locate', 'ready', 'proposed', 'offered', 'outside', 'already_followed']

/** What was done and what comes next, while the household waits for a doctor. */
export function followNext(words: Words, view: FollowView): Html | false {
  if (!WAITING.includes(view.state.status)) return false
  const { timeline: steps } = words.follow
  const next = view.pausedUntil ?? view.nextStepOn
  return html`<section class="stack" aria-labelledby="suite"><h2 id="suite">${steps.heading}</h2>
${timeline([
  { state: 'done', when: longDay(view.receivedOn), what: steps.received },
  {
    state: 'now',
    when: next ? steps.before(longDay(next)) : steps.afterwards,
    what: steps.answer,
    more: steps.answerMore,
  },
  { state: 'later', when: steps.afterwards, what: steps.choose, more: steps.chooseMore },
])}</section>`
}
