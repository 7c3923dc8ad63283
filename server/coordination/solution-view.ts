import { count } from '../../web/components/staff/figures.ts'
import type {
  CurrentSolution,
  SolutionDoctor,
  SolutionView,
} from '../../web/pages/staff/solution-view.ts'
import { longDay } from '../../web/words/dates.ts'
import { wordsFor } from '../../web/words/words.ts'
import { momentLabel } from '../calendar/labels.ts'
import { parisDay } from '../calendar/rules.ts'
import { conditionsOf } from '../messaging/solution.ts'
import { machineChannel } from '../orientation/telling.ts'
import type { Proposal } from '../proposals/service.ts'
import { contactsOf } from './contacts.ts'
import { ladderView } from './ladder-view.ts'
import type { RequestFacts } from './request-view.ts'
import type { SolutionFacts } from './solution-facts.ts'

/** What the page of a request shows of the doctors asked about it; null where nobody is asked first. */
export function solutionView(facts: RequestFacts): SolutionView | null {
  const { solution, request, events } = facts
  if (!solution) return null
  return {
    current: currentOf(facts, solution),
    ladder: ladderView(facts, solution),
    contacts: contactsOf({ proposals: solution.proposals, events, nameOf: namer(facts) }),
    people: request.members.length,
  }
}

/** Names the doctors that were read for the page. */
export function namer({ named }: Pick<RequestFacts, 'named'>): (availabilityId: string) => string {
  return (availabilityId) => named.get(availabilityId)?.name ?? 'un médecin'
}

/** What is told of a doctor to the household before it agrees: never who they are. */
export function toldConditions(
  { named }: Pick<RequestFacts, 'named'>,
  proposal: Proposal,
): readonly string[] {
  const doctor = named.get(proposal.availabilityId)
  return conditionsOf(wordsFor('fr'), {
    km: proposal.km,
    commune: doctor?.commune ?? '',
    homeVisits: proposal.homeVisitHeld > 0,
    stepFree: doctor?.stepFree === true,
    languages: doctor?.languages ?? [],
    people: proposal.placesHeld,
  })
}

function currentOf(facts: RequestFacts, solution: SolutionFacts): CurrentSolution | null {
  const { living } = solution
  const { status, channel } = facts.request
  if (!living) return null
  const doctor = solutionDoctor(facts, living)
  if (living.status === 'pending')
    return status === 'proposed' ? askedOf(facts, { solution, living, doctor }) : null
  const conditions = toldConditions(facts, living)
  if (status === 'proposed')
    return {
      state: 'accepted',
      doctor,
      since: momentLabel(living.answeredAt ?? living.askedAt),
      conditions,
      channel,
    }
  if (status === 'offered')
    return {
      state: 'offered',
      doctor,
      conditions,
      since: living.offeredAt ? momentLabel(living.offeredAt) : '',
      dueOn: living.offerExpiresAt && longDay(parisDay(living.offerExpiresAt)),
    }
  return status === 'agreed' ? agreedOf(facts, doctor) : null
}

type Asked = { solution: SolutionFacts; living: Proposal; doctor: SolutionDoctor }

function askedOf(facts: RequestFacts, { solution, living, doctor }: Asked): CurrentSolution {
  const { placesHeld, homeVisitHeld } = living
  const visits = homeVisitHeld > 0 ? `, dont ${count(homeVisitHeld, 'visite')} à domicile` : ''
  return {
    state: 'asked',
    doctor,
    proposalId: living.id,
    since: momentLabel(living.askedAt),
    how: living.medium === 'phone' ? 'à appeler' : 'par message, avec un lien vers sa page',
    dueOn: longDay(parisDay(living.expiresAt)),
    held: `${count(placesHeld, 'place')}${visits}`,
    next: nextText(facts, solution),
  }
}

function nextText(facts: RequestFacts, { round }: SolutionFacts): string {
  const following = facts.territory.movesOnTo === 'next' ? round?.queue[0] : undefined
  if (following)
    return `S’il dit non, ou ne répond pas à temps, le ${namer(facts)(following)} est sollicité aussitôt.`
  return 'S’il dit non, ou ne répond pas à temps, la demande vous revient et la place est libre.'
}

function agreedOf({ request }: RequestFacts, doctor: SolutionDoctor): CurrentSolution {
  const isToldByPerson = machineChannel(request) === null
  return { state: 'agreed', doctor, reference: request.reference, isToldByPerson }
}

/** The doctor of a proposal, for the team. */
export function solutionDoctor(
  { named }: Pick<RequestFacts, 'named'>,
  { availabilityId, km }: Proposal,
): SolutionDoctor {
  const doctor = named.get(availabilityId)
  if (!doctor)
    return { name: 'Ce médecin', practice: '', address: '', phone: null, booking: '', km }
  const { name, practice, address, postalCode, commune, phone, booking } = doctor
  return {
    name,
    practice: [practice, commune].filter(Boolean).join(', '),
    address: `${address}, ${postalCode} ${commune}`,
    phone,
    booking,
    km,
  }
}
