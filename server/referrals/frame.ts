import type { Response } from 'express'
import type { ReferrerSite } from '../../web/pages/referrer/frame.ts'
import { territoriesOf } from '../accounts/service.ts'
import { hasCommonList } from '../common-list/service.ts'
import type { Deps } from '../deps.ts'
import type { Staff } from '../http/access.ts'
import { siteOf } from '../http/site.ts'
import { gpOf } from '../referrers/service.ts'
import { contactOf } from '../territory/contact.ts'
import { findTerritory } from '../territory/service.ts'
import { referrerOf } from './service.ts'

/** What every page of a referrer shares. Nothing of the territory's requests is counted nor read. @throws NoProfile */
export async function referrerSite(deps: Deps, res: Response, who: Staff): Promise<ReferrerSite> {
  const { organisation } = await referrerOf(deps, who)
  const territory = await findTerritory(deps, who.territoryId)
  return {
    ...siteOf(deps, res, contactOf(territory)),
    account: { name: who.name || who.email, role: who.role },
    organisation: organisation.name,
    hasCommonList: (await hasCommonList(deps, who)) && (await gpOf(deps, who)) !== null,
    territories: (await territoriesOf(deps, who)).map(({ territoryId, territoryName }) => ({
      id: territoryId,
      name: territoryName,
      isCurrent: territoryId === who.territoryId,
    })),
  }
}
