import type { Response } from 'express'
import type { StaffSite } from '../../web/components/staff/frame.ts'
import { territoriesOf } from '../accounts/service.ts'
import type { Actor } from '../audit/service.ts'
import type { Deps } from '../deps.ts'
import type { Staff } from '../http/access.ts'
import { siteOf } from '../http/site.ts'
import { WAITING } from '../orientation/rules.ts'
import { contactOf } from '../territory/contact.ts'
import { findTerritory } from '../territory/service.ts'
import { countByStatus } from './store.ts'
import { countTodosToDo } from './todo-groups.ts'

/** What every staff page shares: who is signed in, whose territory, how many wait. */
export async function staffSite(deps: Deps, res: Response, who: Staff): Promise<StaffSite> {
  const [territory, counts, territories] = await Promise.all([
    findTerritory(deps, who.territoryId),
    countsOf(deps, who.territoryId),
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

/** How many requests wait, and how many things are to be done. */
async function countsOf(deps: Deps, territoryId: string): Promise<StaffSite['counts']> {
  const { client } = deps.database
  const [byStatus, todos] = await Promise.all([
    countByStatus(client, territoryId),
    countTodosToDo(deps, territoryId, deps.now()),
  ])
  return {
    waiting: WAITING.reduce((sum, status) => sum + (byStatus.get(status) ?? 0), 0),
    todos,
  }
}

/** The person of the staff, for the timeline and the audit. */
export function actorOf(who: Staff): Actor {
  return { kind: 'staff', id: who.accountId, name: who.name || who.email }
}
