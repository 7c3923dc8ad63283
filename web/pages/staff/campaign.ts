import { backLink } from '../../components/button.ts'
import { select } from '../../components/choices.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { facts } from '../../components/facts.ts'
import { textField } from '../../components/field.ts'
import { notice } from '../../components/notice.ts'
import { count } from '../../components/staff/figures.ts'
import { type StaffSite, seal, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead } from '../../components/staff/page-head.ts'
import { staleNotice } from '../../components/staff/said.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import { campaignProgress, campaignReport } from './campaign-report.ts'
import type { CampaignView, ComputedView } from './campaign-view.ts'
import { campaignStates } from './campaigns.ts'
import { previewOf } from './send-preview.ts'

const words = wordsFor('fr')

/** `GET /coordination/campagnes/:id`: a draft to read before it leaves, or what became of its messages. */
export function campaignPage(site: StaffSite, view: CampaignView): Html {
  const isDraft = view.status === 'draft'
  const title = `${view.name} : ${campaignStates[view.status].toLowerCase()}`
  return staffPage(site, {
    title,
    section: 'envois',
    hasErrors: Object.keys(view.errors).length > 0,
    body: html`${errorSummary(words, view.errors)}${backLink('/coordination/campagnes', 'Campagnes')}
${staleNotice(view.stale)}${view.said && html`<div role="status">${notice('good', view.said)}</div>`}
${pageHead({ title, soft: softOf(view), actions: view.resultsHref && html`<a class="button button-secondary" href="${view.resultsHref}">Lire les réponses</a>` })}
<div class="stack">${isDraft ? draft(view) : underWay(view)}</div>`,
  })
}

/** `GET /coordination/campagnes/disponibilites`: the same report for what is computed every day. */
export function computedPage(
  site: StaffSite,
  { name, soft, year, report, path }: ComputedView,
): Html {
  const title = `${name} en ${year}`
  return staffPage(site, {
    title,
    section: 'envois',
    body: html`${backLink('/coordination/campagnes', 'Campagnes')}
${pageHead({ title, soft })}<div class="stack">${report.length > 0 && campaignProgress(report)}${campaignReport(report, `${path}/rapport.csv`)}</div>`,
  })
}

function softOf({ audience, since, status }: CampaignView): string {
  const asked = audience.email + audience.sms
  const households = status === 'draft' ? 'à interroger' : asked < 2 ? 'visé' : 'visés'
  return `${count(asked, 'foyer')} ${households}, orientés ${since}.`
}

function draft(view: CampaignView): Html {
  return html`${audienceCard(view)}
<section class="card stack" aria-labelledby="apercu"><h2 id="apercu">Ce qui partira</h2>${view.previews.map(previewOf)}</section>
${view.mayWrite && startForm(view)}${view.mayWrite && cancelForm(view, 'Abandonner ce brouillon', 'Rien n’est parti. Vous pourrez en préparer un autre.')}`
}

function underWay(view: CampaignView): Html {
  const { status, report, path, mayWrite } = view
  return html`<section class="card stack" aria-label="Avancée">${campaignProgress(report)}${facts(view.facts)}${mayWrite && paceForms(view)}</section>
${campaignReport(report, `${path}/rapport.csv`)}${audienceCard(view)}
${mayWrite && (status === 'running' || status === 'paused') && cancelForm(view, 'Annuler ce qui n’est pas parti', 'Les messages déjà partis restent partis, et on peut encore y répondre.')}`
}

/** Who is written to, who is to phone, who is left out and why: every household oriented is in one line. */
function audienceCard({ audience, status }: CampaignView): Html {
  const lines = [
    ['Par mail', audience.email],
    ['Par SMS', audience.sms],
    ['À appeler : ni mail ni portable', audience.toCall],
    ['Sans accord pour l’enquête', audience.noAgreement],
    ['Déjà interrogés cette fois', audience.alreadyAsked],
    ['Demande close : en double', audience.duplicate],
    ['Demande close : décès', audience.deceased],
    ['Demande effacée', audience.erased],
  ] as const
  const total = lines.reduce((sum, [, number]) => sum + number, 0)
  const title = status === 'draft' ? 'Qui la recevra' : 'Qui était visé'
  return card(
    'public',
    title,
    html`<table class="table"><caption class="visually-hidden">${title}</caption><thead><tr><th scope="col">Foyers orientés</th><th scope="col" class="number">Nombre</th></tr></thead>
<tbody>${lines.map(([label, number]) => html`<tr><th scope="row">${label}</th><td class="number">${number}</td></tr>\n`)}<tr><th scope="row">En tout</th><td class="number">${total}</td></tr></tbody></table>`,
  )
}

const HOURS = [1, 2, 4, 9, 18, 27, 45] as const

function startForm({ path, values, errors, seal: sealed, audience }: CampaignView): Html {
  const asked = audience.email + audience.sms
  return card(
    'lancer',
    'Lancer',
    html`<p class="soft">Les messages partent un à un, aux heures de bureau, du lundi au vendredi.</p>
<form class="stack" method="post" action="${path}/demarrer">${seal(sealed)}
${textField(words, { name: 'jour', label: 'Premier jour', value: values.jour ?? '', error: errors.jour, hint: 'Par exemple 01/12/2026.', width: 10, autocomplete: 'off' })}
${select(words, { name: 'heure', legend: 'Première heure', value: values.heure ?? '9', error: errors.heure, options: [9, 10, 11, 12, 13, 14, 15, 16, 17].map((hour) => ({ value: String(hour), label: `${hour} h` })) })}
${select(words, { name: 'duree', legend: 'Répartir sur', value: values.duree ?? '9', error: errors.duree, options: HOURS.map((hours) => ({ value: String(hours), label: hours === 1 ? 'une heure de bureau' : `${hours} heures de bureau` })) })}
<div class="actions"><button class="button" type="submit">Lancer ${count(asked, 'envoi')}</button></div></form>`,
  )
}

function paceForms({ path, status, seal: sealed }: CampaignView): Html | false {
  if (status === 'running')
    return html`<form method="post" action="${path}/pause">${seal(sealed)}<button class="button button-secondary" type="submit">Mettre en pause</button></form>`
  if (status !== 'paused') return false
  return html`<p>Rien ne part tant que vous ne reprenez pas.</p><form method="post" action="${path}/reprise">${seal(sealed)}<button class="button" type="submit">Reprendre les envois</button></form>`
}

function cancelForm({ path, seal: sealed }: CampaignView, label: string, note: string): Html {
  return html`<form class="card stack" method="post" action="${path}/annuler">${seal(sealed)}<p class="soft">${note}</p><div class="actions"><button class="button button-danger" type="submit">${label}</button></div></form>`
}
