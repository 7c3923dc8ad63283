import { backLink } from '../../components/button.ts'
import { checkbox, choices, choicesOf, select } from '../../components/choices.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { type TextField, textField } from '../../components/field.ts'
import type { Errors, Values } from '../../components/form.ts'
import {
  type DoctorAcceptanceView,
  doctorAcceptance,
} from '../../components/staff/doctor-acceptance.ts'
import { type DoctorMovesView, doctorMoves } from '../../components/staff/doctor-moves.ts'
import { type DoctorPlacesView, doctorPlaces } from '../../components/staff/doctor-places.ts'
import { type FormSeal, type StaffSite, seal, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead } from '../../components/staff/page-head.ts'
import { staleNotice } from '../../components/staff/said.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import type { StaleView } from './request-view.ts'

export interface DoctorFormView {
  /** `/coordination/medecins/nouveau` or `/coordination/medecins/:id`. */
  readonly action: string
  /** Name of the doctor being changed; null for a new one. */
  readonly name: string | null
  readonly seal: FormSeal
  /** As typed, by column of the doctors' file; agreements are `oui` or nothing, with their date in `agreements`. */
  readonly values: Values
  readonly errors: Errors
  /** A secure address may be written: there is an account to write to it. */
  readonly hasSecureMail?: boolean
  readonly agreements: Readonly<Record<AgreementField, string | null>>
  readonly stale: StaleView | null
  /** What may be recorded beside the sheet; nothing for a new doctor. */
  readonly moves?: DoctorMovesView | null
  /** Their places; nothing for a new doctor. */
  readonly places?: DoctorPlacesView | null
  /** What to talk about with them. */
  readonly acceptance?: readonly DoctorAcceptanceView[]
  /** One more place of a doctor already known: who they are is not asked again. */
  readonly newPlace?: NewPlaceView
}

export interface NewPlaceView {
  readonly doctorHref: string
  /** To choose one rather than write it again. */
  readonly practices: readonly { readonly id: string; readonly label: string }[]
}

export type AgreementField = 'accord_coordination' | 'accord_patients' | 'accord_carte'

/** Create or change a doctor at a practice: the columns of the doctors' file, by the same names. */
export function doctorFormPage(site: StaffSite, view: DoctorFormView): Html {
  const { newPlace } = view
  const title = newPlace ? `Nouveau lieu : ${view.name}` : (view.name ?? 'Ajouter un médecin')
  const backHref = newPlace?.doctorHref ?? '/coordination/medecins'
  return staffPage(site, {
    title,
    section: 'medecins',
    hasErrors: Object.keys(view.errors).length > 0,
    body: html`${backLink(backHref, newPlace ? (view.name ?? '') : 'Médecins')}
${errorSummary(wordsFor('fr'), view.errors)}${staleNotice(view.stale)}
${pageHead({ title })}
${view.moves && doctorMoves(view.moves)}${view.places && doctorPlaces(view.places)}${doctorAcceptance(view.acceptance ?? [], site.account.role !== 'auditor')}
<form class="doctor-form" method="post" action="${view.action}">${seal(view.seal)}
${!newPlace && html`${who(view)}${contact(view)}`}${practice(view)}${availability(view)}${conditions(view)}${!newPlace && agreements(view)}
<div class="action-bar request-bar"><p class="soft">Le médecin peut faire changer ou effacer ce qui est écrit ici.</p><div class="actions"><a class="button button-quiet" href="${backHref}">Annuler</a><button class="button" type="submit">Enregistrer</button></div></div></form>`,
  })
}

function who(view: DoctorFormView): Html {
  return card(
    'qui',
    'Le médecin',
    html`${row(field(view, 'prenom', 'Prénom'), field(view, 'nom', 'Nom'))}
${row(
  field(view, 'rpps', 'Numéro RPPS', { hint: '11 chiffres.', width: 10, inputmode: 'numeric' }),
  field(view, 'telephone', 'Téléphone', { hint: 'Donné aux foyers.', width: 10, type: 'tel' }),
  field(view, 'courriel', 'Mail', { type: 'email', optional: true }),
)}
${
  view.hasSecureMail &&
  field(view, 'courriel_securise', 'Mail sécurisé (MSSanté)', {
    hint: 'Il y reçoit le nom des foyers qui ont accepté.',
    type: 'email',
    optional: true,
  })
}${field(view, 'langues', 'Langues parlées', { hint: 'Codes de deux lettres séparés par des virgules, par exemple fr, pt, ar.', optional: true })}`,
  )
}

/** How we write to them, apart from the phone that patients are given. */
function contact(view: DoctorFormView): Html {
  return card(
    'messages',
    'Nos messages au médecin',
    html`${choices(wordsFor('fr'), {
      name: 'canal',
      legend: 'Comment les recevoir ?',
      hint: 'Si ce moyen manque, nous prenons l’autre.',
      options: [
        { value: 'courriel', label: 'Mail' },
        { value: 'sms', label: 'SMS' },
      ],
      value: view.values.canal ?? 'courriel',
      error: view.errors.canal,
      shape: 'pair',
    })}
${field(view, 'mobile', 'Mobile privé', { hint: 'Jamais donné aux foyers : pour nos SMS, et le code qui lui montre les noms. Vide : le téléphone, s’il reçoit les SMS.', optional: true, width: 10, type: 'tel' })}`,
  )
}

