import type { Response } from 'express'
import type { StaffSite } from '../../web/components/staff/frame.ts'
import { territoriesOf } from '../accounts/service.ts'
import type { Actor } from '../audit/service.ts'
import type { Deps } from '../deps.ts'
import type { Staff } from '../http/access.ts'
import { siteOf } from '../http/site.ts'
import { contactOf } from '../territory/contact.ts'
import { findTerritory } from '../territory/service.ts'
import { countWork } from './todo-groups.ts'

/** What every staff page shares: who is signed in, whose territory, how many wait. */
export async function staffSite(deps: Deps, res: Response, who: Staff): Promise<StaffSite> {
  const [territory, counts, territories] = await Promise.all([
    findTerritory(deps, who.territoryId),
    countWork(deps, who.territoryId, deps.now()),
    territoriesOf(deps, who),
  ])
  return {
    ...siteOf(deps, res, contactOf(territory)),
    account: { name: who.name || who.email, role: who.role },
    counts,
    territories: territories.map(({ territoryId, territoryName }) => ({
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
