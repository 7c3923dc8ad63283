import { hidden } from '../../components/button.ts'
import { choices, choicesOf } from '../../components/choices.ts'
import { pointList } from '../../components/doctor-card.ts'
import type { Site } from '../../components/layout.ts'
import { notice } from '../../components/notice.ts'
import { type Html, html } from '../../html.ts'
import { kmText, shortDay } from '../../words/dates.ts'
import { householdReasons } from '../../words/options.ts'
import { phoneHref, phoneText } from '../../words/phone.ts'
import type { Words } from '../../words/words.ts'
import type { FollowView } from './follow.ts'
import type { Offer, WaitingNews } from './solution-view.ts'

/** What a household whose doctors are asked first reads and answers; nothing for the others. */
export function solutionSection(site: Site, words: Words, view: FollowView): Html | false {
  const { state } = view
  if (state.status === 'offered' && state.offer)
    return html`${office(words, state.offer)}${answer(words, view, state.offer)}${talk(site, words)}`
  if (state.status === 'ready' && state.news)
    return html`${whereItStands(words, view, state.news)}${widerQuestion(site, words, { view, news: state.news })}`
  return false
}

/** True when the household is asked whether it goes farther. */
export function isAskedWider({ state }: FollowView): boolean {
  return state.status === 'ready' && state.news?.wider?.answer === null
}

function office(words: Words, { km, commune, points }: Offer): Html {
  const { solution } = words
  const mark = km === null ? false : html` data-km="${km.toFixed(3)}"`
  const near = km === null ? null : kmText(km).replace(' ', '\u00a0')
  return html`<section class="doctor-card stack" aria-labelledby="solution"${mark}><h2 id="solution">${solution.office(near, commune)}</h2>
${points.length > 0 && pointList(words, points)}
<p>${solution.namedAfter}</p>${km !== null && html`<p class="soft small">${solution.asTheCrowFlies}</p>`}</section>`
}

function answer(words: Words, view: FollowView, { action, key, id }: Offer): Html {
  const { solution } = words
  const reasons = choices(words, {
    name: 'raison',
    legend: solution.whyLegend,
    value: '',
    options: choicesOf(householdReasons, solution.reasons),
  })
  return html`<form class="stack no-print" method="post" action="${action}" aria-labelledby="reponse">${hidden('cle', key)}${hidden('solution', id)}
<h2 id="reponse">${solution.ask}</h2>
<div class="stack stack-s"><button class="button button-wide" type="submit" name="reponse" value="oui">${solution.yes}</button><button class="button button-secondary button-wide" type="submit" name="reponse" value="non">${solution.no}</button></div>
<p class="soft">${solution.noCost(shortDay(view.receivedOn))}</p>
<details class="disclosure"><summary>${solution.why}</summary>${reasons}</details></form>`
}

function talk({ territory }: Site, { solution }: Words): Html | false {
  if (!territory) return false
  const { contactName, contactPhone } = territory
  return html`<p>${solution.talk(contactName)} <a class="nowrap" href="${phoneHref(contactPhone)}">${phoneText(contactPhone)}</a>.</p>`
}

function whereItStands(words: Words, view: FollowView, news: WaitingNews): Html | false {
  const { solution } = words
  const { ended, wider, isOnCommonList } = news
  const said = [
    ended && !view.noted && solution.ended[ended],
    wider?.answer === 'agreed' && solution.wider.agreed(kilometres(wider.farKm)),
    wider?.answer === 'refused' && solution.wider.refused,
    isOnCommonList && solution.onCommonList,
  ].filter((line): line is string => Boolean(line))
  if (said.length === 0) return false
  return notice('info', `${said.join(' ')} ${solution.keepsPlace(shortDay(view.receivedOn))}`)
}

type Question = { view: FollowView; news: WaitingNews }

function widerQuestion(site: Site, words: Words, { view, news }: Question): Html | false {
  const { wider } = news
  if (wider?.answer !== null || !wider) return false
  const { heading, text, yes, no, noCost } = words.solution.wider
  const farKm = kilometres(wider.farKm)
  return html`<section class="card stack no-print" aria-labelledby="plus-loin"><h2 id="plus-loin">${heading}</h2>
<p>${text(kilometres(wider.nearKm), farKm)}</p>
<form class="stack" method="post" action="${wider.action}">${hidden('cle', wider.key)}
<div class="stack stack-s"><button class="button button-wide" type="submit" name="reponse" value="oui">${yes(farKm)}</button><button class="button button-secondary button-wide" type="submit" name="reponse" value="non">${no}</button></div></form>
<p class="soft">${noCost(shortDay(view.receivedOn))}</p>${talk(site, words)}</section>`
}

function kilometres(km: number): string {
  return km.toLocaleString('fr-FR', { maximumFractionDigits: 1 })
}
