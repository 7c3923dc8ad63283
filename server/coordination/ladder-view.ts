import { chosenKmText } from '../../web/components/staff/figures.ts'
import type { LadderView } from '../../web/pages/staff/solution-view.ts'
import { longDay, shortDay } from '../../web/words/dates.ts'
import { type Day, parisDay } from '../calendar/rules.ts'
import { RUNGS, type Rung, rungsOf } from '../ladder/rules.ts'
import { machineChannel } from '../orientation/telling.ts'
import type { RequestFacts } from './request-view.ts'
import type { SolutionFacts } from './solution-facts.ts'

/** Where a request stands on its way, and what may be done there (B32); null once its search is over. */
export function ladderView(facts: RequestFacts, solution: SolutionFacts): LadderView | null {
  const { request, territory } = facts
  const { standing } = solution
  if (request.status !== 'ready' && request.status !== 'proposed') return null
  const rungs = rungsOf(territory, standing.namedAvailabilityId !== null)
  const here = RUNGS.indexOf(standing.rung)
  return {
    rungs: rungs.map((rung) => ({
      label: LABELS[rung],
      state: stateOf(RUNGS.indexOf(rung) - here),
      note: noteOf(rung, facts, solution),
    })),
    next: nextText(facts, solution),
    ...(request.status === 'ready' ? actsOf(facts, solution) : NO_ACT),
  }
}

const LABELS: Record<Rung, string> = {
  named: 'Médecin souhaité',
  radius: 'Près du domicile',
  wider: 'Plus loin, si le foyer est d’accord',
  common_list: 'Liste commune',
  coordinator: 'À vous de décider',
}

function stateOf(ahead: number): LadderView['rungs'][number]['state'] {
  if (ahead === 0) return 'now'
  return ahead < 0 ? 'done' : 'later'
}

function noteOf(
  rung: Rung,
  { request, territory }: RequestFacts,
  { standing }: SolutionFacts,
): string {
  const { wishes } = request
  if (rung === 'radius') return `jusqu’à ${chosenKmText(wishes.maxKm)}`
  if (rung === 'wider') return widerNote(standing, Math.max(territory.widerKm, wishes.maxKm))
  if (rung === 'common_list' && standing.rung === 'common_list')
    return `depuis le ${shortDay(parisDay(standing.since))}`
  return ''
}

function widerNote({ widerAnswer, widerAskedAt }: SolutionFacts['standing'], km: number): string {
  const until = `jusqu’à ${chosenKmText(km)}`
  if (widerAnswer === 'agreed') return `${until}, d’accord`
  if (widerAnswer === 'refused') return 'préfère rester près'
  if (widerAnswer === 'silent') return 'pas de réponse'
  return widerAskedAt ? `${until}, question posée` : until
}

const NO_ACT = { askWider: null, noteWider: null, commonList: null } as const

function actsOf(
  { request, territory }: RequestFacts,
  { standing }: SolutionFacts,
): Pick<LadderView, 'askWider' | 'noteWider' | 'commonList'> {
  const km = Math.max(territory.widerKm, request.wishes.maxKm)
  const isAsked = standing.widerAskedAt !== null
  const isFarther = km > request.wishes.maxKm
  const by = machineChannel(request) ? ('message' as const) : ('person' as const)
  const onList = standing.rung === 'common_list'
  return {
    askWider: !isAsked && isFarther ? { km, by } : null,
    noteWider: isAsked && standing.widerAnswer !== 'agreed' ? { km: standing.widerKm ?? km } : null,
    commonList: territory.hasCommonList ? (onList ? 'take_off' : 'put') : null,
  }
}

/** What comes next, and when. */
function nextText(facts: RequestFacts, { standing, round }: SolutionFacts): string {
  const { request, territory } = facts
  const by = request.nextStepOn ? ` avant le ${longDay(request.nextStepOn)}` : ''
  if (request.status === 'proposed')
    return round && round.queue.length > 0
      ? `Ensuite : ${othersText(round.queue.length)}, puis l’étape suivante.`
      : 'Ensuite, si le médecin dit non : l’étape suivante.'
  const byRung: Record<Rung, string> = {
    named: `Sollicitez le médecin souhaité, ou d’autres${by}.`,
    radius: `Choisissez des médecins ci-dessous${by}.`,
    wider: widerText(standing, { by, on: request.nextStepOn }),
    common_list: `Un médecin inscrit peut l’accueillir de lui-même. Sinon, la demande vous revient ${request.nextStepOn ? `le ${longDay(request.nextStepOn)}` : 'bientôt'}.`,
    coordinator: `Tout a été essayé : appelez le foyer, ou un confrère${by}.`,
  }
  const isAlone = territory.movesOnTo === 'coordinator' && standing.rung !== 'coordinator'
  return `${byRung[standing.rung]}${isAlone ? ' Rien n’avance sans vous.' : ''}`
}

function othersText(count: number): string {
  return count === 1 ? 'un autre médecin choisi' : `${count} autres médecins choisis`
}

function widerText(
  { widerAnswer, widerAskedAt }: SolutionFacts['standing'],
  { by, on }: { by: string; on: Day | null },
): string {
  if (widerAnswer === 'agreed') return `Choisissez des médecins, plus loin si besoin${by}.`
  if (!widerAskedAt) return `Demandez au foyer s’il accepte d’aller plus loin${by}.`
  return `Le foyer a la question${on ? `, sa réponse est attendue avant le ${longDay(on)}` : ''}.`
}
