import { barChart } from '../../components/staff/bar-chart.ts'
import { count } from '../../components/staff/figures.ts'
import { type Html, html } from '../../html.ts'
import { schemeLabels } from './labels.ts'

/** What a doctor answers to a proposal, in the order to show: yes, why not, then what was not answered. */
export const ANSWERS = [
  'yes',
  'full',
  'home_visit',
  'age',
  'distance',
  'fewer',
  'later',
  'other',
  'none',
  'open',
  'ended',
] as const

export type AnswerName = (typeof ANSWERS)[number]

export interface SchemeView {
  /** The three counters of fiche 2, for the year. */
  readonly professionals: number
  readonly doctors: number
  readonly patients: number
  /** From registration to agreement; null when nobody agreed. */
  readonly medianDays: number | null
  readonly asked: number
  readonly answers: readonly { readonly answer: AnswerName; readonly proposals: number }[]
  /** Today: people who wait, places that could take them, and doctors who offer them. */
  readonly waiting: number
  readonly places: number
  readonly doctorsOpen: number
}

const answerLabels: Record<AnswerName, string> = {
  yes: 'Oui',
  full: 'Non : complet',
  home_visit: 'Non : pas de visite à domicile',
  age: 'Non : hors des âges accueillis',
  distance: 'Non : trop loin',
  fewer: 'Moins de personnes',
  later: 'Pas maintenant',
  other: 'Non : une autre raison',
  none: 'Pas de réponse à temps',
  open: 'Réponse attendue',
  ended: 'Retirée avant la réponse',
}

/** The chart tells the answers apart no further than can be read on it; its table says each. */
const groups: readonly (readonly [label: string, answers: readonly AnswerName[]])[] = [
  ['Oui', ['yes']],
  ['Non', ['full', 'home_visit', 'age', 'distance', 'other']],
  ['Partiel', ['fewer', 'later']],
  ['Silence', ['none']],
  ['Attendue', ['open']],
  ['Retirée', ['ended']],
]

/** The indicators of fiche 2 (B22), word for word, and what tells whether they will go on (B23). */
export function schemeSection(view: SchemeView): Html {
  return html`<section class="stack" aria-labelledby="protocole"><h2 id="protocole">Les indicateurs du protocole</h2>
<div class="figures-grid">${figure('professionals', schemeLabels.professionals, view.professionals)}${figure('doctors', schemeLabels.doctors, view.doctors)}${figure('patients', schemeLabels.patients, view.patients)}${median(view)}</div>
<div class="charts-grid">${gap(view)}${answersCard(view)}</div></section>`
}

function figure(mark: string, label: string, value: number): Html {
  return html`<div class="card"><p><span class="figure-value" data-figure="${mark}">${value}</span>${label}</p></div>`
}

function median({ medianDays }: SchemeView): Html {
  const value = medianDays === null ? '—' : count(medianDays, 'jour')
  return html`<div class="card"><p><span class="figure-value" data-figure="median">${value}</span>De l’inscription à l’accord, pour la moitié des foyers</p></div>`
}

function gap({ waiting, places, doctorsOpen }: SchemeView): Html {
  const title = `${count(waiting, 'personne attend', 'personnes attendent')}, ${count(places, 'place est libre', 'places sont libres')}`
  const rows = [
    ['Personnes en attente', waiting],
    ['Places libres', places],
    ['Médecins qui les offrent', doctorsOpen],
  ] as const
  const bars = rows.slice(0, 2).map(([label, value]) => ({ label, value }))
  return chartCard('besoin-offre', title, 'Aujourd’hui, dans le territoire', [
    barChart(bars, `${title}.`),
    table('Besoin et offre, aujourd’hui', ['Aujourd’hui', 'Nombre'], rows),
  ])
}

function answersCard({ asked, answers }: SchemeView): Html {
  const given = new Map(answers.map(({ answer, proposals }) => [answer, proposals]))
  const sumOf = (names: readonly AnswerName[]) =>
    names.reduce((sum, name) => sum + (given.get(name) ?? 0), 0)
  const title =
    asked === 0
      ? 'Aucun médecin sollicité pour le moment'
      : `${count(sumOf(['yes']), 'oui', 'oui')} sur ${count(asked, 'sollicitation')}`
  const bars = groups.map(([label, names]) => ({ label, value: sumOf(names) }))
  const rows = answers.map(({ answer, proposals }) => [answerLabels[answer], proposals] as const)
  return chartCard('reponses', title, 'Médecins sollicités dans l’année, selon leur réponse', [
    asked > 0 && barChart(bars, `${title}.`),
    table('Sollicitations de l’année', ['Réponse', 'Sollicitations'], rows),
  ])
}

function chartCard(id: string, title: string, soft: string, body: readonly (Html | false)[]): Html {
  return html`<section class="card chart" aria-labelledby="${id}"><div class="chart-head"><h3 id="${id}">${title}</h3><p class="soft small">${soft}</p></div>${body}</section>`
}

function table(
  caption: string,
  [first, second]: readonly [string, string],
  rows: readonly (readonly [string, number])[],
): Html {
  return html`<details class="disclosure"><summary>Voir le tableau</summary><div class="table-scroll" tabindex="0" role="region" aria-label="${caption}"><table class="table"><caption>${caption}</caption><thead><tr><th scope="col">${first}</th><th scope="col" class="number">${second}</th></tr></thead><tbody>${rows.map(([label, value]) => html`<tr><th scope="row">${label}</th><td class="number">${value}</td></tr>\n`)}</tbody></table></div></details>`
}
