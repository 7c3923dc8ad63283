import type { PhoneScript } from '../../../server/messaging/phone-script.ts'
import { backLink, hidden } from '../../components/button.ts'
import { facts } from '../../components/facts.ts'
import { icon } from '../../components/icons.ts'
import { type FormSeal, type StaffSite, seal, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead, printButton } from '../../components/staff/page-head.ts'
import { staleNotice } from '../../components/staff/said.ts'
import { type Html, html, type Printable } from '../../html.ts'
import { kmText } from '../../words/dates.ts'
import { phoneHref, phoneText } from '../../words/phone.ts'
import { requestHref, type StaleView } from './request-view.ts'

export interface PhoneView {
  readonly requestId: string
  readonly name: string
  readonly phone: string | null
  /** Birth dates in words, to know who answers: « Jeanne : 27 mars 1948 ». */
  readonly identity: readonly string[]
  readonly script: PhoneScript
  /** One per doctor of the script, in its order; sent as `medecin`. */
  readonly doctors: readonly { readonly rowId: string; readonly km: number }[]
  readonly km: number
  /** Reason to go beyond what the household chose, already given. */
  readonly distanceReason: string | null
  readonly seal: FormSeal
  readonly household: string
  readonly needs: string
  readonly language: string
  /** Earlier calls: « lundi 23 novembre, pas de réponse ». */
  readonly attempts: readonly string[]
  readonly stale: StaleView | null
}

/** `GET /coordination/demandes/:id/telephone`: what to read aloud, then what became of the call. */
export function phonePage(site: StaffSite, view: PhoneView): Html {
  return staffPage(site, {
    title: `Appeler ${view.name}`,
    section: 'demandes',
    hasPrint: true,
    body: html`${backLink(requestHref(view.requestId), view.name)}${staleNotice(view.stale)}
${pageHead({ title: `Appeler ${view.name}`, soft: 'Lisez à voix haute ce qui est encadré. Le reste est pour vous.', actions: html`${printButton('Imprimer le script')}${callButton(view)}` })}
<div class="script-grid"><ol class="script">${steps(view)}</ol>
<aside class="side-sticky" aria-label="Fin de l’appel">${outcome(view)}${atHand(view)}</aside></div>`,
  })
}

function callButton({ phone }: PhoneView): Html {
  if (!phone) return html`<p>Pas de numéro connu</p>`
  return html`<a class="button button-secondary" href="${phoneHref(phone)}">${icon('phone')}${phoneText(phone)}</a>`
}

function steps({ script, identity, doctors }: PhoneView): Html[] {
  const parts: (readonly [title: string, body: Printable])[] = [
    [
      'Vérifier à qui vous parlez',
      html`${say(`« ${script.greeting} Pouvez-vous me donner votre date de naissance ? »`)}<p class="soft">Attendu : ${identity.join(' ; ')}. Sinon, ne dites rien de la demande et raccrochez poliment.</p>`,
    ],
    ...(doctors.length > 0 ? [listStep(script, doctors)] : []),
    [
      'Rappeler que le choix est libre',
      html`${say(`« ${script.freeChoice} »`)}${say(`« ${script.reference} »`)}`,
    ],
    [
      'Se donner un prochain rendez-vous',
      html`${script.nextCall && say(`« ${script.nextCall} »`)}${say(`« ${script.callBack} »`)}${say(`« ${script.emergency} »`)}`,
    ],
  ]
  return parts.map(
    ([title, body], i) =>
      html`<li class="script-step"><span class="script-number" aria-hidden="true">${i + 1}</span><div><h2>${title}</h2>${body}</div></li>`,
  )
}

function listStep(script: PhoneScript, doctors: PhoneView['doctors']): readonly [string, Html] {
  return [
    'Donner la liste, un médecin à la fois',
    html`${say(`« ${script.announce} »`)}${script.doctors.map((doctor, i) => {
      const km = doctors[i]?.km
      return say(
        html`${doctor.rank} : <strong>${doctor.name}</strong>${km !== undefined && `, à ${kmText(km)}`}.<br>${doctor.phone && html`<span class="doctor-phone">${phoneText(doctor.phone)}</span><br>`}${[doctor.practice, doctor.address].filter(Boolean).join(', ')}${doctor.booking && html`<br>${doctor.booking}`}`,
      )
    })}`,
  ]
}

function say(words: Printable): Html {
  return html`<blockquote class="say">${words}</blockquote>`
}

/** « La liste est donnée » is the one filled button; the other outcomes of a call keep the list for the next one. */
function outcome(view: PhoneView): Html {
  const hasList = view.doctors.length > 0
  return html`<form class="card no-print" method="post" action="${requestHref(view.requestId)}/telephone">
${seal(view.seal)}${hidden('km', String(view.km))}${view.doctors.map(({ rowId }) => hidden('medecin', rowId))}${view.distanceReason && hidden('motif_distance', view.distanceReason)}
<h2>Comment s’est passé l’appel ?</h2>
<div class="call-outcomes">${hasList && outcomeButton('dit', 'La liste est donnée', true)}${outcomeButton('plus_tard', 'À rappeler plus tard')}${outcomeButton('absent', 'Pas de réponse')}${outcomeButton('faux_numero', 'Mauvais numéro')}</div>
${view.attempts.length > 0 && html`<p class="field-hint">Déjà essayé : ${view.attempts.join(' ; ')}.</p>`}</form>`
}

function outcomeButton(value: string, label: string, isFilled = false): Html {
  return html`<button class="button button-wide${!isFilled && ' button-secondary'}" type="submit" name="appel" value="${value}">${label}</button>`
}

function atHand({ household, needs, language }: PhoneView): Html {
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
