import { backLink } from '../../components/button.ts'
import { facts } from '../../components/facts.ts'
import { icon } from '../../components/icons.ts'
import { type FormSeal, type StaffSite, seal, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead, printButton } from '../../components/staff/page-head.ts'
import { staleNotice } from '../../components/staff/said.ts'
import { type Html, html, type Printable } from '../../html.ts'
import { phoneHref, phoneText } from '../../words/phone.ts'
import { requestHref, type StaleView } from './request-view.ts'
import type { SolutionDoctor } from './solution-view.ts'

export interface AnnounceCallView {
  readonly requestId: string
  readonly name: string
  readonly phone: string | null
  /** Birth dates in words, to know who answers. */
  readonly identity: readonly string[]
  /** `announce`: not told yet. `answer`: told, no answer yet. `name`: it agreed, the doctor is named. */
  readonly step: 'announce' | 'answer' | 'name'
  readonly greeting: string
  readonly announce: readonly string[]
  readonly conditions: readonly string[]
  readonly choice: readonly string[]
  /** What is read out once the household agrees; the doctor themselves only then. */
  readonly naming: readonly string[]
  readonly doctor: SolutionDoctor | null
  readonly reference: string
  readonly closing: readonly string[]
  readonly seal: FormSeal
  readonly household: string
  readonly needs: string
  readonly language: string
  /** Earlier calls: « lundi 23 novembre, pas de réponse ». */
  readonly attempts: readonly string[]
  readonly stale: StaleView | null
}

/** `GET /coordination/demandes/:id/annonce?canal=telephone`: what to read aloud, then what the household says. */
export function announceCallPage(site: StaffSite, view: AnnounceCallView): Html {
  const title = view.step === 'name' ? `Donner le nom à ${view.name}` : `Appeler ${view.name}`
  return staffPage(site, {
    title,
    section: 'demandes',
    hasPrint: true,
    body: html`${backLink(requestHref(view.requestId), view.name)}${staleNotice(view.stale)}
${pageHead({ title, soft: 'Lisez à voix haute ce qui est encadré. Le reste est pour vous.', actions: html`${printButton('Imprimer le script')}${callButton(view)}` })}
<div class="script-grid"><ol class="script">${steps(view)}</ol>
<aside class="side-sticky" aria-label="Fin de l’appel">${view.step === 'name' ? nameGiven(view) : outcome(view)}${atHand(view)}</aside></div>`,
  })
}

function callButton({ phone }: AnnounceCallView): Html {
  if (!phone) return html`<p>Pas de numéro connu</p>`
  return html`<a class="button button-secondary" href="${phoneHref(phone)}">${icon('phone')}${phoneText(phone)}</a>`
}

function steps(view: AnnounceCallView): Html[] {
  const parts: (readonly [title: string, body: Printable])[] = [
    [
      'Vérifier à qui vous parlez',
      html`${say(`« ${view.greeting} Pouvez-vous me donner votre date de naissance ? »`)}<p class="soft">Attendu : ${view.identity.join(' ; ')}. Sinon, ne dites rien de la demande et raccrochez poliment.</p>`,
    ],
    ...(view.doctor ? namingSteps(view, view.doctor) : announceSteps(view)),
    ['Finir l’appel', html`${view.closing.map((words) => say(`« ${words} »`))}`],
  ]
  return parts.map(
    ([title, body], i) =>
      html`<li class="script-step"><span class="script-number" aria-hidden="true">${i + 1}</span><div><h2>${title}</h2>${body}</div></li>`,
  )
}

function announceSteps(view: AnnounceCallView): (readonly [string, Html])[] {
  return [
    [
      'Annoncer la solution, sans le nom',
      html`${view.announce.map((words) => say(`« ${words} »`))}${say(html`${view.conditions.map((condition) => html`<span class="fact-line">${condition}</span>`)}`)}`,
    ],
    ['Laisser choisir', html`${view.choice.map((words) => say(`« ${words} »`))}`],
  ]
}

function namingSteps(view: AnnounceCallView, doctor: SolutionDoctor): (readonly [string, Html])[] {
  const { name, practice, address, phone, booking } = doctor
  const [open = '', first = ''] = view.naming
  return [
    [
      'Donner le nom du médecin',
      html`${say(`« ${open} »`)}${say(html`<strong>${name}</strong><br>${phone && html`<span class="doctor-phone">${phoneText(phone)}</span><br>`}${[practice, address].filter(Boolean).join(', ')}${booking && html`<br>${booking}`}`)}`,
    ],
    [
      'Dire comment prendre rendez-vous',
      html`${say(`« ${first} »`)}${say(html`<strong class="nowrap">${view.reference}</strong>`)}`,
    ],
  ]
}

function say(words: Printable): Html {
  return html`<blockquote class="say">${words}</blockquote>`
}

/** Agreeing on the phone tells the household and keeps its answer in one press. */
function outcome(view: AnnounceCallView): Html {
  const isTold = view.step === 'answer'
  return html`<form class="card stack stack-s no-print" method="post" action="${requestHref(view.requestId)}/annonce/appel">${seal(view.seal)}
<h2>Que dit le foyer ?</h2>
<div class="call-outcomes">${button('accord', 'Il est d’accord', true)}${!isTold && button('dit', 'Il réfléchit')}${button('refus', 'Il préfère refuser')}</div>
<p class="field-legend">Ou l’appel n’a pas abouti</p>
<div class="call-outcomes">${button('plus_tard', 'À rappeler plus tard')}${button('absent', 'Pas de réponse')}${button('faux_numero', 'Mauvais numéro')}</div>
${view.attempts.length > 0 && html`<p class="field-hint">Déjà essayé : ${view.attempts.join(' ; ')}.</p>`}</form>`
}

function button(value: string, label: string, isFilled = false): Html {
  return html`<button class="button button-wide${!isFilled && ' button-secondary'}" type="submit" name="appel" value="${value}">${label}</button>`
}

function nameGiven(view: AnnounceCallView): Html {
  return html`<div class="card no-print stack"><h2>Le nom est donné ?</h2><p>Le foyer est d’accord, c’est noté. Le médecin sait qu’il va l’appeler.</p><a class="button button-wide" href="${requestHref(view.requestId)}">Revenir à la demande</a></div>`
}

function atHand({ household, needs, language }: AnnounceCallView): Html {
  return card(
    'memo',
    'À portée de main',
    facts([
      ['Foyer', household],
      ['Besoins', needs],
      ['Parle', language],
    ]),
  )
}
