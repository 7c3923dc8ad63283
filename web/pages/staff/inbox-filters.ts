import { attribute } from '../../components/field.ts'
import { filterButton, filterSearch, filterSelect } from '../../components/staff/filter-field.ts'
import { type Html, html } from '../../html.ts'
import { type Need, needLabels, type Status, statusLabels } from './labels.ts'

/** Groups of statuses that one works through together. */
export type Tab =
  | 'a_traiter'
  | 'en_attente'
  | 'chez_medecin'
  | 'chez_foyer'
  | 'accord'
  | 'vus'
  | 'declares'
  | 'closes'
  | 'toutes'

/** How many requests each group holds; only the groups of the territory are there. */
export type TabCounts = Readonly<Partial<Record<Tab, number>>>

/** Groups of each mode: where doctors are asked first, whose answer is awaited makes the difference. */
export const tabsOf: Record<'shortlist' | 'brokered', readonly Tab[]> = {
  shortlist: ['a_traiter', 'en_attente', 'vus', 'declares', 'closes', 'toutes'],
  brokered: [
    'a_traiter',
    'chez_medecin',
    'chez_foyer',
    'accord',
    'vus',
    'declares',
    'closes',
    'toutes',
  ],
}

export interface InboxFilters {
  /** A group, or one status; `a_traiter` when the address says nothing. */
  readonly etat: Tab | Status
  readonly q: string
  readonly besoin: Need | ''
}

/** Statuses of each group; `toutes` has them all. */
export const tabStatuses: Record<Exclude<Tab, 'toutes'>, readonly Status[]> = {
  a_traiter: ['to_locate', 'outside', 'already_followed', 'ready'],
  en_attente: ['shortlisted', 'proposed', 'offered', 'agreed'],
  chez_medecin: ['proposed'],
  chez_foyer: ['offered', 'shortlisted'],
  accord: ['agreed'],
  vus: ['seen'],
  declares: ['declared'],
  closes: ['closed'],
}

export const tabLabels: Record<Tab, string> = {
  a_traiter: 'À traiter',
  en_attente: 'En attente du foyer',
  chez_medecin: 'Réponse du médecin',
  chez_foyer: 'Réponse du foyer',
  accord: 'D’accord',
  vus: 'Vus',
  declares: 'Médecin traitant déclaré',
  closes: 'Closes',
  toutes: 'Toutes',
}

/** Groups as tabs, with how many requests each holds. */
export function inboxTabs({ etat }: InboxFilters, counts: TabCounts): Html {
  return html`<nav class="status-tabs" aria-label="Filtrer par état">${tabEntries(counts).map(
    ([tab, label]) =>
      html`<a class="status-tab" href="/coordination?etat=${tab}"${attribute('aria-current', tab === etat ? 'page' : undefined)}>${label} <b>${counts[tab]}</b></a>`,
  )}</nav>`
}

/** Search and filters: all in the address, so that a view can be kept or passed on. */
export function inboxFilters({ etat, q, besoin }: InboxFilters, counts: TabCounts): Html {
  const groups = [
    { label: 'Ensemble', options: tabEntries(counts) },
    { label: 'Un seul état', options: entriesOf(statusLabels) },
  ]
  return html`<form class="filters" method="get" action="/coordination" role="search">${filterSearch('Nom, référence ou téléphone', q)}${filterSelect('besoin', 'Besoin', { value: besoin, options: [['', 'Tous'], ...entriesOf(needLabels)] })}${filterSelect('etat', 'État', { value: etat, groups })}${filterButton()}</form>`
}

function tabEntries(counts: TabCounts): [Tab, string][] {
  return entriesOf(tabLabels).filter(([tab]) => counts[tab] !== undefined)
}

function entriesOf<Key extends string>(labels: Record<Key, string>): [Key, string][] {
  return Object.entries(labels) as [Key, string][]
}
