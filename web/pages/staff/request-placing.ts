import { choices } from '../../components/choices.ts'
import { textField } from '../../components/field.ts'
import { seal } from '../../components/staff/frame.ts'
import { mapPanel } from '../../components/staff/map-panel.ts'
import { fold } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import { isOnBorder, territoryForm } from './request-territory.ts'
import { type RequestView, requestHref } from './request-view.ts'

/** For a home that a person must place, or whose territory a person must decide: why, the map, and the forms. */
export function placingGrid(view: RequestView, mayWrite: boolean): Html {
  return html`<div class="request-grid">
<section class="request-list card stack" aria-labelledby="placer"><h2 id="placer">${isOnBorder(view) ? 'Tout près de la limite du territoire' : 'Où habite ce foyer ?'}</h2>
<p>Écrit : <strong>${view.home.typed}</strong></p>
${view.home.doubts.length > 0 && html`<ul>${view.home.doubts.map((doubt) => html`<li>${doubt}</li>`)}</ul>`}
${mayWrite && (isOnBorder(view) ? borderForms(view) : html`${candidateForm(view)}${addressForm(view)}${positionForm(view)}`)}</section>
<section class="request-map" aria-label="Carte">${placingMap(view, mayWrite)}</section></div>`
}

function borderForms(view: RequestView): Html {
  return html`${territoryForm(view)}<details class="disclosure"><summary>Ce n’est pas la bonne adresse</summary><div class="stack fold-body">${candidateForm(view)}${addressForm(view)}${positionForm(view)}</div></details>`
}

/** For a home that is placed: the same forms, folded. */
export function placingFold(view: RequestView): Html {
  const isOpen = ['adresse', 'code_postal', 'commune', 'lon', 'lat'].some(
    (name) => view.form.errors[name],
  )
  const title = 'Corriger l’adresse ou la position'
  return fold(
    title,
    html`<h2 class="visually-hidden">${title}</h2>${addressForm(view)}${positionForm(view)}`,
    isOpen,
  )
}

function placingMap(view: RequestView, mayWrite: boolean): Html {
  const { position, label, typed } = view.home
  return mapPanel({
    label: 'Carte du territoire, pour placer le domicile',
    source: 'Contours du territoire',
    canMove: mayWrite,
    view: {
      ...view.map,
      home: position && { position, label: label ?? typed },
      maxKm: null,
      practices: [],
    },
  })
}

function candidateForm(view: RequestView): Html | false {
  if (view.home.candidates.length === 0) return false
  return html`<form class="stack" method="post" action="${requestHref(view.id)}/position">${seal(view.seal)}
${choices(wordsFor('fr'), {
  name: 'candidat',
  legend: 'Est-ce l’une de ces adresses ?',
  options: view.home.candidates,
  value: view.form.values.candidat ?? '',
  error: view.form.errors.candidat,
})}
<button class="button${isOnBorder(view) && ' button-secondary'}" type="submit">Retenir cette adresse</button></form>`
}

function addressForm(view: RequestView): Html {
  const { values, errors } = view.form
  const words = wordsFor('fr')
  const field = (name: string, label: string, width?: 10) =>
    textField(words, {
      name,
      label,
      value: values[name] ?? '',
      error: errors[name],
      ...(width ? { width } : {}),
    })
  return html`<form class="stack" method="post" action="${requestHref(view.id)}/adresse">${seal(view.seal)}
<h3>Écrire une autre adresse</h3>
${field('adresse', 'Numéro et rue')}<div class="field-row field-row-grow">${field('code_postal', 'Code postal', 10)}${field('commune', 'Commune')}</div>
<button class="button button-secondary" type="submit">Chercher cette adresse</button></form>`
}

function positionForm(view: RequestView): Html {
  const { values, errors } = view.form
  const words = wordsFor('fr')
  const [lon, lat] = view.home.position ?? []
  const field = (name: string, label: string, value: number | undefined) =>
    textField(words, {
      name,
      label,
      value: values[name] ?? value?.toFixed(6) ?? '',
      error: errors[name],
      width: 10,
    })
  const isFirst =
    view.status === 'to_locate' && view.home.candidates.length === 0 && !isOnBorder(view)
  return html`<form class="stack" method="post" action="${requestHref(view.id)}/position" data-map-position>${seal(view.seal)}
<h3>Placer le domicile sur la carte</h3>
<p class="field-hint">Le bouton « Déplacer le domicile » sous la carte remplit ces deux cases. On peut aussi les écrire.</p>
<div class="field-row">${field('lon', 'Longitude', lon)}${field('lat', 'Latitude', lat)}</div>
<button class="button${!isFirst && ' button-secondary'}" type="submit">Enregistrer cette position</button></form>`
}
