import type { Response } from 'express'
import type { StaffSite } from '../../web/components/staff/frame.ts'
import { territoriesOf } from '../accounts/service.ts'
import type { Actor } from '../audit/service.ts'
import { doctorsToCall } from '../availability-campaign/service.ts'
import type { Deps } from '../deps.ts'
import type { Staff } from '../http/access.ts'
import { siteOf } from '../http/site.ts'
import { countTroubled } from '../messaging/service.ts'
import { WAITING } from '../orientation/rules.ts'
import { alertsToTalkAbout } from '../refusals/acceptance.ts'
import { contactOf } from '../territory/contact.ts'
import { findTerritory } from '../territory/service.ts'
import { countTodos } from '../todos/service.ts'
import { countReferralTodos } from './referral-todos.ts'
import { countByStatus } from './store.ts'
import { surveyTodos } from './survey-todos.ts'

/** What every staff page shares: who is signed in, whose territory, how many wait. */
export async function staffSite(deps: Deps, res: Response, who: Staff): Promise<StaffSite> {
  const territory = await findTerritory(deps, who.territoryId)
  const { client } = deps.database
  const byStatus = await countByStatus(client, who.territoryId)
  const waiting = WAITING.reduce((sum, status) => sum + (byStatus.get(status) ?? 0), 0)
  const toCall = await doctorsToCall(deps, who.territoryId, deps.now())
  const todos =
    (byStatus.get('to_locate') ?? 0) +
    (await countTroubled(client, who.territoryId)) +
    (await countReferralTodos(deps, who.territoryId)) +
    (await countTodos(client, who.territoryId)) +
    (await surveyTodos(deps, who.territoryId)).length +
    toCall.length +
    (await alertsToTalkAbout(client, who.territoryId, deps.now())).length
  return {
    ...siteOf(deps, res, contactOf(territory)),
    account: { name: who.name || who.email, role: who.role },
    counts: { waiting, todos },
    territories: (await territoriesOf(deps, who)).map(({ territoryId, territoryName }) => ({
      id: territoryId,
      name: territoryName,
      isCurrent: territoryId === who.territoryId,
    })),
  }
}

/** The person of the staff, for the timeline and the audit. */
export function actorOf(who: Staff): Actor {
  return { kind: 'staff', id: who.accountId, name: who.name || who.email }
}
