import { backLink, hidden } from '../../components/button.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { textField } from '../../components/field.ts'
import type { Errors, Values } from '../../components/form.ts'
import { notice } from '../../components/notice.ts'
import { chosenKmText, count } from '../../components/staff/figures.ts'
import { type FormSeal, type StaffSite, seal, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead, printButton } from '../../components/staff/page-head.ts'
import { staleNotice } from '../../components/staff/said.ts'
import { type Html, html } from '../../html.ts'
import { kmText } from '../../words/dates.ts'
import { wordsFor } from '../../words/words.ts'
import { type Channel, channelLabels, channelNames, channelValues } from './labels.ts'
import { requestHref, type StaleView } from './request-view.ts'
import { type Preview, previewOf } from './send-preview.ts'

export interface SendView {
  readonly requestId: string
  readonly name: string
  readonly seal: FormSeal
  readonly channel: Channel
  /** Every channel, with what would be used or why it cannot be. */
  readonly channels: readonly {
    readonly channel: Channel
    readonly note: string
    readonly isPossible: boolean
  }[]
  /** Channel that the household chose. */
  readonly preferred: Channel
  readonly doctors: readonly ChosenDoctor[]
  /** Distance applied to the list, and the one that the household chose. */
  readonly km: number
  readonly maxKm: number
  /** Null for the phone, whose script has its own page. */
  readonly preview: Preview | null
  readonly form: { readonly values: Values; readonly errors: Errors }
  readonly stale: StaleView | null
}

export interface ChosenDoctor {
  readonly rowId: string
  readonly name: string
  readonly practice: string
  readonly phone: string | null
  readonly km: number
  /** To call before sending: their availability is older than six months. */
  readonly isStale: boolean
}

/** `GET /coordination/demandes/:id/envoi?medecin=&medecin=&km=&canal=`. Nothing leaves before the button is pressed. */
export function sendPage(site: StaffSite, view: SendView): Html {
  const { errors } = view.form
  return staffPage(site, {
    title: `Vérifier l’envoi à ${view.name}`,
    section: 'demandes',
    hasPrint: view.channel === 'letter',
    hasErrors: Object.keys(errors).length > 0,
    body: html`${backLink(`${requestHref(view.requestId)}?km=${view.km}`, view.name)}
${errorSummary(wordsFor('fr'), errors)}${staleNotice(view.stale)}
${pageHead({ title: 'Vérifier avant d’envoyer', soft: 'Rien ne part tant que vous n’appuyez pas sur le bouton du bas.' })}
<form class="send-grid" method="post" action="${requestHref(view.requestId)}/envoi">${sealedChoice(view)}
<div class="stack">${messageCard(view)}${exception(view)}</div>
<div class="no-print">${doctorsCard(view)}</div>
${bar(view)}</form>`,
  })
}

function sealedChoice(view: SendView): Html {
  return html`${seal(view.seal)}${hidden('canal', channelValues[view.channel])}${hidden('km', String(view.km))}${view.doctors.map(({ rowId }) => hidden('medecin', rowId))}`
}

function messageCard(view: SendView): Html {
  return card(
    'message',
    'Le message',
    html`<nav class="no-print" aria-labelledby="par"><p class="field-legend" id="par">Par</p>
<p class="field-hint">${view.name} a choisi : ${channelNames[view.preferred]}.</p>
<ul class="choices choices-inline">${view.channels.map((choice) => channelLink(view, choice))}</ul></nav>
${view.preview && previewOf(view.preview)}${view.channel === 'letter' && printButton('Imprimer la lettre')}`,
  )
}

function channelLink(
  view: SendView,
  { channel, note, isPossible }: SendView['channels'][number],
): Html {
  const words = html`${channelLabels[channel]}<span class="choice-note">${note}</span>`
  if (!isPossible) return html`<li class="channel channel-off">${words}</li>`
  const current = channel === view.channel && html` aria-current="true"`
  return html`<li><a class="channel" href="${sendHref(view, { channel })}"${current}>${words}</a></li>`
}

/** Beyond what the household chose, the reason is asked and kept. */
function exception({ km, maxKm, form: { values, errors } }: SendView): Html | false {
  if (km <= maxKm) return false
  return html`<section class="card stack" aria-labelledby="exception"><h2 id="exception">Plus loin que ${chosenKmText(maxKm)}</h2>
${textField(wordsFor('fr'), {
  name: 'motif_distance',
  label: 'Pourquoi aller plus loin',
  hint: 'Gardé dans l’historique. Par exemple : d’accord au téléphone le 24, une voisine conduit.',
  value: values.motif_distance ?? '',
  error: errors.motif_distance,
})}</section>`
}

function doctorsCard(view: SendView): Html {
  const stale = view.doctors.filter(({ isStale }) => isStale)
  return card(
    'choisis',
    count(view.doctors.length, 'médecin choisi', 'médecins choisis'),
    html`<ul class="pick-list">${view.doctors.map(
      (doctor) =>
        html`<li data-doctor-row="${doctor.rowId}"><span><strong>${doctor.name}</strong><br><span class="soft small">${doctor.practice}, ${kmText(doctor.km)}${doctor.phone && html`<br>${doctor.phone}`}</span></span>${view.doctors.length > 1 && removeLink(view, doctor)}</li>`,
    )}</ul>
${stale.length > 0 && notice('warn', html`<strong>Appelez d’abord ${stale.map(({ name }) => name).join(', ')}</strong> : disponibilités de plus de six mois.`)}`,
  )
}

function removeLink(view: SendView, { rowId, name }: ChosenDoctor): Html {
  return html`<a class="button button-quiet" href="${sendHref(view, { without: rowId })}">Retirer<span class="visually-hidden"> ${name}</span></a>`
}

function bar(view: SendView): Html {
  const by = channelNames[view.channel]
  return html`<div class="action-bar request-bar"><p><strong>${view.name}</strong> <span class="soft">${count(view.doctors.length, 'médecin')}, par ${by}</span></p>
<div class="actions"><a class="button button-quiet" href="${requestHref(view.requestId)}?km=${view.km}">Revenir au choix</a><button class="button" type="submit">${sendLabels[view.channel]}</button></div></div>`
}

const sendLabels: Record<Channel, string> = {
  email: 'Envoyer la liste par mail',
  sms: 'Envoyer la liste par SMS',
  phone: 'Ouvrir le script d’appel',
  letter: 'La lettre est imprimée et postée',
}

function sendHref(view: SendView, change: { channel?: Channel; without?: string }): string {
  const query = new URLSearchParams()
  for (const { rowId } of view.doctors) if (rowId !== change.without) query.append('medecin', rowId)
  query.set('km', String(view.km))
  query.set('canal', channelValues[change.channel ?? view.channel])
  return `${requestHref(view.requestId)}/envoi?${query}`
}
