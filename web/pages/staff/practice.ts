import { backLink } from '../../components/button.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { type TextField, textField } from '../../components/field.ts'
import type { Errors, Values } from '../../components/form.ts'
import { notice } from '../../components/notice.ts'
import { count } from '../../components/staff/figures.ts'
import { type FormSeal, type StaffSite, seal, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead } from '../../components/staff/page-head.ts'
import { staleNotice } from '../../components/staff/said.ts'
import { doctorTag } from '../../components/staff/tags.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import type { DoctorState } from './labels.ts'
import type { StaleView } from './request-view.ts'

export interface PracticeView {
  readonly title: string
  readonly action: string
  readonly seal: FormSeal
  /** As typed, by column of the doctors' file, and `horaires`. */
  readonly values: Values
  readonly errors: Errors
  readonly isLocated: boolean
  readonly doctors: readonly PracticeDoctor[]
  /** Said after a change. */
  readonly isSaved: boolean
  readonly stale: StaleView | null
}

export interface PracticeDoctor {
  readonly name: string
  readonly href: string
  readonly state: DoctorState
  readonly freePlaces: number
}

/** `/coordination/cabinets/:id`: one place, one secretariat, for all its doctors. */
export function practicePage(site: StaffSite, view: PracticeView): Html {
  const doctors = count(view.doctors.length, 'médecin volontaire', 'médecins volontaires')
  return staffPage(site, {
    title: view.title,
    section: 'medecins',
    hasErrors: Object.keys(view.errors).length > 0,
    body: html`${backLink('/coordination/medecins', 'Médecins')}
${errorSummary(wordsFor('fr'), view.errors)}${staleNotice(view.stale)}
${view.isSaved && notice('good', 'C’est enregistré, pour tous les médecins de ce cabinet.')}
${!view.isLocated && notice('warn', html`<strong>Ce cabinet reste à placer.</strong> Corrigez son adresse, ou donnez sa longitude et sa latitude : ses médecins sont hors des listes jusque-là.`)}
${pageHead({ title: view.title, soft: `${doctors}. Ce qui change ici change pour tous.` })}
<form class="doctor-form" method="post" action="${view.action}">${seal(view.seal)}${place(view)}${secretariat(view)}
<div class="action-bar request-bar"><p class="soft">Le secrétariat n’est donné qu’aux foyers à qui l’on nomme un médecin.</p><div class="actions"><a class="button button-quiet" href="/coordination/medecins">Annuler</a><button class="button" type="submit">Enregistrer</button></div></div></form>
${people(view.doctors)}`,
  })
}

function place(view: PracticeView): Html {
  return card(
    'cabinet-lieu',
    'Le lieu',
    html`${field(view, 'cabinet', 'Nom du cabinet', { optional: true })}
${field(view, 'adresse', 'Numéro et rue')}
${row(field(view, 'code_postal', 'Code postal', { width: 10, inputmode: 'numeric' }), field(view, 'commune', 'Commune'))}
${row(
  field(view, 'lon', 'Longitude', {
    hint: 'Videz les deux pour chercher l’adresse de nouveau.',
    optional: true,
    width: 10,
  }),
  field(view, 'lat', 'Latitude', { hint: 'Par exemple 50,63.', optional: true, width: 10 }),
)}`,
  )
}

function secretariat(view: PracticeView): Html {
  return card(
    'cabinet-secretariat',
    'Le secrétariat',
    html`<p class="soft">Sert aux médecins qui n’ont pas le leur sur leur fiche. Écrivez comme les foyers le liront.</p>
${field(view, 'telephone', 'Téléphone', { optional: true, type: 'tel', width: 10 })}
${field(view, 'horaires', 'Quand appeler', { hint: 'Par exemple : Appelez du lundi au vendredi, de 9 h à 12 h.', optional: true, maxlength: 300 })}
${field(view, 'prise_de_rdv', 'Comment prendre le premier rendez-vous', { hint: 'Par exemple : Dites que vous cherchez un médecin traitant, venez avec votre carte Vitale.', optional: true, maxlength: 300 })}`,
  )
}

function people(doctors: readonly PracticeDoctor[]): Html {
  return card(
    'cabinet-medecins',
    'Ses médecins',
    html`<ul class="stack stack-s">${doctors.map(({ name, href, state, freePlaces }) => html`<li><a href="${href}">${name}</a> ${doctorTag(state)} <span class="soft small">${count(freePlaces, 'place libre', 'places libres')}</span></li>`)}</ul>`,
  )
}

type More = Partial<Omit<TextField, 'name' | 'label' | 'value' | 'error'>>

function field(view: PracticeView, name: string, label: string, more: More = {}): Html {
  const value = view.values[name] ?? ''
  return textField(wordsFor('fr'), { ...more, name, label, value, error: view.errors[name] })
}

function row(...fields: readonly Html[]): Html {
  return html`<div class="field-row field-row-grow">${fields}</div>`
}
