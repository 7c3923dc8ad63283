import { backLink } from '../../components/button.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { textField } from '../../components/field.ts'
import { brandMark, icon } from '../../components/icons.ts'
import { layout, type Site, type TerritoryContact } from '../../components/layout.ts'
import { houseAndPractice } from '../../components/welcome-art.ts'
import { type Html, html, raw } from '../../html.ts'
import { phoneHref, phoneText } from '../../words/phone.ts'
import { wordsFor } from '../../words/words.ts'

export type FlyerView = {
  /** The QR code of the questionnaire, as SVG with its own text alternative. */
  readonly qr: Html
  /** Code of the place where it hangs; it travels in the QR code. */
  readonly source: string | null
  readonly contactEmail: string | null
  /** Address of the questionnaire, to type: without its protocol. */
  readonly address: string
  readonly staffNav: Html
  /** A leaflet that a doctor who leaves gives to their patients, who must not be named on it (rule 7). */
  readonly departure?: LeafletView
  /** What was typed as the code of the place, and why it cannot be one. */
  readonly refused?: { readonly typed: string; readonly error: string }
}

export type LeafletView = {
  /** « prend sa retraite le 30 juin 2027 ». */
  readonly what: string
  /** Page of the departure. */
  readonly backHref: string
}

/** B4: one A5 page to print, with the QR code and the coordinator's phone. */
export function flyerPage(site: Site & { territory: TerritoryContact }, view: FlyerView): Html {
  return layout({
    ...site,
    title: view.departure ? 'Feuillet A5' : 'Affiche A5',
    variant: 'staff',
    staffNav: view.staffNav,
    scripts: [site.assets.printJs],
    hasErrors: view.refused !== undefined,
    body: html`<div class="no-print stack">${view.refused && errorSummary(wordsFor(site.lang), { source: view.refused.error })}
${head(view)}
${view.departure ? leafletHelp() : placeForm(site, view)}</div>
<div class="flyer-sheet"><div class="flyer">${top(site.territory)}${view.departure ? earlyPromise(view.departure) : promise()}
<div class="flyer-art">${houseAndPractice}</div>${panel(site, view)}</div></div>`,
  })
}

function head({ departure }: FlyerView): Html {
  const [title, print] = departure
    ? ['Feuillet A5 pour ses patients', 'Imprimer le feuillet']
    : ['Affiche A5 à imprimer', 'Imprimer l’affiche']
  return html`${departure && backLink(departure.backHref, 'Ce départ')}<div class="page-head"><h1>${title}</h1>
<button class="button" type="button" data-island="print" hidden>${icon('print')} ${print}</button></div>`
}

function leafletHelp(): Html {
  return html`<p>Le médecin ou son secrétariat le remet à chaque patient. Il ne nomme personne, et chaque demande dira de quel départ elle vient.</p>`
}

/** Changes the code that the QR code carries: each request then says which flyer it came from. */
function placeForm({ lang }: Site, { source, refused }: FlyerView): Html {
  const svgHref = `/coordination/qr.svg${source ? `?source=${source}` : ''}`
  const field = textField(wordsFor(lang), {
    name: 'source',
    label: 'Où sera-t-elle affichée ?',
    hint: 'Un code court, par exemple pharmacie-12 : chaque demande dira de quelle affiche elle vient.',
    value: refused?.typed ?? source ?? '',
    error: refused?.error,
    maxlength: 40,
    autocomplete: 'off',
    optional: true,
  })
  return html`<form class="stack" method="get" action="/coordination/affiche">${field}
<div class="actions"><button class="button button-secondary" type="submit">Mettre ce code sur l’affiche</button><a href="${svgHref}" download="qr-questionnaire.svg">Le QR code seul (SVG)</a></div></form>`
}

function top(territory: TerritoryContact): Html {
  return html`<div class="flyer-top"><span class="brand">${brandMark}<span><span class="brand-name">Trait d’union</span><span class="brand-by">${territory.name}</span></span></span>
<p class="flyer-soft"><b>Gratuit, 3 minutes</b></p></div>`
}

function promise(): Html {
  const facts = ['Pour vous et votre foyer', 'Sans compte', 'Vous choisissez']
  return html`<div><h2 class="flyer-title">Vous n’avez pas de médecin traitant ?</h2>
<p class="flyer-lede">Nous cherchons avec vous un médecin près de chez vous, qui accueille de nouveaux patients.</p>
<ul class="flyer-facts">${facts.map((fact) => html`<li>${icon('check')}${fact}</li>`)}</ul></div>`
}

function earlyPromise({ what }: LeafletView): Html {
  const facts = ['Pour vous et votre foyer', 'Sans compte', 'Vous choisissez']
  return html`<div><h2 class="flyer-title">Votre médecin ${what}</h2>
<p class="flyer-lede">N’attendez pas ce jour : nous cherchons dès maintenant avec vous un médecin près de chez vous.</p>
<ul class="flyer-facts">${facts.map((fact) => html`<li>${icon('check')}${fact}</li>`)}</ul></div>`
}

function panel(site: Site & { territory: TerritoryContact }, view: FlyerView): Html {
  const { contactName, contactPhone, contactHours } = site.territory
  const words = wordsFor(site.lang).site
  const signature = [view.contactEmail, view.source && `affiche ${view.source}`].filter(Boolean)
  return html`<div class="flyer-panel"><div class="flyer-ways">
<div class="flyer-way"><p class="flyer-way-title">Avec votre téléphone</p><strong>Scannez le carré et répondez aux questions</strong><p class="flyer-way-title">ou allez sur ${view.address}</p></div>
<div class="flyer-way"><p class="flyer-way-title">De vive voix</p><strong>Appelez ${contactName}</strong><a class="flyer-phone" href="${phoneHref(contactPhone)}">${phoneText(contactPhone)}</a><p class="flyer-way-title">${contactHours}</p></div></div>
<div class="flyer-qr">${view.qr}<span>Scannez-moi</span></div>
<p class="flyer-foot"><span>${raw(words.emergency)}.</span><span>${signature.join(', ')}</span>${site.demo && html`<span class="flyer-demo">${words.demo}</span>`}</p></div>`
}
