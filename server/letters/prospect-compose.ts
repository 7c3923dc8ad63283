import type { Deps } from '../deps.ts'
import type { DoctorLetter } from '../messaging/doctor-rules.ts'
import type { ClaimedMessage, Outgoing } from '../messaging/rules.ts'
import { prospectToInform } from '../prospects/service.ts'
import { findTerritory } from '../territory/service.ts'
import { outgoing } from './doctor-compose.ts'

/**
 * What a doctor taken from the national directory is told (rule 7 of server/README.md), as it leaves. Null when they
 * objected or joined meanwhile, or have no e-mail address.
 */
export async function composeProspectMessage(
  deps: Deps,
  message: ClaimedMessage,
): Promise<Outgoing | null> {
  const { ids, territoryId, channel } = message
  if (!ids.prospectId || channel !== 'email') return null
  const told = await prospectToInform(deps, { id: ids.prospectId, territoryId })
  if (!told) return null
  const territory = await findTerritory(deps, territoryId)
  const { publicUrl } = deps.config
  const letter: DoctorLetter = {
    template: 'prospect_informed',
    team: territory,
    lastName: told.prospect.lastName,
    link: `${publicUrl}${told.objectionPath}`,
    joinUrl: `${publicUrl}/t/${territory.slug}/medecins/rejoindre`,
  }
  const unsubscribeUrl = `${publicUrl}${told.objectionPath}`
  return outgoing(deps, letter, { message, territory, to: told.email, unsubscribeUrl })
}
