import { empty } from '../../components/empty.ts'
import { icon } from '../../components/icons.ts'
import { count } from '../../components/staff/figures.ts'
import { type StaffSite, staffPage } from '../../components/staff/frame.ts'
import { type InboxRow, inboxTable } from '../../components/staff/inbox-table.ts'
import { pageHead } from '../../components/staff/page-head.ts'
import { type PageOf, pager } from '../../components/staff/pager.ts'
import { type Todo, todoSection } from '../../components/staff/todos.ts'
import { type Html, html } from '../../html.ts'
import { type InboxFilters, inboxFilters, inboxTabs, type TabCounts } from './inbox-filters.ts'
import { inboxTitle } from './inbox-title.ts'

export interface InboxView {
  readonly filters: InboxFilters
  readonly tabCounts: TabCounts
  /** Of all that the filters keep, whatever the page. */
  readonly people: number
  readonly pressing: number
  readonly rows: readonly InboxRow[]
  readonly page: PageOf
  /** One page of what waits for a person, beside the pages of the requests. */
  readonly toDo: { readonly todos: readonly Todo[]; readonly page: PageOf }
  /** Households of this civil year (B11). */
  readonly year: { readonly label: string; readonly oriented: number; readonly found: number }
}

/** `GET /coordination?etat=&q=&besoin=&page=`: need first, then the date of registration. */
export function inboxPage(site: StaffSite, view: InboxView): Html {
  const title = inboxTitle(view.filters, view.page.total)
  return staffPage(site, {
    title,
    section: 'demandes',
    body: html`${pageHead({ title, soft: summary(view), actions: actions() })}
${inboxTabs(view.filters, view.tabCounts)}
${inboxFilters(view.filters, view.tabCounts)}
${view.rows.length > 0 ? inboxTable(view.rows) : nothing(view)}
${pager(view.page, (page) => hrefOf(view.filters, page))}
${yearFigures(view.year)}
${todoSection(view.toDo, { mayWrite: site.account.role !== 'auditor', hrefOf: (page) => todosHref(view, page) })}`,
  })
}

function summary({ people, pressing }: InboxView): Html {
  const which =
    pressing > 0 && `, dont ${count(pressing, 'foyer prioritaire', 'foyers prioritaires')}`
  return html`${count(people, 'personne')}${which}. <a href="/information#besoin">Comment ce tri est fait</a>`
}

function actions(): Html {
  return html`<a class="button button-secondary" href="/coordination/exports/demandes.csv">Exporter</a>
<a class="button" href="/coordination/demandes/nouvelle" data-key="n">${icon('phone')}Saisir une demande par téléphone</a>`
}

function nothing({ filters, tabCounts }: InboxView): Html {
  if (filters.q || filters.besoin)
    return empty(
      'Aucune demande ne correspond',
      html`Vérifiez l’orthographe, ou <a href="/coordination?etat=toutes">voyez toutes les demandes</a>.`,
    )
  if (tabCounts.toutes === 0)
    return empty(
      'Aucune demande pour le moment',
      'Affichez le QR code, ou saisissez une première demande par téléphone.',
    )
  return empty('Rien ici', html`<a href="/coordination?etat=toutes">Voir toutes les demandes</a>`)
}

function yearFigures({ label, oriented, found }: InboxView['year']): Html {
  return html`<p class="year-figures">En ${label} : <strong data-figure="oriented">${oriented}</strong> ${oriented < 2 ? 'foyer orienté' : 'foyers orientés'}, <strong data-figure="found">${found}</strong> ${found < 2 ? 'a trouvé' : 'ont trouvé'} un médecin. <a href="/coordination/indicateurs">Tous les indicateurs</a></p>`
}

function hrefOf({ etat, q, besoin }: InboxFilters, page: number): string {
  const query = new URLSearchParams({ etat, q, besoin, page: String(page) })
  return `/coordination?${query}`
}

function todosHref({ filters, page }: InboxView, todos: number): string {
  return `${hrefOf(filters, page.current)}&taches=${todos}#a-faire`
}
