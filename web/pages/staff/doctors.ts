import { empty } from '../../components/empty.ts'
import { notice } from '../../components/notice.ts'
import { count } from '../../components/staff/figures.ts'
import { filterButton, filterSearch, filterSelect } from '../../components/staff/filter-field.ts'
import { type StaffSite, staffPage } from '../../components/staff/frame.ts'
import { pageHead } from '../../components/staff/page-head.ts'
import { type PageOf, pager } from '../../components/staff/pager.ts'
import { doctorTag } from '../../components/staff/tags.ts'
import { type Html, html } from '../../html.ts'
import { type DoctorState, doctorStateLabels } from './labels.ts'

export interface DoctorsView {
  readonly filters: {
    readonly q: string
    readonly etat: DoctorState | ''
    readonly commune: string
  }
  /** Communes of the practices: INSEE code and name. */
  readonly communes: readonly (readonly [inseeCode: string, name: string])[]
  readonly rows: readonly DoctorRow[]
  readonly page: PageOf
  /** Practices without a position: on no map and on no list. */
  readonly toLocate: number
  /** Doctors who volunteered by themselves and wait to be confirmed. */
  readonly volunteers?: number
  /** Said after a change: « Le Dr Côme Lestoile est enregistré. » */
  readonly said: string | null
}

/** A doctor at a practice; one who has two practices has two rows. */
export interface DoctorRow {
  readonly rowId: string
  readonly doctorId: string
  readonly name: string
  readonly practice: string
  readonly commune: string
  readonly isLocated: boolean
  readonly state: DoctorState
  /** « il y a 12 jours », « jamais ». */
  readonly confirmed: string
  readonly freePlaces: number
  readonly places: number
  readonly homeVisitPlaces: number
  readonly phone: string | null
  /** Day of a departure that was announced, « 30 juin 2027 ». */
  readonly leavesOn?: string | null
  /** What was not agreed, in words; empty when all three agreements are there. */
  readonly missingAgreements: readonly string[]
}

/** `GET /coordination/medecins?q=&etat=&commune=&page=` (B1). */
export function doctorsPage(site: StaffSite, view: DoctorsView): Html {
  const title = count(view.page.total, 'médecin volontaire', 'médecins volontaires')
  return staffPage(site, {
    title,
    section: 'medecins',
    body: html`${pageHead({ title, soft: 'Leurs noms ne sont donnés qu’aux foyers concernés.', actions: actions() })}
${view.said && notice('good', view.said)}
${volunteersNotice(view)}
${view.toLocate > 0 && notice('warn', html`<strong>${count(view.toLocate, 'cabinet reste à placer', 'cabinets restent à placer')}.</strong> Tant qu’un cabinet n’a pas de position, ses médecins ne sont sur aucune liste.`)}
${filters(view)}
${view.rows.length > 0 ? table(view.rows) : nothing(view)}
${pager(view.page, (page) => hrefOf(view, page))}`,
  })
}

function volunteersNotice({ volunteers = 0 }: DoctorsView): Html | false {
  if (volunteers === 0) return false
  const words = count(volunteers, 'médecin se propose', 'médecins se proposent')
  return notice(
    'info',
    html`<strong>${words}.</strong> <a href="/coordination/volontaires">Vérifier et confirmer</a>`,
  )
}

function actions(): Html {
  return html`<a class="button button-quiet" href="/coordination/prospects">Médecins à inviter</a>
<a class="button button-quiet" href="/coordination/departs">Départs</a>
<a class="button button-quiet" href="/coordination/exports/medecins.csv">Exporter</a>
<a class="button button-secondary" href="/coordination/medecins/import">Importer un fichier</a>
<a class="button" href="/coordination/medecins/nouveau">Ajouter un médecin</a>`
}

function filters({ filters: { q, etat, commune }, communes }: DoctorsView): Html {
  return html`<form class="filters" method="get" action="/coordination/medecins" role="search">${filterSearch('Nom, cabinet ou RPPS', q)}${filterSelect('etat', 'Disponibilités', { value: etat, options: [['', 'Toutes'], ...Object.entries(doctorStateLabels)] })}${filterSelect('commune', 'Commune', { value: commune, options: [['', 'Toutes'], ...communes] })}${filterButton()}</form>`
}

function table(rows: readonly DoctorRow[]): Html {
  return html`<div class="inbox"><table class="table table-stack" role="table"><caption class="visually-hidden">Médecins volontaires, par nom</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Médecin</th><th role="columnheader" scope="col">Commune</th><th role="columnheader" scope="col">Disponibilités</th><th role="columnheader" scope="col">Confirmé</th><th role="columnheader" scope="col" class="number">Places libres</th><th role="columnheader" scope="col" class="number">À domicile</th><th role="columnheader" scope="col">Accords</th></tr></thead>
<tbody role="rowgroup">
${rows.map(doctorRow)}</tbody></table></div>`
}

function doctorRow(row: DoctorRow): Html {
  return html`<tr role="row" data-row data-doctor-id="${row.doctorId}">
<th role="rowheader" scope="row" class="inbox-who"><a class="inbox-name" href="/coordination/medecins/${row.rowId}">${row.name}</a><span class="inbox-sub">${row.practice}${row.phone && html` · <span class="nowrap">${row.phone}</span>`}</span></th>
<td role="cell">${row.commune}${!row.isLocated && html`<span class="inbox-sub">à placer</span>`}</td>
<td role="cell">${doctorTag(row.state)}${row.leavesOn && html`<span class="inbox-sub">part le ${row.leavesOn}</span>`}</td>
<td role="cell"><span class="cell-label">confirmé </span><span class="nowrap">${row.confirmed}</span></td>
<td role="cell" class="number">${row.freePlaces} sur ${row.places}<span class="cell-label"> places libres</span></td>
<td role="cell" class="number">${row.homeVisitPlaces}<span class="cell-label"> à domicile</span></td>
<td role="cell">${row.missingAgreements.length === 0 ? 'complets' : html`<span class="soft small">manque : ${row.missingAgreements.join(', ')}</span>`}</td>
</tr>
`
}

function nothing({ filters: { q, etat, commune } }: DoctorsView): Html {
  if (q || etat || commune)
    return empty(
      'Aucun médecin ne correspond',
      html`<a href="/coordination/medecins">Voir tous les médecins</a>`,
    )
  return empty(
    'Aucun médecin pour le moment',
    'Ajoutez-en un, ou importez votre fichier : un essai vous montre d’abord ce qui ne va pas.',
  )
}

function hrefOf({ filters: { q, etat, commune } }: DoctorsView, page: number): string {
  return `/coordination/medecins?${new URLSearchParams({ q, etat, commune, page: String(page) })}`
}
