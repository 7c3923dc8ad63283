import { randomUUID } from 'node:crypto'
import type { DoctorPoint } from '../../web/components/doctor-card.ts'
import type { EndedSolution, Offer, WaitingNews } from '../../web/pages/patient/solution-view.ts'
import { languages, type SpokenLanguage } from '../../web/words/options.ts'
import { parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import { doctorsNamed, type NamedDoctor } from '../doctors/candidates.ts'
import { type LadderStanding, standingOf } from '../ladder/service.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { listProposals, type Proposal } from '../proposals/service.ts'

/** What the page of a household whose doctors are asked first is made from. */
export type Solution = {
  /** The last doctor asked, and what became of it; null when none was. */
  proposal: Proposal | null
  /** That doctor. Named on the page once the household agreed, never before. */
  doctor: NamedDoctor | null
  standing: LadderStanding
}

export async function solutionOf(db: Db, request: OrientationRequest): Promise<Solution> {
  const { id: requestId, territoryId } = request
  const proposal = (await listProposals(db, { requestId, territoryId })).at(-1) ?? null
  const ids = proposal ? [proposal.availabilityId] : []
  const [doctor = null] = await doctorsNamed(db, territoryId, ids)
  return { proposal, doctor, standing: await standingOf(db, request) }
}

/** The doctor whom the household agreed to, with what they were asked; null until then. */
export function agreedIn({ proposal, doctor }: Solution) {
  const isAgreed = proposal?.status === 'accepted' && proposal.householdAnswer === 'agreed'
  return isAgreed && doctor ? { proposal, doctor } : null
}

type Page = { request: OrientationRequest; path: string }

/** What a household may know before it agrees: the distance, the commune, the conditions. */
export function offerView({ proposal, doctor }: Solution, { request, path }: Page): Offer | null {
  if (proposal?.status !== 'accepted' || !proposal.offerExpiresAt || !doctor) return null
  const people = request.members.length
  return {
    action: `${path}/reponse`,
    key: randomUUID(),
    id: proposal.id,
    km: proposal.km,
    commune: doctor.commune,
    until: parisDay(proposal.offerExpiresAt),
    people,
    points: [
      ...(people > 1 ? [{ kind: 'whole_household' as const }] : []),
      ...conditionsOf(request, { proposal, doctor }),
    ],
  }
}

/** What a doctor does for this household. */
export function conditionsOf(
  { wishes }: OrientationRequest,
  { proposal, doctor }: { proposal: Proposal; doctor: NamedDoctor },
): DoctorPoint[] {
  const spoken = doctor.languages.filter(isSpoken).filter((code) => code === wishes.language)
  const isForeign = wishes.language !== 'fr' && spoken.length > 0
  return [
    ...(proposal.homeVisitHeld > 0 ? [{ kind: 'home_visit' as const }] : []),
    ...(doctor.stepFree ? [{ kind: 'step_free' as const }] : []),
    ...(isForeign ? [{ kind: 'languages' as const, languages: spoken }] : []),
  ]
}

/** Where a household that waits stands; null when nothing happened that it should know. */
export function waitingNews(solution: Solution, page: Page): WaitingNews | null {
  const ended = endedIn(solution)
  const wider = widerIn(solution, page)
  const isOnCommonList = solution.standing.rung === 'common_list'
  return ended || wider || isOnCommonList ? { ended, wider, isOnCommonList } : null
}

const ENDED: readonly string[] = [
  'doctor_gone',
  'doctor_refused',
  'household_grew',
  'household_refused',
  'household_silent',
  'absent',
  'not_found',
  'taken_back',
] satisfies EndedSolution[]

/** Only what the household had been told of can come to nothing in its eyes. */
function endedIn({ proposal }: Solution): EndedSolution | null {
  if (!proposal?.offeredAt || !proposal.endedWhy) return null
  return ENDED.includes(proposal.endedWhy) ? (proposal.endedWhy as EndedSolution) : null
}

function widerIn({ standing }: Solution, { request, path }: Page): WaitingNews['wider'] {
  const { widerAskedAt, widerAnswer, widerKm, rung } = standing
  const farKm = widerKm ?? request.wishes.maxKm
  if (widerAskedAt && widerAnswer === null)
    return {
      action: `${path}/plus-loin`,
      key: randomUUID(),
      answer: null,
      nearKm: request.wishes.maxKm,
      farKm,
    }
  if (widerAnswer === 'agreed' && rung === 'wider') return { answer: 'agreed', farKm }
  return widerAnswer === 'refused' ? { answer: 'refused', farKm } : null
}

/** True for a language that has a name on the pages. */
export function isSpoken(code: string): code is SpokenLanguage {
  return (languages as readonly string[]).includes(code)
}
