import { shortDay } from '../../web/words/dates.ts'
import type { Disagreement, KeptWord } from '../followup/disagreement.ts'

/** « Le médecin dit que le médecin traitant est déclaré (3 mars). Le foyer dit qu’un cabinet a refusé (5 mars). » */
export function disagreementText({ words }: Disagreement): string {
  return words.map(sentence).join(' ')
}

function sentence({ by, kind, on }: KeptWord): string {
  const who = by === 'doctor' ? 'Le médecin dit' : 'Le foyer dit'
  return `${who} ${SAID[kind] ?? 'autre chose'} (${shortDay(on)}).`
}

const SAID: Record<string, string> = {
  declared: 'qu’il y a eu déclaration',
  seen: 'qu’il y a eu un rendez-vous',
  found: 'qu’il y a eu un rendez-vous',
  absent: 'que personne n’est venu',
  refused: 'que le cabinet a refusé',
  full: 'que le cabinet est complet',
  not_called: 'que personne n’a encore appelé',
  not_yet: 'qu’il n’a pas de médecin',
}
