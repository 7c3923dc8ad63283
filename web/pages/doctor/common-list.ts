import { backLink, hidden } from '../../components/button.ts'
import { empty } from '../../components/empty.ts'
import type { Site } from '../../components/layout.ts'
import { type Html, html } from '../../html.ts'
import type { Noted, SummaryView } from './asked-view.ts'
import { doctorPage } from './frame.ts'
import { notedNotice } from './noted.ts'
import { summaryFacts, summaryTitle } from './summary.ts'

export type ListedView = {
  /** Of the request. */
  readonly id: string
  readonly summary: SummaryView
  readonly nearness: 'under_2' | '2_to_5' | '5_to_10' | 'over_10'
  readonly practice: string
  /** Key of its form. */
  readonly key: string
}

export type PracticeChoice = {
  readonly href: string
  readonly label: string
  readonly households: number
  readonly isChosen: boolean
}

export type CommonListView = {
  /** Where the list is, and where its presses go. */
  readonly path: string
  /** Whose page it is, and the way back to it. */
  /** Whose private link it is; null for a doctor who came with an account. */
  readonly name: string | null
  readonly back: { readonly href: string; readonly label: string }
  readonly households: readonly ListedView[]
  /** Empty when the doctor has one practice. */
  readonly practices: readonly PracticeChoice[]
  readonly noted: Noted | null
}

const NEARNESS: Record<ListedView['nearness'], string> = {
  under_2: 'À moins de 2 km d’ici',
  '2_to_5': 'De 2 à 5 km',
  '5_to_10': 'De 5 à 10 km',
  over_10: 'À plus de 10 km',
}

/** « Liste commune »: households near a doctor that nobody could take yet, without a name. */
export function commonListPage(site: Site, view: CommonListView): Html {
  const { name, back, households, practices, noted } = view
  return doctorPage(site, {
    title: 'Liste commune',
    name,
    body: html`${backLink(back.href, back.label)}${notedNotice(site, noted)}
<div class="stack"><h1>Liste commune</h1>
${households.length > 0 && html`<p>Ces foyers attendent un médecin traitant, et personne n’a pu les accueillir. Le premier qui appuie accueille le foyer ; vous saurez son nom quand il sera d’accord.</p>`}
${practices.length > 0 && practiceNav(practices)}
${households.length > 0 ? html`<ul class="stack household-cards">${households.map((each, index) => listedCard(view.path, each, index))}</ul>` : nobody(practices)}</div>`,
  })
}

function practiceNav(practices: readonly PracticeChoice[]): Html {
  return html`<nav aria-label="Cabinet"><ul class="practice-nav">${practices.map(({ href, label, households, isChosen }) => html`<li><a href="${href}"${isChosen && html` aria-current="page"`}>${label} (${households})</a></li>\n`)}</ul></nav>`
}

function listedCard(path: string, listed: ListedView, index: number): Html {
  const { id, key, summary, nearness, practice } = listed
  const title = summaryTitle(summary)
  return html`<li class="card stack" data-request-id="${id}"><h2 class="heading-s">${title}</h2>
${summaryFacts(summary, [
  ['pin', 'Distance', NEARNESS[nearness]],
  ['practice', 'Cabinet', practice],
])}
<form method="post" action="${path}">${hidden('cle', key)}${hidden('foyer', id)}<button class="button button-wide${index > 0 && ' button-secondary'}">J’accueille ce foyer<span class="visually-hidden"> : ${title}</span></button></form></li>
`
}

function nobody(practices: readonly PracticeChoice[]): Html {
  const elsewhere = practices.some(({ households }) => households > 0)
  return elsewhere
    ? empty('Personne n’attend près de ce cabinet', 'Regardez près de vos autres cabinets.')
    : empty(
        'Personne n’attend près de chez vous',
        'Chaque foyer de la liste a trouvé, ou attend trop loin d’ici. Revenez quand vous voulez.',
      )
}
