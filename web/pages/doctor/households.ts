import { hidden } from '../../components/button.ts'
import { textField } from '../../components/field.ts'
import { notice } from '../../components/notice.ts'
import { state } from '../../components/state.ts'
import { type Html, html } from '../../html.ts'
import { shortDay } from '../../words/dates.ts'
import { wordsFor } from '../../words/words.ts'
import type { HouseholdsView, HouseholdView } from './doctor-view.ts'
import { peopleText } from './summary.ts'

/** « Les personnes que nous vous avons adressées »: what became of each household; nothing when there is none. */
export function householdsSection(path: string, view: HouseholdsView): Html | false {
  if (view.households.length === 0) return false
  return html`<section class="stack doctor-more" id="foyers" aria-labelledby="foyers-titre"><h2 id="foyers-titre">Les personnes que nous vous avons adressées</h2>
<p>Sont-elles venues ? La personne vous donne sa référence au téléphone.</p>
${lockPart(path, view)}
<ul class="stack household-cards">${view.households.map((household) => householdCard(path, household))}</ul></section>`
}

function householdCard(path: string, household: HouseholdView): Html {
  const { id, reference, sentOn, names, key, said, people } = household
  return html`<li class="card stack" data-reference="${reference}"><div><h3>${names ? names.join(', ') : `Référence ${reference}`}</h3>
<p class="soft">${names && html`<span class="nowrap">${reference}</span>, `}adressé le ${shortDay(sentOn)} : ${peopleText(people)}</p>
${said && html`<p>${saidState(said)}</p>`}</div>
<form method="post" action="${path}/suite#foyers">${hidden('cle', key)}${hidden('demande', id)}
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

function lockPart(path: string, { lock, codeError }: HouseholdsView): Html | false {
  switch (lock) {
    case 'open':
      return false
    case 'ask':
      return html`<form class="stack stack-s" method="post" action="${path}/code#foyers"><p class="soft">Pour voir les noms, recevez six chiffres par SMS sur votre mobile.</p>
<button class="button button-quiet button-wide">Recevoir le code</button></form>`
    case 'sent':
      return codeForm(path, codeError)
    case 'no_mobile':
      return notice(
        'info',
        'Les noms se montrent après un code par SMS, et nous n’avons pas votre numéro de mobile. Appelez-nous pour nous le donner.',
      )
    case 'spent':
      return html`${notice('warn', 'Trop d’essais de code avec ce lien. Recevez un nouveau lien pour voir les noms.')}
<form method="post" action="${path}/nouveau-lien"><button class="button button-quiet button-wide">Recevoir un nouveau lien</button></form>`
  }
}

function codeForm(path: string, error: string | null): Html {
  return html`<form class="card stack" method="post" action="${path}/noms#foyers">
${textField(wordsFor('fr'), {
  name: 'code',
  label: 'Les six chiffres reçus par SMS',
  hint: 'Valables dix minutes.',
  value: '',
  error: error ?? undefined,
  width: 10,
  inputmode: 'numeric',
  autocomplete: 'one-time-code',
  maxlength: 11,
})}
<button class="button button-secondary button-wide">Voir les noms</button></form>
<form method="post" action="${path}/code#foyers"><button class="button button-quiet button-wide">Recevoir un autre code</button></form>`
}
