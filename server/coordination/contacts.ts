import { type ContactRow, declineLabels } from '../../web/pages/staff/solution-view.ts'
import { fullDay, shortDay } from '../../web/words/dates.ts'
import { momentLabel } from '../calendar/labels.ts'
import type { DeclineReason, EndedWhy, Medium } from '../proposals/rules.ts'
import type { Proposal } from '../proposals/service.ts'
import type { TimelineEvent } from '../timeline/service.ts'

type Told = {
  proposals: readonly Proposal[]
  events: readonly TimelineEvent[]
  nameOf: (availabilityId: string) => string
}

/** Every contact with a doctor about a request, oldest first: who, when, how, what they said and why (B19). */
export function contactsOf({ proposals, events, nameOf }: Told): ContactRow[] {
  const asked = proposals.map((proposal) => ({
    at: proposal.askedAt,
    row: {
      when: momentLabel(proposal.askedAt),
      doctor: nameOf(proposal.availabilityId),
      how: MEDIUMS[proposal.medium],
      answer: answerOf(proposal),
      by: notedBy(proposal, nameOf),
    },
  }))
  const calls = events
    .filter(({ kind }) => kind === 'doctor_called')
    .map(({ at, facts, actor }) => ({
      at,
      row: {
        when: momentLabel(at),
        doctor: nameOf(String(facts.doctor)),
        how: MEDIUMS.phone,
        answer: facts.call === 'rappellera' ? 'rappellera' : 'pas joint',
        by: actor,
      },
    }))
  return [...asked, ...calls].sort((a, b) => a.at.getTime() - b.at.getTime()).map(({ row }) => row)
}

const MEDIUMS: Record<Medium, string> = {
  link: 'par message',
  phone: 'par téléphone',
  common_list: 'par la liste commune',
}

function answerOf(proposal: Proposal): string {
  const { status, endedWhy, declineReason, fewerPeople, laterFrom, expiresAt } = proposal
  if (status === 'pending') return `attendue avant le ${shortDay(expiresAt)}`
  if (status === 'accepted') return 'oui'
  if (status === 'expired') return 'pas de réponse à temps'
  if (status === 'withdrawn') return ENDED[endedWhy as EndedWhy] ?? 'sollicitation terminée'
  if (fewerPeople !== null) return `non : ${fewerPeople} au plus`
  if (laterFrom !== null) return `pas avant le ${fullDay(laterFrom)}`
  const reason = declineReason as DeclineReason | null
  if (reason === null || reason === 'other') return 'non'
  return `non : ${declineLabels[reason].toLowerCase()}`
}

const ENDED: Record<EndedWhy, string> = {
  taken_back: 'retirée par l’équipe',
  household_refused: 'oui, mais le foyer a refusé',
  household_silent: 'oui, mais le foyer n’a pas répondu',
  household_grew: 'à redemander : une personne de plus',
  doctor_gone: 'n’accueille plus',
  household_paused: 'sans suite : le foyer est en pause',
  doctor_changed: 'non, puis oui',
  not_told: 'oui, mais le foyer n’a pas été prévenu à temps',
  request_moved: 'sans suite : la demande a changé',
  absent: 'oui, mais le foyer n’est pas venu',
  doctor_refused: 'oui, puis le cabinet a refusé',
  not_found: 'oui, mais le foyer cherche de nouveau',
}

/** Who wrote down what a doctor said; nobody when the doctor answered on their own page. */
function notedBy(
  { answeredBy, availabilityId, status }: Proposal,
  nameOf: Told['nameOf'],
): string | null {
  const isSaid = status === 'accepted' || status === 'declined'
  const isDoctor = answeredBy === 'doctor' || answeredBy === nameOf(availabilityId)
  return isSaid && !isDoctor ? answeredBy : null
}
