import { activationAddress, invitationToken } from '../accounts/invitation.ts'
import { invitedBy } from '../accounts/standing.ts'
import type { Deps } from '../deps.ts'
import { invitationEmail } from '../messaging/account-templates.ts'
import type { ClaimedMessage, Outgoing } from '../messaging/rules.ts'
import { findTerritory } from '../territory/service.ts'
import { wordsIn } from '../texts/service.ts'

/**
 * The invitation of somebody who will register people, as it leaves: its link is made again from its identifier. Null
 * once the link was used, replaced, or its account closed.
 */
export async function composeInvitation(
  deps: Deps,
  { ids, channel, territoryId }: ClaimedMessage,
  now: Date,
): Promise<Outgoing | null> {
  if (!ids.invitationId || channel !== 'email') return null
  const token = invitationToken(deps.keys, ids.invitationId)
  const invited = await invitedBy(deps.database.client, token, now)
  if (!invited) return null
  const territory = await findTerritory(deps, territoryId)
  const link = activationAddress(deps.config, token)
  const about = { template: 'account_invited', channel, team: territory } as const
  const words = await wordsIn(deps.database.client, territoryId, about)
  return {
    channel,
    to: invited.email,
    fromName: territory.name,
    replyTo: territory.contactEmail,
    ...invitationEmail(words, { team: territory, name: invited.name, link }),
  }
}
