import { chosenKmText } from '../../components/staff/figures.ts'
import { seal } from '../../components/staff/frame.ts'
import { card } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import { type RequestView, requestHref } from './request-view.ts'
import type { LadderView } from './solution-view.ts'

/** Where the request stands on its way, what comes next and when (B32). */
export function ladderCard(view: RequestView, mayWrite: boolean): Html | false {
  const ladder = view.solution?.ladder
  if (!ladder) return false
  return card(
    'chemin',
    'Où en est la recherche',
    html`<ol class="ladder">${ladder.rungs.map(rung)}</ol>
<p>${ladder.next}</p>
${mayWrite && acts(view, ladder)}`,
  )
}

const SAID = { done: 'Fait', now: 'Maintenant', later: 'Ensuite' } as const

function rung({ label, state, note }: LadderView['rungs'][number]): Html {
  const current = state === 'now' && html` aria-current="step"`
  return html`<li class="ladder-rung ladder-${state}"${current}><p class="ladder-state">${SAID[state]}</p><p class="ladder-label">${label}</p>${note && html`<p class="soft small">${note}</p>`}</li>`
}

function acts(view: RequestView, { askWider, noteWider, commonList }: LadderView): Html | false {
  if (!askWider && !noteWider && !commonList) return false
  return html`<div class="ladder-acts">${askWider && askWiderForm(view, askWider)}${noteWider && noteWiderForm(view, noteWider.km)}${commonList && commonListForm(view, commonList)}</div>`
}

function askWiderForm(view: RequestView, { km, by }: NonNullable<LadderView['askWider']>): Html {
  return html`<form class="stack stack-s" method="post" action="${requestHref(view.id)}/plus-loin">${seal(view.seal)}
<div><button class="button button-secondary" type="submit">Demander au foyer s’il accepte d’aller plus loin</button></div>
<p class="field-hint">${
    by === 'message'
      ? `Un message part : il dit oui ou non sur sa page, jusqu’à ${chosenKmText(km)}.`
      : `Aucun message ne peut le joindre : appelez-le, demandez s’il irait jusqu’à ${chosenKmText(km)}, puis notez sa réponse ici.`
  }</p></form>`
}

function noteWiderForm(view: RequestView, km: number): Html {
  return html`<form class="stack stack-s" method="post" action="${requestHref(view.id)}/plus-loin/reponse">${seal(view.seal)}
<p class="field-legend" id="plus-loin">Irait-il jusqu’à ${chosenKmText(km)} ?</p>
<div class="actions" role="group" aria-labelledby="plus-loin"><button class="button button-secondary" type="submit" name="plus_loin" value="accord">Il est d’accord</button><button class="button button-secondary" type="submit" name="plus_loin" value="refus">Il préfère rester près</button></div></form>`
}

function commonListForm(view: RequestView, act: NonNullable<LadderView['commonList']>): Html {
  const label = act === 'put' ? 'Mettre sur la liste commune' : 'Retirer de la liste commune'
  const hint =
    act === 'put'
      ? 'Les médecins inscrits y voient son besoin, jamais son nom, et peuvent l’accueillir.'
      : 'Il garde sa place et sa date : la recherche reprend près du domicile.'
  return html`<form class="stack stack-s" method="post" action="${requestHref(view.id)}/liste-commune">${seal(view.seal)}
<div><button class="button button-secondary" type="submit" name="liste_commune" value="${act === 'put' ? 'oui' : 'non'}">${label}</button></div>
<p class="field-hint">${hint}</p></form>`
}
