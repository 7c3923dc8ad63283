import { hidden } from '../../components/button.ts'
import { type Html, html } from '../../html.ts'
import type { Words } from '../../words/words.ts'
import type { FollowView } from './follow.ts'

/** « Cherchez-vous toujours ? »: one press for yes, one for « j’ai trouvé »; only the buttons act. */
export function waitingSection({ follow }: Words, { waiting: asked }: FollowView): Html | false {
  if (!asked) return false
  const { waiting } = follow
  const heading = asked.isPaused ? waiting.pausedHeading : waiting.heading
  return html`<section class="card stack no-print" aria-labelledby="toujours"><h2 id="toujours">${heading}</h2>
<p>${asked.isPaused ? waiting.pausedText : waiting.text}</p>
<div class="stack stack-s"><form method="post" action="${asked.action}">${hidden('cle', asked.key)}<button class="button button-wide" type="submit">${waiting.still}</button></form>
<form method="post" action="${asked.foundAction}">${hidden('cle', asked.key)}<button class="button button-secondary button-wide" type="submit" name="raison" value="trouve">${waiting.found}</button></form>
${!asked.isPaused && asked.pauseHref && html`<a class="button button-quiet button-wide" href="${asked.pauseHref}">${waiting.pause}</a>`}</div></section>`
}
