import { hidden } from '../../components/button.ts'
import { notice } from '../../components/notice.ts'
import { type Html, html } from '../../html.ts'
import { longDay } from '../../words/dates.ts'
import type { Words } from '../../words/words.ts'
import type { FollowView } from './follow.ts'
import { isAskedWider } from './solution.ts'

/** Its search rests, and there is nothing else to say of it first. */
export function isResting(view: FollowView): boolean {
  const isSearched = view.state.status === 'ready' || view.state.status === 'to_locate'
  return view.paused !== null && isSearched && !isAskedWider(view)
}

/** Until when the search rests, where the top of the page does not say it, and the button that ends the pause the household chose. */
export function pausedSection({ follow }: Words, view: FollowView): Html | false {
  if (!view.paused) return false
  const { until, resume } = view.paused
  return html`${!isResting(view) && notice('info', follow.paused(longDay(until)), 'pause')}
${resume && html`<form class="no-print" method="post" action="${resume.action}">${hidden('cle', resume.key)}<button class="button button-wide" type="submit">${follow.resume}</button></form>`}`
}
