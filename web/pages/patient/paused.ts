import { hidden } from '../../components/button.ts'
import { notice } from '../../components/notice.ts'
import { type Html, html } from '../../html.ts'
import { longDay } from '../../words/dates.ts'
import type { Words } from '../../words/words.ts'
import type { FollowView } from './follow.ts'

/** Until when the search rests, and the button that ends the pause the household chose. */
export function pausedSection({ follow }: Words, { paused }: FollowView): Html | false {
  if (!paused) return false
  const { until, resume } = paused
  return html`${notice('info', follow.paused(longDay(until)), 'pause')}
${resume && html`<form class="no-print" method="post" action="${resume.action}">${hidden('cle', resume.key)}<button class="button button-wide" type="submit">${follow.resume}</button></form>`}`
}
