import { hidden } from '../../components/button.ts'
import { state } from '../../components/state.ts'
import { type Html, html } from '../../html.ts'
import { shortDay } from '../../words/dates.ts'
import { codePart, pageField } from './code.ts'
import type { HouseholdsView, HouseholdView } from './doctor-view.ts'
import { peopleText } from './summary.ts'

/** « Les personnes que nous vous avons adressées »: what became of each household; nothing when there is none. */
export function householdsSection(path: string, view: HouseholdsView): Html | false {
  if (view.page.total === 0) return false
  return html`<section class="stack doctor-more" id="foyers" aria-labelledby="foyers-titre"><h2 id="foyers-titre">Les personnes que nous vous avons adressées</h2>
<p>Sont-elles venues ? La personne vous donne sa référence au téléphone.</p>
${codePart({ ...view, path, aim: 'noms' })}
<ul class="stack household-cards">${view.households.map((household) => householdCard(path, household, view.page))}</ul>
${pages(path, view)}</section>`
}

/** Plain links: the households after these, and those before. */
function pages(path: string, { page, households }: HouseholdsView): Html | false {
  const { current, total, before, after } = page
  if (before + after === 0) return false
  const from = (current - 1) * before + 1
  const link = (to: number, label: string) =>
    html`<p><a class="button button-quiet button-wide" href="${path}?page=${to}#foyers">${label}</a></p>`
  return html`<nav class="stack stack-s" aria-label="Autres foyers"><p class="soft">De ${from} à ${from + households.length - 1}, sur ${total} foyers.</p>
${after > 0 && link(current + 1, after === 1 ? 'Voir le dernier foyer' : `Voir les ${after} suivants`)}${before > 0 && link(current - 1, `Voir les ${before} précédents`)}</nav>`
}

function householdCard(path: string, household: HouseholdView, page: HouseholdsView['page']): Html {
  const { id, reference, sentOn, names, key, said, people } = household
  return html`<li class="card stack" id="foyer-${id}" data-reference="${reference}"><div><h3>${names ? names.join(', ') : `Référence ${reference}`}</h3>
<p class="soft">${names && html`<span class="nowrap">${reference}</span>, `}adressé le ${shortDay(sentOn)} : ${peopleText(people)}</p>
${said && html`<p>${saidState(said)}</p>`}</div>
<form method="post" action="${path}/suite#foyers">${hidden('cle', key)}${hidden('demande', id)}${pageField(page)}
<div class="choices choices-pair">${answer('venu', 'Venu', reference)}${answer('absent', 'Pas venu', reference)}${answer('declare', 'Médecin traitant déclaré', reference)}</div></form></li>
`
}

function answer(value: string, label: string, reference: string): Html {
  return html`<button class="button button-secondary" name="suite" value="${value}">${label}<span class="visually-hidden"> : ${reference}</span></button>`
}

const SAID = {
  seen: ['Vous avez dit : venu', 'info', 'tick'],
  absent: ['Vous avez dit : pas venu', 'mute', 'dash'],
  declared: ['Vous avez dit : médecin traitant déclaré', 'good', 'done'],
} as const

function saidState(said: NonNullable<HouseholdView['said']>): Html {
  const [label, tone, sign] = SAID[said]
  return state(label, tone, sign)
}
