import { doctorCard, type NamedDoctor } from '../../components/doctor-card.ts'
import { icon } from '../../components/icons.ts'
import { type Html, html } from '../../html.ts'
import { shortDay } from '../../words/dates.ts'
import type { Words } from '../../words/words.ts'
import type { FollowView } from './follow.ts'

/** The doctors named to this household, to call and to print; nothing while none is. */
export function shortlistSection(words: Words, view: FollowView): Html | false {
  const { state } = view
  if (state.status === 'shortlisted')
    return html`<section class="stack" aria-labelledby="liste">
<div class="stack stack-s"><h2 id="liste">${words.follow.list.heading(shortDay(state.sentOn))}</h2>
<p class="soft small">${words.follow.list.order}</p></div>
${sayReference(words, view.reference)}${cards(words, state.doctors)}
<p class="no-print"><button class="button button-quiet" type="button" data-island="print" hidden>${icon('print')} ${words.follow.list.print}</button></p>
</section>`
  if ('doctor' in state && state.doctor)
    return html`<section class="stack" aria-labelledby="medecin"><h2 id="medecin">${words.follow.list.yourDoctor}</h2>${cards(words, [state.doctor])}</section>${state.status === 'agreed' && firstVisit(words, view.reference)}`
  return false
}

/** What to do for a first appointment, step by step. */
function firstVisit({ solution: { firstVisit: steps } }: Words, reference: string): Html {
  return html`<section class="stack prose" aria-labelledby="premier"><h2 id="premier">${steps.heading}</h2>
<ol><li>${steps.call}<strong class="nowrap">${reference}</strong></li><li>${steps.bring}</li><li>${steps.declare}</li><li>${steps.tell}</li></ol></section>`
}

function sayReference(words: Words, reference: string): Html {
  return html`<p>${words.follow.list.sayReference}<strong class="nowrap">${reference}</strong></p>`
}

function cards(words: Words, doctors: readonly NamedDoctor[]): Html {
  return html`<ol class="stack doctor-cards">${doctors.map((doctor, index) => doctorCard(words, doctor, index === 0))}</ol>`
}
