import { hidden } from '../../components/button.ts'
import { choices } from '../../components/choices.ts'
import { errorSummary } from '../../components/error-summary.ts'
import { textField } from '../../components/field.ts'
import type { Site } from '../../components/layout.ts'
import { notice } from '../../components/notice.ts'
import {
  hasPeopleLeft,
  type PeopleLeftForm,
  peopleLeftFields,
} from '../../components/people-left.ts'
import { type Html, html } from '../../html.ts'
import { fullDay, type IsoDay } from '../../words/dates.ts'
import { wordsFor } from '../../words/words.ts'
import type { PageSeal, Stale } from './doctor-view.ts'
import { backToPage, doctorPage, pageSeal } from './frame.ts'

const words = wordsFor('fr')

export type LeavingView = PeopleLeftForm & {
  /** `/medecin/TOKEN`. */
  readonly path: string
  /** « Dr Fantine Hautelisse ». */
  readonly name: string
  readonly seal: PageSeal
  readonly announced: OwnDeparture | null
  readonly stale: Stale | null
}

/** What is announced already. */
export type OwnDeparture = {
  readonly version: number
  /** First day without them. */
  readonly leavesOn: IsoDay
  /** Counted so far. */
  readonly people: number
  /** « Inès Belgrain, le 24 novembre 2026 ». */
  readonly by: string
}

/** « Annoncer mon départ »: when, why, and, if they wish, how many people it leaves. */
export function departurePage(site: Site, view: LeavingView): Html {
  const { path, name, errors, announced } = view
  const title = announced ? 'Mon départ' : 'Annoncer mon départ'
  return doctorPage(site, {
    title,
    name,
    hasErrors: Object.keys(errors).length > 0,
    body: html`${errorSummary(words, errors)}${backToPage(path)}
<div class="stack"><h1>${title}</h1>${opening(view)}</div>
<form class="stack" method="post" action="${path}/depart">${seal(view)}
${why(view)}
${textField(words, { name: 'part_le', label: 'Premier jour sans vous', value: view.values.part_le ?? '', error: errors.part_le, hint: 'Par exemple 30/06/2027.', width: 10, autocomplete: 'off' })}
${howMany(view)}
<div class="actions actions-wide"><button class="button">${announced ? 'Enregistrer' : 'Annoncer mon départ'}</button></div></form>
${announced && stay(view)}`,
  })
}

function opening({ stale, announced }: LeavingView): Html {
  if (stale) return staleNotice(stale)
  if (announced) return known(announced)
  return html`<p>À partir de ce jour, plus personne ne vous est adressé. Vos patients peuvent s’inscrire dès maintenant, pour trouver un autre médecin avant.</p>`
}

function known({ leavesOn, people, by }: OwnDeparture): Html {
  return notice(
    'good',
    html`<strong>Départ annoncé pour le ${fullDay(leavesOn)}, par ${by}.</strong> ${peopleText(people)}`,
  )
}

/** What the counts say, or that they may still come. */
export function peopleText(people: number): string {
  if (people === 0)
    return 'Vous n’avez pas encore dit combien de personnes vous suivent : c’est facultatif, et cela nous aide à leur trouver un médecin.'
  return people === 1
    ? '1 personne à réorienter.'
    : `${people.toLocaleString('fr-FR')} personnes à réorienter.`
}

function why({ values, errors }: LeavingView): Html {
  return choices(words, {
    name: 'motif',
    legend: 'Pourquoi partez-vous ?',
    value: values.motif ?? '',
    error: errors.motif,
    options: [
      { value: 'retraite', label: 'Je pars à la retraite' },
      { value: 'demenagement', label: 'Je déménage ou change d’exercice' },
      { value: 'autre', label: 'Une autre raison', note: 'laquelle ne regarde que vous' },
    ],
  })
}

function howMany(view: LeavingView): Html {
  const lines = html`<p class="soft">Une estimation suffit, sans aucun nom. Laissez vide ce que vous ne savez pas : vous pourrez le dire plus tard, avec votre prochain lien.</p>
${peopleLeftFields(view, fold)}`
  return fold('Combien de personnes vous suivent (facultatif)', [lines], hasPeopleLeft(view))
}

function fold(title: string, body: readonly Html[], isOpen: boolean): Html {
  return html`<details class="disclosure"${isOpen && html` open`}><summary>${title}</summary><div class="stack">${body}</div></details>`
}

function stay(view: LeavingView): Html {
  return html`<form class="doctor-more" method="post" action="${view.path}/depart/annuler">${seal(view)}<button class="button button-quiet button-wide">Je reste, annuler ce départ</button></form>`
}

function seal({ seal: page, announced }: LeavingView): Html {
  return html`${pageSeal(page)}${hidden('annonce', announced ? String(announced.version) : '')}`
}

function staleNotice({ by, when }: Stale): Html {
  return html`<div role="alert">${notice('warn', `${by ?? 'Quelqu’un'} a changé cette annonce ${when}. Rien n’a été écrasé : relisez, puis recommencez.`)}</div>`
}
