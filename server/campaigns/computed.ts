import type { Template } from '../messaging/rules.ts'

/** Batches that no person starts: what is due is computed every day, and each message known by its template. */
export const COMPUTED = {
  disponibilites: {
    label: 'Disponibilités des médecins',
    soft: 'Calculée chaque jour : chaque médecin est interrogé avant que sa réponse ait six mois.',
    templates: ['availability_ask', 'availability_reminder'],
  },
} as const satisfies Record<string, { label: string; soft: string; templates: readonly Template[] }>

export type ComputedName = keyof typeof COMPUTED

/** True of the address of a batch that is computed. */
export function isComputed(name: string): name is ComputedName {
  return Object.hasOwn(COMPUTED, name)
}
