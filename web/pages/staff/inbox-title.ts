import { count } from '../../components/staff/figures.ts'
import type { InboxFilters, Tab } from './inbox-filters.ts'
import { type Status, statusLabels } from './labels.ts'

const findings: Record<Tab, (total: number) => string> = {
  a_traiter: (total) =>
    total === 0
      ? 'Aucun foyer n’attend de réponse'
      : count(total, 'foyer attend une réponse', 'foyers attendent une réponse'),
  en_attente: (total) => count(total, 'foyer essaie une réponse', 'foyers essaient une réponse'),
  chez_medecin: (total) =>
    count(total, 'foyer a un médecin sollicité', 'foyers ont un médecin sollicité'),
  chez_foyer: (total) =>
    count(total, 'foyer a une solution à accepter', 'foyers ont une solution à accepter'),
  accord: (total) =>
    count(total, 'foyer a dit oui à un médecin', 'foyers ont dit oui à un médecin'),
  vus: (total) => count(total, 'foyer a vu un médecin', 'foyers ont vu un médecin'),
  declares: (total) =>
    count(total, 'foyer a un médecin traitant', 'foyers ont un médecin traitant'),
  closes: (total) => count(total, 'demande close', 'demandes closes'),
  toutes: (total) => count(total, 'demande en tout', 'demandes en tout'),
}

/** Says what was found, whatever the filters. */
export function inboxTitle({ etat, q, besoin }: InboxFilters, total: number): string {
  if (q) return count(total, `demande pour « ${q} »`, `demandes pour « ${q} »`)
  const finding = isTab(etat) ? findings[etat](total) : ofStatus(etat, total)
  return besoin ? `${finding}, besoin ${besoin}` : finding
}

function ofStatus(status: Status, total: number): string {
  const label = statusLabels[status].toLowerCase()
  return count(total, `demande : ${label}`, `demandes : ${label}`)
}

function isTab(etat: Tab | Status): etat is Tab {
  return etat in findings
}
