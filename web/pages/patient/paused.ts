import { hidden } from '../../components/button.ts'
import { notice } from '../../components/notice.ts'
import { type Html, html } from '../../html.ts'
import { type IsoDay, longDay } from '../../words/dates.ts'
import type { Words } from '../../words/words.ts'
import type { FollowView } from './follow.ts'
import { isAskedWider } from './solution.ts'

/** Until when its search rests, where there is nothing else to say of it first; null elsewhere. */
export function restsUntil(view: FollowView): IsoDay | null {
  const isSearched = view.state.status === 'ready' || view.state.status === 'to_locate'
  return isSearched && !isAskedWider(view) ? (view.paused?.until ?? null) : null
}

/** Until when the search rests, where the top of the page does not say it, and the button that ends the pause the household chose. */
export function pausedSection({ follow }: Words, view: FollowView): Html | false {
  if (!view.paused) return false
  const { until, resume } = view.paused
  return html`${!restsUntil(view) && notice('info', follow.paused(longDay(until)), 'pause')}
${resume && html`<form class="no-print" method="post" action="${resume.action}">${hidden('cle', resume.key)}<button class="button button-wide" type="submit">${follow.resume}</button></form>`}`
}
