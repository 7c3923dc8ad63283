import type { DoctorsView } from '../../web/pages/staff/doctors.ts'
import type { FormValues } from '../http/forms.ts'
import type { RegisterLine } from './listing.ts'
import { type AvailabilityState, doctorName, type RegisterEntry } from './rules.ts'

/** What was just done, said on the list: the address carries a code and an id, never a name. */
const DONE: Record<string, (name: string) => string> = {
  enregistre: (name) => `${name} : la fiche est enregistrée.`,
  confirme: (name) => `${name} : disponibilités confirmées aujourd’hui.`,
  pause: (name) => `${name} : en pause.`,
  reprise: (name) => `${name} : la pause est finie.`,
  retrait: (name) => `${name} : sorti de toutes les listes.`,
  retour: (name) => `${name} : de retour. Demandez-lui de nouveau ses accords.`,
}

const PLACES: Record<string, string> = {
  added: 'Ce lieu est enregistré.',
  removed: 'Le lieu est retiré.',
  ended: 'Ce lieu est fermé depuis hier. Il reste ici, car des foyers y ont été adressés.',
  last: 'C’est son seul lieu : pour qu’il sorte des listes, retirez le médecin.',
}

/** What was just done with the places of a doctor, said on their sheet; null when nothing was. */
export function placeSaid({ lieu = '' }: FormValues): string | null {
  return PLACES[lieu] ?? null
}

const STATES: readonly AvailabilityState[] = [
  'fresh',
  'to_reconfirm',
  'expired',
  'full',
  'paused',
  'not_accepting',
]

/** Code of what a button did. */
export function doneCode(button: string, { pausedUntil }: RegisterEntry): string {
  if (button === 'pause') return pausedUntil ? 'pause' : 'reprise'
  return button === 'confirmer' ? 'confirme' : button
}

/** The sentence that says what was just done; null when nothing was. */
export function doneWords(query: FormValues, lines: readonly RegisterLine[]): string | null {
  if (query.fait === 'import') return 'Le fichier est enregistré : la liste est à jour.'
  const line = lines.find(({ entry }) => entry.id === query.de)
  const words = DONE[query.fait ?? '']
  return line && words ? words(doctorName(line.entry.identity)) : null
}

/** Filters of the list from its address; what is not one is left out. */
export function filtersOf({ q = '', etat, commune = '' }: FormValues): DoctorsView['filters'] {
  return {
    q: q.trim().slice(0, MAX_SEARCH),
    etat: STATES.find((state) => state === etat) ?? '',
    commune: /^[0-9AB]{5}$/.test(commune) ? commune : '',
  }
}

const MAX_SEARCH = 100
