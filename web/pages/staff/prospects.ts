import type { Informed } from '../../../server/prospects/rules.ts'
import { backLink } from '../../components/button.ts'
import { empty } from '../../components/empty.ts'
import { notice } from '../../components/notice.ts'
import { count } from '../../components/staff/figures.ts'
import { filterButton, filterSearch, filterSelect } from '../../components/staff/filter-field.ts'
import { type StaffSite, seal, staffPage } from '../../components/staff/frame.ts'
import { pageHead } from '../../components/staff/page-head.ts'
import { type PageOf, pager } from '../../components/staff/pager.ts'
import { type StateSign, type StateTone, state } from '../../components/state.ts'
import { type Html, html } from '../../html.ts'

export interface ProspectsFilters {
  readonly q: string
  readonly etat: 'a_informer' | 'en_cours' | 'informes' | ''
  readonly commune: string
}

export interface ProspectsView {
  readonly key: string
  readonly filters: ProspectsFilters
  /** Communes of the places: INSEE code and name. */
  readonly communes: readonly (readonly [inseeCode: string, name: string])[]
  readonly rows: readonly ProspectRow[]
  readonly page: PageOf
  /** Those who were told nothing yet, whatever the filters. */
  readonly toInform: number
  /** Letters that wait to be printed and posted. */
  readonly letters: number
  readonly objected: number
  readonly said: string | null
}

export interface ProspectRow {
  readonly id: string
  readonly name: string
  readonly places: readonly {
    readonly text: string
    readonly commune: string
    readonly isLocated: boolean
  }[]
  readonly phone: string | null
  readonly hasEmail: boolean
  readonly informed: Informed['how']
  /** Day of what `informed` says. */
  readonly on: string | null
}

const PATH = '/coordination/prospects'

const stateWords = {
  a_informer: 'À informer',
  en_cours: 'Envoi en cours ou lettre à poster',
  informes: 'Informés',
} as const

/** `GET /coordination/prospects?q=&etat=&commune=&page=`: doctors of the national directory who have not joined. */
export function prospectsPage(site: StaffSite, view: ProspectsView): Html {
  const title = count(view.page.total, 'médecin à inviter', 'médecins à inviter')
  const soft =
    'Généralistes libéraux du répertoire national qui exercent ici et ne sont pas inscrits. Aucun n’est proposé aux foyers.'
  return staffPage(site, {
    title,
    section: 'medecins',
    body: html`${backLink('/coordination/medecins', 'Médecins')}${pageHead({ title, soft })}
${view.said && notice('good', view.said)}${notices(view)}
${filters(view)}
${view.rows.length > 0 ? inviteForm(view) : nothing(view)}
${pager(view.page, (page) => hrefOf(view, page))}`,
  })
}

function notices({ toInform, letters, objected }: ProspectsView): Html {
  return html`${toInform > 0 && notice('warn', html`<strong>${count(toInform, 'médecin n’a pas encore été informé', 'médecins n’ont pas encore été informés')}.</strong> Chacun doit savoir, dans le mois, que son nom vient de l’annuaire, et peut s’y opposer.`)}
${letters > 0 && notice('info', html`<strong>${count(letters, 'lettre', 'lettres')} à imprimer.</strong> <a href="${PATH}/lettres">Voir les lettres</a>`)}
${objected > 0 && html`<p class="soft small">${count(objected, 'médecin s’est opposé', 'médecins se sont opposés')} : ils ne reviendront pas, même avec un nouveau fichier.</p>`}`
}

function filters({ filters: { q, etat, commune }, communes }: ProspectsView): Html {
  return html`<form class="filters" method="get" action="${PATH}" role="search">${filterSearch('Nom, lieu ou RPPS', q)}${filterSelect('etat', 'Information', { value: etat, options: [['', 'Tous'], ...Object.entries(stateWords)] })}${filterSelect('commune', 'Commune', { value: commune, options: [['', 'Toutes'], ...communes] })}${filterButton()}</form>`
}

function inviteForm(view: ProspectsView): Html {
  const all = html`<button class="button button-secondary" type="submit" name="tous" value="oui">Inviter tous ceux qui restent (${view.toInform})</button>`
  return html`<form method="post" action="${PATH}/inviter">${seal({ key: view.key })}
${table(view.rows)}
<div class="action-bar request-bar"><p class="soft">Inviter, c’est aussi informer : le mail, ou la lettre, dit d’où vient le nom et comment s’opposer.</p><div class="actions">${view.toInform > 0 && all}<button class="button" type="submit">Inviter les médecins cochés</button></div></div></form>`
}

function table(rows: readonly ProspectRow[]): Html {
  return html`<div class="inbox"><table class="table table-stack" role="table"><caption class="visually-hidden">Médecins du répertoire, par nom</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Inviter</th><th role="columnheader" scope="col">Médecin</th><th role="columnheader" scope="col">Où</th><th role="columnheader" scope="col">Joint par</th><th role="columnheader" scope="col">Information</th></tr></thead>
<tbody role="rowgroup">
${rows.map(row)}</tbody></table></div>`
}

function row(prospect: ProspectRow): Html {
  const { id, name, informed } = prospect
  return html`<tr role="row" data-row data-row-id="${id}" data-prospect-id="${id}">
<td role="cell">${informed === 'not_yet' ? box(id, name) : html`<span class="soft small">invité</span>`}</td>
<th role="rowheader" scope="row" class="inbox-who"><a class="inbox-name" href="${PATH}/${id}">${name}</a>${prospect.phone && html`<span class="inbox-sub nowrap">${prospect.phone}</span>`}</th>
<td role="cell">${prospect.places.map((place) => html`<span class="inbox-sub">${place.text}, ${place.commune}${!place.isLocated && ' (à localiser)'}</span>`)}</td>
<td role="cell">${prospect.hasEmail ? 'mail' : 'lettre'}</td>
<td role="cell">${informedTag(prospect)}</td>
</tr>
`
}

/** A wide target, named for those who hear it. */
function box(id: string, name: string): Html {
  return html`<div class="choice"><input class="choice-input" type="checkbox" name="medecin" id="p-${id}" value="${id}"><label class="choice-label" for="p-${id}"><span class="visually-hidden">Inviter le ${name}</span></label></div>`
}

const looks: Record<Informed['how'], readonly [words: string, tone: StateTone, sign: StateSign]> = {
  not_yet: ['Pas encore informé', 'warn', 'ring'],
  email_waits: ['Mail en cours', 'info', 'waiting'],
  email_failed: ['Mail échoué, lettre à poster', 'bad', 'alert'],
  email: ['Informé par mail', 'good', 'done'],
  letter_to_print: ['Lettre à poster', 'warn', 'arrow'],
  letter: ['Informé par lettre', 'good', 'done'],
}

/** How and when they were told: a sign, a word, a day. */
export function informedTag({ informed, on }: ProspectRow): Html {
  return html`${state(...looks[informed])}${on && html`<span class="inbox-sub">le ${on}</span>`}`
}

function nothing({ filters: { q, etat, commune } }: ProspectsView): Html {
  if (q || etat || commune)
    return empty('Aucun médecin ne correspond', html`<a href="${PATH}">Voir tous les médecins</a>`)
  return empty(
    'Aucun médecin à inviter',
    'L’administrateur charge l’extraction de l’Annuaire Santé : npm run doctors -- import FICHIER --format rpps.',
  )
}

function hrefOf({ filters: { q, etat, commune } }: ProspectsView, page: number): string {
  return `${PATH}?${new URLSearchParams({ q, etat, commune, page: String(page) })}`
}
