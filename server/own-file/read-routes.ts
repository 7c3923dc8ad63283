import { ownFilePage } from '../../web/pages/patient/own-file.ts'
import type { Deps } from '../deps.ts'
import { pathOf, targetOf } from '../followup/frame.ts'
import { linkHolder } from '../http/access.ts'
import { get, type Route } from '../http/routes.ts'
import { show, siteOf } from '../http/site.ts'
import { findLink } from '../links/service.ts'
import { contactOf } from '../territory/contact.ts'
import { findTerritory } from '../territory/service.ts'
import { openOwnFile } from './reading.ts'
import { ownFileJson, ownFileView } from './view.ts'

/** Everything kept of a household: a page to read and print, and a file to keep. */
export function readRoutes(deps: Deps): Route[] {
  const holder = linkHolder((token) => findLink(deps.database.client, token, deps.now()))
  return [
    get('/suivi/:token/mes-reponses', holder, async (req, res, who) => {
      const territory = await findTerritory(deps, who.territoryId)
      const opened = await openOwnFile(deps, targetOf(who), { action: 'read' }, deps.now())
      const view = ownFileView(opened, pathOf(req))
      show(res, 200, ownFilePage(siteOf(deps, res, contactOf(territory)), view))
    }),
    get('/suivi/:token/mes-reponses.json', holder, async (_req, res, who) => {
      const opened = await openOwnFile(deps, targetOf(who), { action: 'export' }, deps.now())
      res.attachment(`demande-${opened.reference}.json`)
      res.type('json').send(`${JSON.stringify(ownFileJson(opened), null, 2)}\n`)
    }),
  ]
}