function practice(view: DoctorFormView): Html {
  return card(
    'cabinet-titre',
    'Le cabinet',
    html`${view.newPlace && knownPractice(view, view.newPlace)}
${field(view, 'cabinet', 'Nom du cabinet')}
${field(view, 'adresse', 'Numéro et rue')}
${row(field(view, 'code_postal', 'Code postal', { width: 10, inputmode: 'numeric' }), field(view, 'commune', 'Commune'))}
${row(
  field(view, 'lon', 'Longitude', {
    hint: 'Seulement si l’adresse est mal trouvée.',
    optional: true,
    width: 10,
  }),
  field(view, 'lat', 'Latitude', { hint: 'Par exemple 50,63.', optional: true, width: 10 }),
)}
${choices(wordsFor('fr'), {
  name: 'plain_pied',
  legend: 'Peut-on entrer sans monter de marche ?',
  options: [
    ...choicesOf(['oui', 'non'], { oui: 'Oui', non: 'Non' }),
    { value: '', label: 'On ne sait pas' },
  ],
  value: view.values.plain_pied ?? '',
  error: view.errors.plain_pied,
  shape: 'pair',
})}`,
  )
}

function knownPractice({ values, errors }: DoctorFormView, { practices }: NewPlaceView): Html {
  return select(wordsFor('fr'), {
    name: 'cabinet_connu',
    legend: 'Un cabinet déjà connu',
    hint: 'Choisi ici, il n’y a rien à écrire sur le lieu.',
    options: [
      { value: '', label: 'Non, un autre' },
      ...practices.map(({ id, label }) => ({ value: id, label })),
    ],
    value: values.cabinet_connu ?? '',
    error: errors.cabinet_connu,
  })
}

function availability(view: DoctorFormView): Html {
  const number = { width: 4, inputmode: 'numeric' } as const
  return card(
    'places-titre',
    'Combien de personnes',
    html`${row(
      field(view, 'places', 'Places', { ...number, hint: 'Nouvelles personnes.' }),
      field(view, 'places_ald', 'dont pour une ALD', { ...number, optional: true }),
      field(view, 'places_visite', 'dont à domicile', { ...number, optional: true }),
    )}
${row(
  field(view, 'debut', 'À partir du', {
    hint: 'Vide : dès maintenant.',
    optional: true,
    width: 10,
  }),
  field(view, 'fin', 'Jusqu’au', {
    hint: 'Pour un séjour limité, par exemple 2027-03-31.',
    optional: true,
    width: 10,
  }),
)}
${field(view, 'communes_visite', 'Communes où il se déplace', { hint: 'Codes INSEE séparés par des virgules. Vide : partout où il exerce.', optional: true })}
${field(view, 'confirme_le', 'Confirmé le', { hint: 'Date de sa dernière réponse : année, mois, jour, par exemple 2026-11-03.', width: 10 })}`,
  )
}

function conditions(view: DoctorFormView): Html {
  const age = { width: 4, inputmode: 'numeric', optional: true } as const
  return card(
    'conditions',
    'À quelles conditions',
    html`${row(field(view, 'age_min', 'Âge minimal', age), field(view, 'age_max', 'Âge maximal', age))}
${field(view, 'prise_de_rdv', 'Comment prendre le premier rendez-vous', { hint: 'Lu aux foyers. Par exemple : le secrétariat répond de 9 h à 12 h.', optional: true })}`,
  )
}

const agreementLabels: Record<AgreementField, string> = {
  accord_coordination: 'Être connu de la coordination',
  accord_patients: 'Être nommé aux foyers que la coordination lui adresse',
  accord_carte: 'Être sur une carte publique',
}

/** Three agreements, separate, dated and revocable (rule 7 of server/README.md). */
function agreements(view: DoctorFormView): Html {
  const fields = Object.keys(agreementLabels) as AgreementField[]
  return card(
    'accords',
    'Ce que le médecin a accepté',
    html`<p class="soft">Chaque accord est séparé, daté, et se retire quand il le demande.</p>
<div class="choices">${fields.map((name) => {
      const since = view.agreements[name]
      const label = since ? `${agreementLabels[name]} (depuis le ${since})` : agreementLabels[name]
      return checkbox(name, label, view.values[name] === 'oui')
    })}</div>`,
  )
}

type More = Partial<Omit<TextField, 'name' | 'label' | 'value' | 'error'>>

function field(
  { values, errors }: DoctorFormView,
  name: string,
  label: string,
  more: More = {},
): Html {
  return textField(wordsFor('fr'), {
    ...more,
    name,
    label,
    value: values[name] ?? '',
    error: errors[name],
  })
}

function row(...fields: readonly Html[]): Html {
  return html`<div class="field-row field-row-grow">${fields}</div>`
}
