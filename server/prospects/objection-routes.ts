import type { Response } from 'express'
import { objectionPage } from '../../web/pages/public/objection.ts'
import type { Deps } from '../deps.ts'
import { linkHolder } from '../http/access.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show, siteOf } from '../http/site.ts'
import { contactOf } from '../territory/contact.ts'
import { findTerritory } from '../territory/service.ts'
import { OBJECTION_PATH } from './objection.ts'
import { findObjector, type Objector, object } from './service.ts'
import { joinPath } from './volunteer-routes.ts'

/** The private link of a doctor taken from the directory: opening changes nothing, the button objects (rule 7). */
export function objectionRoutes(deps: Deps): Route[] {
  const holder = linkHolder((token) => findObjector(deps, token))
  const path = `${OBJECTION_PATH}/:token`
  return [
    get(path, holder, (_req, res, objector) => answer(deps, res, objector)),
    post(path, holder, async (_req, res, objector) => {
      const { id, territoryId } = objector
      const actor = { kind: 'doctor' as const, id }
      await object(deps, { id, territoryId, actor }, deps.now())
      await answer(deps, res, { ...objector, hasObjected: true })
    }),
  ]
}

async function answer(
  deps: Deps,
  res: Response,
  { territoryId, hasObjected }: Objector,
): Promise<void> {
  const territory = await findTerritory(deps, territoryId)
  const site = siteOf(deps, res, contactOf(territory))
  show(res, 200, objectionPage(site, { hasObjected, joinHref: joinPath(territory.slug) }))
}
