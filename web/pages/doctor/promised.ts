import { state } from '../../components/state.ts'
import { type Html, html } from '../../html.ts'
import { longDay } from '../../words/dates.ts'
import type { PromisedView } from './asked-view.ts'
import { peopleText } from './summary.ts'

const SIGNS = {
  to_tell: ['Vous avez dit oui', 'info', 'waiting'],
  told: ['Le foyer réfléchit', 'info', 'waiting'],
  ended: ['Ne viendra pas, rien à faire', 'mute', 'dash'],
  absent: ['Pas venu, rien à faire', 'mute', 'dash'],
} as const

/** « Vous avez dit oui »: households that have not agreed yet, and those that will not come; nothing without any. */
export function promisedSection(promised: readonly PromisedView[]): Html | false {
  if (promised.length === 0) return false
  return html`<section class="stack doctor-more" id="promis" aria-labelledby="promis-titre"><h2 id="promis-titre">Vous avez dit oui</h2>
<ul class="stack household-cards">${promised.map(promisedCard)}</ul></section>`
}

function promisedCard(promised: PromisedView): Html {
  const { summary, reference } = promised
  const [label, tone, sign] = SIGNS[promised.state]
  const mark = reference && html` data-reference="${reference}"`
  return html`<li class="card stack stack-s"${mark}><h3>${reference ? `Référence ${reference}` : summary.area}</h3>
<p class="soft">${peopleText(summary.people)}</p><p>${state(label, tone, sign)}</p><p>${whatNext(promised)}</p></li>
`
}

function whatNext({ state: status, until }: PromisedView): string {
  switch (status) {
    case 'to_tell':
      return 'Nous le prévenons. S’il est d’accord, il vous appelle, et cette page vous dit qui attendre.'
    case 'told':
      return until
        ? `Il répond avant le ${longDay(until)}. S’il est d’accord, il vous appelle.`
        : 'S’il est d’accord, il vous appelle.'
    case 'ended':
      return 'Les places gardées pour lui sont de nouveau libres.'
    case 'absent':
      return 'Sa place est de nouveau libre, et nous l’appelons. Rien ne change pour vous.'
  }
}
