import type { Template } from '../messaging/rules.ts'

/** Batches that no person starts: what is due is computed every day, and each message known by its template. */
export const COMPUTED = {
  disponibilites: {
    label: 'Disponibilités des médecins',
    soft: 'Calculée chaque jour : chaque médecin est interrogé avant que sa réponse ait six mois.',
    templates: ['availability_ask', 'availability_reminder'],
  },
  suivi: {
    label: 'Suites des foyers orientés',
    soft: 'Calculée chaque jour : 10 puis 30 jours après la liste ou l’accord, chaque foyer dit où il en est.',
    templates: ['followup_10', 'followup_30', 'declared_ask'],
  },
  nouvelles: {
    label: 'Nouvelles des foyers qui attendent',
    soft: 'Calculée chaque jour : personne n’attend trois mois sans nouvelles.',
    templates: ['still_waiting', 'still_waiting_reminder', 'search_paused'],
  },
} as const satisfies Record<string, { label: string; soft: string; templates: readonly Template[] }>

export type ComputedName = keyof typeof COMPUTED

/** True of the address of a batch that is computed. */
export function isComputed(name: string): name is ComputedName {
  return Object.hasOwn(COMPUTED, name)
}
