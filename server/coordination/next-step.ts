import type { Status } from '../../web/pages/staff/labels.ts'
import { shortDay } from '../../web/words/dates.ts'
import type { Day } from '../calendar/rules.ts'
import type { Rung } from '../ladder/rules.ts'
import type { OrientationRequest } from '../orientation/service.ts'

const NEXT_STEPS: Record<Status, string> = {
  to_locate: 'Placer l’adresse',
  outside: 'Confier à l’équipe voisine',
  already_followed: 'Demander au médecin de se déclarer',
  ready: 'Choisir des médecins',
  shortlisted: 'Demander s’ils ont trouvé',
  proposed: 'Réponse du médecin',
  offered: 'Réponse du foyer',
  agreed: 'Premier rendez-vous',
  seen: 'Déclaration du médecin',
  declared: 'Rien à faire',
  closed: 'Rien à faire',
}

/** Where the search of one doctor stands, as the next step depends on it, in mode `brokered`. */
export type StepFacts = {
  /** The doctor asked said yes. */
  isAccepted: boolean
  rung: Rung
  /** The household was asked whether it goes farther, and did not answer yet. */
  isWiderAsked: boolean
  /** It agreed to go farther. */
  isWider: boolean
}

/** What comes next for a request, in a few words; whose answer, never which doctor's. */
export function nextStepText(
  { status, verdict }: Pick<OrientationRequest, 'status' | 'verdict'>,
  step: StepFacts | null = null,
): string {
  if (status === 'to_locate' && verdict === 'to_verify') return 'Vérifier le territoire'
  if (status === 'proposed' && step?.isAccepted) return 'Annoncer la solution au foyer'
  return (status === 'ready' && step && onRung(step)) || NEXT_STEPS[status]
}

function onRung({ rung, isWiderAsked, isWider }: StepFacts): string | null {
  if (isWiderAsked) return 'Réponse du foyer : aller plus loin ?'
  if (rung === 'common_list') return 'Liste commune'
  if (rung === 'coordinator') return 'Décider de la suite'
  return rung === 'wider' && !isWider ? 'Demander au foyer s’il va plus loin' : null
}

/** « avant le 4 décembre », or « en retard depuis le 30 octobre ». */
export function deadlineText(on: Day, today: Day): string {
  return on < today ? `en retard depuis le ${shortDay(on)}` : `avant le ${shortDay(on)}`
}
