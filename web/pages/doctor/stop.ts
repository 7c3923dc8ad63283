import { choices } from '../../components/choices.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { textField } from '../../components/field.ts'
import type { Errors, Values } from '../../components/form.ts'
import type { Site } from '../../components/layout.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import type { DoctorFacts, PageSeal } from './doctor-view.ts'
import { backToPage, doctorPage, pageSeal } from './frame.ts'

const words = wordsFor('fr')

export type StopView = {
  readonly path: string
  readonly doctor: DoctorFacts
  readonly seal: PageSeal
  readonly values: Values
  readonly errors: Errors
}

/** « Faire une pause »: until when, and at which practice where there are several. */
export function pausePage(site: Site, view: StopView): Html {
  const { path, doctor, seal, values, errors } = view
  return doctorPage(site, {
    title: 'Faire une pause',
    name: doctor.name,
    hasErrors: Object.keys(errors).length > 0,
    body: html`${errorSummary(words, errors)}${backToPage(path)}
<form class="stack" method="post" action="${path}/pause">${pageSeal(seal)}<h1>Faire une pause</h1>
<p>Pendant ce temps, personne ne vous est adressé. Ensuite, vos places sont de nouveau proposées.</p>
${where(view)}
${choices(words, {
  name: 'duree',
  legend: 'Jusqu’à quand ?',
  value: values.duree ?? '',
  error: errors.duree,
  shape: 'inline',
  options: [
    { value: '1', label: 'Un mois' },
    { value: '2', label: 'Deux mois' },
    { value: '3', label: 'Trois mois' },
    { value: 'date', label: 'Jusqu’à une date' },
  ],
})}
${textField(words, { name: 'pause_le', label: 'Dernier jour, si vous choisissez une date', value: values.pause_le ?? '', error: errors.pause_le, hint: 'Par exemple 31/03/2027.', width: 10, autocomplete: 'off' })}
<div class="actions actions-wide"><button class="button">Mettre en pause</button></div></form>`,
  })
}

/** Asks once more before the doctor leaves the list. Only the button acts. */
export function leavePage(site: Site, { path, doctor, seal }: StopView): Html {
  return doctorPage(site, {
    title: 'Quitter la liste',
    name: doctor.name,
    body: html`${backToPage(path)}
<form class="stack" method="post" action="${path}/quitter">${pageSeal(seal)}<h1>Quitter la liste ?</h1>
<p>Vous ne serez plus nommé à personne, et vos accords prennent fin. Les foyers qui ont déjà votre nom le gardent. Vous pourrez revenir quand vous voulez, en nous appelant.</p>
<p>Vous partez à la retraite, ou vous changez de lieu ? <a href="${path}/depart">Annoncez plutôt votre départ</a> : vos patients pourront chercher un médecin avant.</p>
<div class="actions actions-wide"><button class="button button-danger">Quitter la liste</button></div></form>`,
  })
}

function where({ doctor, values }: StopView): Html | false {
  if (doctor.practices.length < 2) return false
  return choices(words, {
    name: 'cabinet',
    legend: 'À quel cabinet ?',
    value: values.cabinet ?? '',
    options: [
      { value: '', label: 'Partout' },
      ...doctor.practices.map(({ id, name }) => ({ value: id, label: name })),
    ],
  })
}
