import { backLink } from '../../components/button.ts'
import { choices } from '../../components/choices.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { type TextField, textField } from '../../components/field.ts'
import type { Errors, Values } from '../../components/form.ts'
import { notice } from '../../components/notice.ts'
import { count } from '../../components/staff/figures.ts'
import { type FormSeal, type StaffSite, seal, staffPage } from '../../components/staff/frame.ts'
import { card, fold, pageHead } from '../../components/staff/page-head.ts'
import { staleNotice } from '../../components/staff/said.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import type { StaleView } from './request-view.ts'

export interface DepartureFormView {
  /** « Dr Nour Belkassari ». */
  readonly doctor: string
  readonly doctorHref: string
  /** Address of this page, and of what hangs from it. */
  readonly action: string
  readonly seal: FormSeal
  readonly values: Values
  readonly errors: Errors
  /** A line each: `field` begins the names of its three fields. */
  readonly communes: readonly { readonly name: string; readonly field: string }[]
  /** Lines for communes that are not listed. */
  readonly otherLines: number
  /** What is announced already; null for nothing. */
  readonly current: AnnouncedView | null
  readonly stale: StaleView | null
}

export interface AnnouncedView {
  /** « 30 juin 2027 ». */
  readonly leavesOn: string
  readonly people: number
  /** Said after a change. */
  readonly isSaved: boolean
}

/** Age bands as the form names them, in order. */
export const bandLabels = { '0-15': '0 à 15 ans', '16-69': '16 à 69 ans', '70+': '70 ans et plus' }

/** `/coordination/medecins/:id/depart`: when a doctor leaves, and how many people it leaves, without any name. */
export function departureFormPage(site: StaffSite, view: DepartureFormView): Html {
  const title = `Départ du ${view.doctor}`
  return staffPage(site, {
    title,
    section: 'medecins',
    hasErrors: Object.keys(view.errors).length > 0,
    body: html`${backLink(view.doctorHref, view.doctor)}
${errorSummary(wordsFor('fr'), view.errors)}${staleNotice(view.stale)}
${pageHead({ title, soft: 'Comptez les personnes, ne nommez personne.', actions: html`<a class="button button-quiet" href="/coordination/departs">Tous les départs</a>` })}
${view.current && announced(view, view.current)}
<form class="doctor-form" method="post" action="${view.action}">${seal(view.seal)}${when(view)}${who(view)}
<div class="action-bar request-bar"><p class="soft">À partir de ce jour, ce médecin n’est plus sur aucune liste.</p><div class="actions"><a class="button button-quiet" href="${view.doctorHref}">Annuler</a><button class="button" type="submit">Enregistrer le départ</button></div></div></form>`,
  })
}

function announced(view: DepartureFormView, { leavesOn, people, isSaved }: AnnouncedView): Html {
  const saved = isSaved ? 'C’est enregistré. ' : ''
  return html`${notice('good', html`${saved}<strong>Départ annoncé pour le ${leavesOn} : ${count(people, 'personne à réorienter', 'personnes à réorienter')}.</strong> Le feuillet invite ses patients à s’inscrire dès maintenant.`)}
<div class="actions"><a class="button button-secondary" href="${view.action}/feuillet">Feuillet à imprimer</a>
<form method="post" action="${view.action}/annuler">${seal(view.seal)}<button class="button button-quiet" type="submit">Il reste, annuler ce départ</button></form></div>`
}

function when({ values, errors }: DepartureFormView): Html {
  return card(
    'depart-quand',
    'Quand, et pourquoi',
    html`${choices(wordsFor('fr'), {
      name: 'motif',
      legend: 'Ce médecin',
      options: [
        { value: 'retraite', label: 'Part à la retraite' },
        { value: 'demenagement', label: 'Déménage ou change d’exercice' },
        {
          value: 'autre',
          label: 'S’arrête pour une autre raison',
          note: 'laquelle ne regarde que lui',
        },
      ],
      value: values.motif ?? '',
      error: errors.motif,
    })}
${field({ values, errors }, 'part_le', 'Premier jour sans lui', { hint: 'Année, mois, jour, par exemple 2027-06-30.', width: 10 })}`,
  )
}

/** Communes that count people come first; a long list of the others is folded away. */
function who(view: DepartureFormView): Html {
  const isCounted = ({ field: prefix }: { field: string }) =>
    Object.entries(view.values).some(([name, value]) => name.startsWith(prefix) && value !== '') ||
    Object.keys(view.errors).some((name) => name.startsWith(prefix))
  const isShort = view.communes.length <= SHORT_LIST
  const shown = view.communes.filter((commune) => isShort || isCounted(commune))
  const folded = view.communes.filter((commune) => !shown.includes(commune))
  return card(
    'depart-qui',
    'Combien de personnes le suivaient',
    html`<p class="soft">Une estimation suffit. Laissez vide ce que vous ne savez pas.</p>
${shown.map((commune) => communeLine(view, commune))}
${
  folded.length > 0 &&
  fold(
    'Autres communes du territoire',
    folded.map((commune) => communeLine(view, commune)),
    shown.length === 0,
  )
}
${fold(
  'Une autre commune',
  Array.from({ length: view.otherLines }, (_, i) => otherLine(view, i)),
  Object.keys(view.errors).some((name) => name.startsWith('autre')),
)}`,
  )
}

const SHORT_LIST = 6

function communeLine(
  view: DepartureFormView,
  { name, field: prefix }: { name: string; field: string },
): Html {
  return html`<fieldset class="field"><legend class="field-legend">${name}</legend>${bands(view, prefix)}</fieldset>`
}

function otherLine(view: DepartureFormView, i: number): Html {
  return html`<fieldset class="field"><legend class="field-legend">Autre commune ${i + 1}</legend><div class="field-row">${field(view, `autre_commune[${i}]`, 'Commune')}${field(view, `autre_code_postal[${i}]`, 'Code postal', { width: 10, inputmode: 'numeric' })}</div>${bands(view, `autres[${i}]`)}</fieldset>`
}

function bands(view: DepartureFormView, prefix: string): Html {
  return html`<div class="field-row">${Object.entries(bandLabels).map(([band, label]) =>
    field(view, `${prefix}[${band}]`, label, { width: 4, inputmode: 'numeric' }),
  )}</div>`
}

type More = Partial<Omit<TextField, 'name' | 'label' | 'value' | 'error'>>

function field(
  { values, errors }: Pick<DepartureFormView, 'values' | 'errors'>,
  name: string,
  label: string,
  more: More = {},
): Html {
  const value = values[name] ?? ''
  return textField(wordsFor('fr'), { ...more, name, label, value, error: errors[name] })
}
