import { facts } from '../../components/facts.ts'
import { icon } from '../../components/icons.ts'
import { seal } from '../../components/staff/frame.ts'
import { card } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import { channelNames } from './labels.ts'
import { askedCard } from './request-asked.ts'
import { type RequestView, requestHref } from './request-view.ts'
import { doctorFacts, takeBackForm } from './solution-parts.ts'
import type { CurrentSolution } from './solution-view.ts'

type State<Name extends CurrentSolution['state']> = Extract<CurrentSolution, { state: Name }>

/** The doctor asked about this household, what they said, and the one next step. */
export function solutionSection(view: RequestView, mayWrite: boolean): Html | false {
  const current = view.solution?.current
  if (!current) return false
  switch (current.state) {
    case 'asked':
      return askedCard(view, current, mayWrite)
    case 'accepted':
      return acceptedCard(view, current, mayWrite)
    case 'offered':
      return offeredCard(view, current, mayWrite)
    case 'agreed':
      return agreedCard(view, current, mayWrite)
  }
}

function acceptedCard(view: RequestView, current: State<'accepted'>, mayWrite: boolean): Html {
  const href = requestHref(view.id)
  return card(
    'solution',
    `${current.doctor.name} a dit oui`,
    html`${facts([
      ...doctorFacts(current.doctor),
      ['Depuis', current.since],
      ['À dire au foyer', lines(current.conditions)],
    ])}
<p>Le foyer ne sait rien encore. Annoncez-lui la solution, sans le nom du médecin : il le saura s’il est d’accord.</p>
${mayWrite && html`<div class="actions"><a class="button" href="${href}/annonce">Annoncer au foyer ${icon('arrow-right')}</a></div><p class="soft small">Il a choisi : ${channelNames[current.channel]}.</p>${takeBackForm(view)}`}`,
  )
}

function offeredCard(view: RequestView, current: State<'offered'>, mayWrite: boolean): Html {
  return card(
    'solution',
    'La solution est annoncée au foyer',
    html`${facts([
      ...doctorFacts(current.doctor),
      ['Annoncée', current.since],
      ['Sa réponse', current.dueOn ? `attendue avant le ${current.dueOn}` : null],
      ['Ce qu’il sait', lines(current.conditions)],
    ])}
${mayWrite && householdAnswer(view)}`,
  )
}

/** What the household says on the phone, in one press. */
function householdAnswer(view: RequestView): Html {
  const href = requestHref(view.id)
  return html`<form class="stack stack-s" method="post" action="${href}/reponse-foyer">${seal(view.seal)}
<p class="field-legend" id="dit-foyer">Que dit le foyer ?</p>
<div class="actions" role="group" aria-labelledby="dit-foyer"><button class="button" type="submit" name="reponse_foyer" value="accord">Il est d’accord</button><button class="button button-secondary" type="submit" name="reponse_foyer" value="refus">Il préfère refuser</button><a class="button button-quiet" href="${href}/annonce?canal=telephone">Relire le script d’appel</a></div>
<p class="field-hint">S’il est d’accord, il reçoit le nom du médecin. S’il refuse, rien n’est perdu : il garde sa date d’inscription et la place est libre pour un autre.</p></form>`
}

function agreedCard(view: RequestView, current: State<'agreed'>, mayWrite: boolean): Html {
  const { doctor, reference, isToldByPerson } = current
  return card(
    'solution',
    `Le foyer a dit oui à ${doctor.name}`,
    html`${facts([
      ...doctorFacts(doctor),
      ['Adresse', doctor.address],
      ['Prendre rendez-vous', doctor.booking || null],
      ['Référence à donner', html`<span class="nowrap">${reference}</span>`],
    ])}
${isToldByPerson && html`<p><strong>Aucun message ne peut le joindre.</strong> Donnez-lui vous-même le nom et l’adresse du médecin.</p>`}
${mayWrite && html`<div class="actions"><a class="button button-secondary" href="${requestHref(view.id)}/annonce?canal=telephone">${icon('phone')}Donner le nom au téléphone</a></div>${secondThoughts(view)}`}`,
  )
}

function secondThoughts(view: RequestView): Html {
  return html`<form class="stack stack-s" method="post" action="${requestHref(view.id)}/reponse-foyer">${seal(view.seal)}<div><button class="button button-quiet" type="submit" name="reponse_foyer" value="refus">Finalement, le foyer préfère refuser</button></div></form>`
}

function lines(texts: readonly string[]): Html {
  return html`<ul class="ticks">${texts.map((text) => html`<li>${icon('check')}${text}</li>`)}</ul>`
}
