import type { CountName, ShownCount } from '../../../server/referrals/report-rules.ts'
import { backLink } from '../../components/button.ts'
import { empty } from '../../components/empty.ts'
import { count } from '../../components/staff/figures.ts'
import { filterButton, filterSelect } from '../../components/staff/filter-field.ts'
import { type StaffSite, staffPage } from '../../components/staff/frame.ts'
import { card, pageHead, printButton } from '../../components/staff/page-head.ts'
import { type Html, html } from '../../html.ts'

export interface ReferralReportView {
  /** `2026-T4`, sent as `trimestre`. */
  readonly quarter: string
  /** « 4e trimestre 2026 », by quarter, the last first. */
  readonly quarters: readonly (readonly [quarter: string, label: string])[]
  readonly label: string
  /** The day on which the report was read. */
  readonly asOf: string
  readonly people: number
  readonly rows: readonly ReportRow[]
  /** Null when one organisation is shown alone. */
  readonly total: ReportRow | null
  /** Organisations to show one by one; `organisme` of the address. */
  readonly organisations: readonly (readonly [id: string, name: string])[]
  readonly organisation: string
}

export interface ReportRow {
  readonly name: string
  readonly kind: string
  readonly counts: Readonly<Record<CountName, ShownCount>>
  readonly medianDays: number | null
}

const PATH = '/coordination/rapports'

/** `GET /coordination/rapports?trimestre=`: counts alone, to print or to send to those who register people (B26). */
export function referralReportPage(site: StaffSite, view: ReferralReportView): Html {
  const title = view.organisation
    ? (view.rows[0]?.name ?? 'Rapport')
    : `${count(view.people, 'personne inscrite', 'personnes inscrites')} par des adresseurs`
  return staffPage(site, {
    title,
    section: 'adresseurs',
    hasPrint: true,
    body: html`<div class="no-print">${backLink('/coordination/adresseurs', 'Adresseurs')}</div>
${pageHead({ title, soft: `${view.label}, situation au ${view.asOf}. ${site.territory?.name ?? ''}`, actions: actions(view) })}
${filters(view)}${view.rows.length > 0 ? table(view) : empty('Personne n’a été inscrit ce trimestre', 'Les inscriptions faites par les adresseurs sont comptées ici.')}
${note()}`,
  })
}

function actions({ quarter }: ReferralReportView): Html {
  return html`${printButton('Imprimer')}<a class="button button-secondary no-print" href="${PATH}.csv?trimestre=${quarter}">Télécharger</a>`
}

function filters({ quarter, quarters, organisations, organisation }: ReferralReportView): Html {
  return html`<form class="filters no-print" method="get" action="${PATH}">${filterSelect('trimestre', 'Trimestre', { value: quarter, options: quarters })}${filterSelect('organisme', 'Organisme', { value: organisation, options: [['', 'Tous'], ...organisations] })}${filterButton()}</form>`
}

function table({ rows, total }: ReferralReportView): Html {
  return html`<div class="inbox"><table class="table table-stack" role="table"><caption class="visually-hidden">Personnes, par organisme</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">Organisme</th>${columns.map(([, label]) => html`<th role="columnheader" scope="col" class="number">${label}</th>`)}<th role="columnheader" scope="col" class="number">Attente médiane</th></tr></thead>
<tbody role="rowgroup">${rows.map((row) => line(row))}${total && line(total)}</tbody></table></div>`
}

const columns: readonly (readonly [CountName, string])[] = [
  ['referred', 'Inscrites'],
  ['oriented', 'Orientées'],
  ['seen', 'Vues'],
  ['declared', 'Déclarées'],
  ['waiting', 'En attente'],
]

function line({ name, kind, counts, medianDays }: ReportRow): Html {
  return html`<tr role="row"><th role="rowheader" scope="row"><strong>${name}</strong>${kind && html`<span class="inbox-sub"> ${kind}</span>`}</th>${columns.map(
    ([column, label]) =>
      html`<td role="cell" class="number" data-figure="${column}"><span class="cell-label">${label.toLowerCase()} </span>${countText(counts[column])}</td>`,
  )}<td role="cell" class="number"><span class="cell-label">attente médiane </span>${medianDays === null ? '–' : daysText(medianDays)}</td></tr>
`
}

/** « moins de 5 » for a small count, « non dit » for one that would give it away. */
export function countText(shown: ShownCount): string {
  if (shown === 'few') return 'moins de 5'
  return shown === 'hidden' ? 'non dit' : String(shown)
}

function daysText(days: number): string {
  return `${days.toLocaleString('fr-FR', { maximumFractionDigits: 1 })} j`
}

function note(): Html {
  return card(
    'lecture',
    'Comment lire ce rapport',
    html`<p>On compte des personnes, inscrites pendant le trimestre, et ce qu’elles sont devenues depuis. Orientées : un médecin leur a été indiqué, ou elles en ont accepté un. L’attente va de l’inscription à aujourd’hui, pour celles qui attendent encore.</p>
<p class="soft small">Un nombre plus petit que 5 n’est pas dit pour un organisme : il pourrait désigner quelqu’un. Quand il y en a un seul dans une colonne, un autre n’est pas dit non plus, car une soustraction suffirait.</p>`,
  )
}
