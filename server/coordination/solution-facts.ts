import type { Deps } from '../deps.ts'
import { type LadderStanding, standingOf } from '../ladder/service.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { findOpenRound, listProposals, type Proposal, type Round } from '../proposals/service.ts'
import type { Territory } from '../territory/service.ts'
import type { TimelineEvent } from '../timeline/service.ts'
import type { StepFacts } from './next-step.ts'

/** All that was read of the doctors asked about a request. */
export type SolutionFacts = {
  /** Oldest first. */
  proposals: readonly Proposal[]
  /** The one that waits for its doctor, or that its doctor accepted; null when there is none. */
  living: Proposal | null
  round: Round | null
  standing: LadderStanding
}

/** Null in a territory where lists are passed on and nobody is asked first. */
export async function readSolution(
  { database, keys }: Deps,
  { request, territory }: { request: OrientationRequest; territory: Territory },
): Promise<SolutionFacts | null> {
  if (territory.mode !== 'brokered') return null
  const { client } = database
  const key = { requestId: request.id, territoryId: request.territoryId }
  const proposals = await listProposals(client, key)
  return {
    proposals,
    living: proposals.findLast(isLiving) ?? null,
    round: await findOpenRound(client, keys, key),
    standing: await standingOf(client, request),
  }
}

/** Doctors at a practice whom the page will name. */
export function doctorsToName(
  solution: SolutionFacts | null,
  events: readonly TimelineEvent[],
): string[] {
  const told = events.flatMap(({ facts }) => (typeof facts.doctor === 'string' ? facts.doctor : []))
  if (!solution) return told
  const { proposals, round, standing } = solution
  const asked = proposals.map(({ availabilityId }) => availabilityId)
  return [...told, ...asked, ...(round?.queue ?? []), standing.namedAvailabilityId ?? []].flat()
}

/**
 * How far doctors are looked for without a reason: what the household chose or agreed to, and what the territory finds
 * reasonable (B18). Kilometres.
 */
export function freeKm(
  { standing }: Pick<SolutionFacts, 'standing'>,
  { reasonableKm }: Pick<Territory, 'reasonableKm'>,
): number {
  return Math.min(standing.reachKm, reasonableKm)
}

/** What the next step depends on. */
export function stepFactsOf(solution: SolutionFacts | null): StepFacts | null {
  if (!solution) return null
  const { rung, widerAskedAt, widerAnswer } = solution.standing
  return {
    isAccepted: solution.living?.status === 'accepted',
    rung,
    isWiderAsked: widerAskedAt !== null && widerAnswer === null,
    isWider: widerAnswer === 'agreed',
  }
}

function isLiving({ status }: Proposal): boolean {
  return status === 'pending' || status === 'accepted'
}
