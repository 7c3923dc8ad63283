import { attribute } from '../../components/field.ts'
import { filterButton, filterSearch, filterSelect } from '../../components/staff/filter-field.ts'
import { type Html, html } from '../../html.ts'
import { type Need, needLabels, type Status, statusLabels } from './labels.ts'

/** Groups of statuses that one works through together. */
export type Tab = 'a_traiter' | 'en_attente' | 'vus' | 'declares' | 'closes' | 'toutes'
export type TabCounts = Readonly<Record<Tab, number>>

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
  vus: ['seen'],
  declares: ['declared'],
  closes: ['closed'],
}

export const tabLabels: Record<Tab, string> = {
  a_traiter: 'À traiter',
  en_attente: 'En attente du foyer',
  vus: 'Vus',
  declares: 'Médecin traitant déclaré',
  closes: 'Closes',
  toutes: 'Toutes',
}

/** Groups as tabs, with how many requests each holds. */
export function inboxTabs({ etat }: InboxFilters, counts: TabCounts): Html {
  return html`<nav class="status-tabs" aria-label="Filtrer par état">${entriesOf(tabLabels).map(
    ([tab, label]) =>
      html`<a class="status-tab" href="/coordination?etat=${tab}"${attribute('aria-current', tab === etat ? 'page' : undefined)}>${label} <b>${counts[tab]}</b></a>`,
  )}</nav>`
}

/** Search and filters: all in the address, so that a view can be kept or passed on. */
export function inboxFilters({ etat, q, besoin }: InboxFilters): Html {
  const groups = [
    { label: 'Ensemble', options: entriesOf(tabLabels) },
    { label: 'Un seul état', options: entriesOf(statusLabels) },
  ]
  return html`<form class="filters" method="get" action="/coordination" role="search">${filterSearch('Nom, référence ou téléphone', q)}${filterSelect('besoin', 'Besoin', { value: besoin, options: [['', 'Tous'], ...entriesOf(needLabels)] })}${filterSelect('etat', 'État', { value: etat, groups })}${filterButton()}</form>`
}

function entriesOf<Key extends string>(labels: Record<Key, string>): [Key, string][] {
  return Object.entries(labels) as [Key, string][]
}
