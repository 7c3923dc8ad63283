import { backLink } from '../../components/button.ts'
import { choices } from '../../components/choices.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { textField } from '../../components/field.ts'
import { notice } from '../../components/notice.ts'
import { type PeopleLeftForm, peopleLeftFields } from '../../components/people-left.ts'
import { count } from '../../components/staff/figures.ts'
import { type FormSeal, type StaffSite, seal, staffPage } from '../../components/staff/frame.ts'
import { card, fold, pageHead } from '../../components/staff/page-head.ts'
import { staleNotice } from '../../components/staff/said.ts'
import { type Html, html } from '../../html.ts'
import { wordsFor } from '../../words/words.ts'
import type { StaleView } from './request-view.ts'

export type DepartureFormView = PeopleLeftForm & {
  /** « Dr Nour Belkassari ». */
  readonly doctor: string
  readonly doctorHref: string
  /** Address of this page, and of what hangs from it. */
  readonly action: string
  readonly seal: FormSeal
  /** What is announced already; null for nothing. */
  readonly current: AnnouncedView | null
  readonly stale: StaleView | null
}

export interface AnnouncedView {
  /** « 30 juin 2027 ». */
  readonly leavesOn: string
  readonly people: number
  /** Who announced it, and on what day: « Dr Nour Belkassari, le 24 novembre 2026 ». */
  readonly by: string
  /** Said after a change. */
  readonly isSaved: boolean
}

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

function announced(
  view: DepartureFormView,
  { leavesOn, people, by, isSaved }: AnnouncedView,
): Html {
  const saved = isSaved ? 'C’est enregistré. ' : ''
  return html`${notice('good', html`${saved}<strong>Départ annoncé pour le ${leavesOn} : ${count(people, 'personne à réorienter', 'personnes à réorienter')}.</strong> Annoncé par ${by}. Le feuillet invite ses patients à s’inscrire dès maintenant.`)}
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
${textField(wordsFor('fr'), { name: 'part_le', label: 'Premier jour sans lui', value: values.part_le ?? '', error: errors.part_le, hint: 'Année, mois, jour, par exemple 2027-06-30.', width: 10 })}`,
  )
}

function who(view: DepartureFormView): Html {
  return card(
    'depart-qui',
    'Combien de personnes le suivaient',
    html`<p class="soft">Une estimation suffit. Laissez vide ce que vous ne savez pas.</p>
${peopleLeftFields(view, fold)}`,
  )
}
