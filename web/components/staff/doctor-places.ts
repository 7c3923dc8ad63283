import { type Html, html } from '../../html.ts'
import { type FormSeal, seal } from './frame.ts'
import { card } from './page-head.ts'

/** Where a doctor takes people, and until when. */
export interface DoctorPlacesView {
  /** Address of the sheet shown. */
  readonly href: string
  readonly seal: FormSeal
  readonly places: readonly DoctorPlace[]
  /** « 30 juin 2027 »: the day from which they are no longer there; null when nothing is announced. */
  readonly leavesOn: string | null
  /** Said after a change. */
  readonly said: string | null
}

export interface DoctorPlace {
  readonly href: string
  readonly isShown: boolean
  readonly practice: string
  readonly practiceHref: string
  /** « du 1er décembre 2026 au 31 mars 2027 », or nothing. */
  readonly dates: string
  readonly places: number
}

/** Every place of the doctor, what may be added or taken away, and their departure. */
export function doctorPlaces(view: DoctorPlacesView): Html {
  return card(
    'lieux',
    view.places.length > 1 ? 'Ses lieux de consultation' : 'Son lieu de consultation',
    html`${view.said && html`<p><strong>${view.said}</strong></p>`}
<ul class="stack stack-s">${view.places.map(placeLine)}</ul>
<div class="actions"><a class="button button-secondary" href="${view.href}/lieux/nouveau">Ajouter un lieu ou un séjour</a>${view.places.length > 1 && remove(view)}</div>
<p>${departure(view)}</p>`,
  )
}

function placeLine({ href, isShown, practice, practiceHref, dates, places }: DoctorPlace): Html {
  const name = isShown
    ? html`<strong>${practice}</strong> (cette fiche)`
    : html`<a href="${href}">${practice}</a>`
  return html`<li>${name}${dates && `, ${dates}`}, ${places} ${places < 2 ? 'place' : 'places'} · <a href="${practiceHref}" aria-label="Adresse et secrétariat : ${practice}">Adresse et secrétariat</a></li>`
}

function remove(view: DoctorPlacesView): Html {
  return html`<form method="post" action="${view.href}/lieux/retirer">${seal(view.seal)}<button class="button button-quiet" type="submit">Retirer le lieu de cette fiche</button></form>`
}

function departure({ href, leavesOn }: DoctorPlacesView): Html {
  if (!leavesOn)
    return html`<a href="${href}/depart">Annoncer son départ</a> <span class="soft">(retraite, déménagement)</span>`
  return html`Départ annoncé pour le ${leavesOn} : <a href="${href}/depart">voir, corriger, imprimer le feuillet</a>`
}
