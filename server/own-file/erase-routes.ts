import { randomUUID } from 'node:crypto'
import { erasedPage, erasePage } from '../../web/pages/patient/erase.ts'
import type { Deps } from '../deps.ts'
import { pathOf, targetOf } from '../followup/frame.ts'
import { linkHolder } from '../http/access.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show, siteOf } from '../http/site.ts'
import { findLink } from '../links/service.ts'
import { openRequest } from '../orientation/service.ts'
import { contactOf } from '../territory/contact.ts'
import { findTerritory } from '../territory/service.ts'
import { eraseAndKeep } from './service.ts'

/** « Effacer mes réponses »: a page that says what goes, and one press. */
export function eraseRoutes(deps: Deps): Route[] {
  const holder = linkHolder((token) => findLink(deps.database.client, token, deps.now()))
  const path = '/suivi/:token/effacer'
  return [
    get(path, holder, async (req, res, who) => {
      const territory = await findTerritory(deps, who.territoryId)
      const backHref = pathOf(req)
      const view = {
        action: `${backHref}/effacer`,
        key: randomUUID(),
        backHref,
        fileHref: `${backHref}/mes-reponses`,
      }
      show(res, 200, erasePage(siteOf(deps, res, contactOf(territory)), view))
    }),
    post(path, holder, async (_req, res, who) => {
      const territory = await findTerritory(deps, who.territoryId)
      const target = targetOf(who)
      const { request } = await openRequest(deps, target, deps.now())
      await eraseAndKeep(deps, target, deps.now())
      const { reference } = request
      show(res, 200, erasedPage(siteOf(deps, res, contactOf(territory)), { reference }))
    }),
  ]
}
