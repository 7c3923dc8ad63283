import type { Db } from '../db.ts'
import { changeProposal, findLiving } from './proposals-store.ts'
import { homeVisitsOf } from './rules.ts'

type OfRequest = { requestId: string; territoryId: string }

/** Fewer people need the doctor who is asked, or said yes: the places of the others are free. */
export async function shrinkHold(
  tx: Db,
  where: OfRequest,
  members: readonly { canTravel: boolean }[],
): Promise<void> {
  const proposal = await findLiving(tx, where)
  if (!proposal || members.length === 0) return
  const placesHeld = Math.min(proposal.placesHeld, members.length)
  const homeVisitHeld = Math.min(proposal.homeVisitHeld, homeVisitsOf(members))
  await changeProposal(tx, { ...proposal, from: proposal.status }, { placesHeld, homeVisitHeld })
}
