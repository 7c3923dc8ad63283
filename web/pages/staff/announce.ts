import { backLink, hidden } from '../../components/button.ts'
import { icon } from '../../components/icons.ts'
import { type FormSeal, type StaffSite, seal, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead, printButton } from '../../components/staff/page-head.ts'
import { staleNotice } from '../../components/staff/said.ts'
import { type Html, html } from '../../html.ts'
import { type Channel, channelLabels, channelNames, channelValues } from './labels.ts'
import { requestHref, type StaleView } from './request-view.ts'
import { type Preview, previewOf } from './send-preview.ts'

export interface AnnounceView {
  readonly requestId: string
  readonly name: string
  readonly seal: FormSeal
  /** Never the phone, whose script has its own page. */
  readonly channel: Channel
  /** Every channel, with what would be used or why it cannot be. */
  readonly channels: readonly {
    readonly channel: Channel
    readonly note: string
    readonly isPossible: boolean
  }[]
  /** Channel that the household chose. */
  readonly preferred: Channel
  readonly preview: Preview
  /** « Dr Ombeline Vanhoublon »: for the team, never in the message. */
  readonly doctor: string
  readonly conditions: readonly string[]
  /** Last day to answer, in words. */
  readonly answerBy: string
  readonly stale: StaleView | null
}

/** `GET /coordination/demandes/:id/annonce?canal=`: what leaves to say that there is a solution. Nothing leaves before the press. */
export function announcePage(site: StaffSite, view: AnnounceView): Html {
  return staffPage(site, {
    title: `Annoncer la solution à ${view.name}`,
    section: 'demandes',
    hasPrint: view.channel === 'letter',
    body: html`${backLink(requestHref(view.requestId), view.name)}
${staleNotice(view.stale)}
${pageHead({ title: 'Annoncer la solution au foyer', soft: 'Rien ne part tant que vous n’appuyez pas sur le bouton du bas.' })}
<form class="send-grid" method="post" action="${requestHref(view.requestId)}/annonce">${seal(view.seal)}${hidden('canal', channelValues[view.channel])}
<div class="stack">${messageCard(view)}</div>
<div class="no-print">${knownCard(view)}</div>
<div class="action-bar request-bar"><p><strong>${view.name}</strong> <span class="soft">par ${channelNames[view.channel]}</span></p>
<div class="actions"><a class="button button-quiet" href="${requestHref(view.requestId)}">Revenir à la demande</a><button class="button" type="submit">${labels[view.channel]}</button></div></div></form>`,
  })
}

const labels: Record<Channel, string> = {
  email: 'Annoncer par mail',
  sms: 'Annoncer par SMS',
  phone: 'Ouvrir le script d’appel',
  letter: 'La lettre est imprimée et postée',
}

function messageCard(view: AnnounceView): Html {
  return card(
    'message',
    'Le message',
    html`<nav class="no-print" aria-labelledby="par"><p class="field-legend" id="par">Par</p>
<p class="field-hint">${view.name} a choisi : ${channelNames[view.preferred]}.</p>
<ul class="choices choices-inline">${view.channels.map((choice) => channelLink(view, choice))}</ul></nav>
${previewOf(view.preview)}${view.channel === 'letter' && printButton('Imprimer la lettre')}`,
  )
}

function channelLink(
  view: AnnounceView,
  { channel, note, isPossible }: AnnounceView['channels'][number],
): Html {
  const words = html`${channelLabels[channel]}<span class="choice-note">${note}</span>`
  if (!isPossible) return html`<li class="channel channel-off">${words}</li>`
  const href = `${requestHref(view.requestId)}/annonce?canal=${channelValues[channel]}`
  const current = channel === view.channel && html` aria-current="true"`
  return html`<li><a class="channel" href="${href}"${current}>${words}</a></li>`
}

/** What the household will know, and what it will not. */
function knownCard({ doctor, conditions, answerBy, channel }: AnnounceView): Html {
  const where = channel === 'letter' ? 'La lettre lui dit' : 'Sa page privée lui dit'
  return card(
    'saura',
    'Ce que le foyer saura',
    html`<p>${where} :</p><ul class="ticks">${conditions.map((condition) => html`<li>${icon('check')}${condition}</li>`)}</ul>
<p>Il a jusqu’au ${answerBy} pour dire oui ou non.</p>
<p class="soft">Le nom (${doctor}) lui est donné seulement s’il est d’accord.</p>`,
  )
}
