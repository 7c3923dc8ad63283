import { inboxPage } from '../../web/pages/staff/inbox.ts'
import { writeAudit } from '../audit/service.ts'
import type { Deps } from '../deps.ts'
import { READS, staff } from '../http/access.ts'
import { queryValues } from '../http/forms.ts'
import { pageAsked } from '../http/paging.ts'
import { get, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { actorOf, staffSite } from './frame.ts'
import { inboxFilters, inboxView } from './inbox.ts'

/** The inbox: everybody who waits, need first. */
export function inboxRoutes(deps: Deps): Route[] {
  return [
    get('/coordination', staff(READS), async (req, res, who) => {
      const query = queryValues(req)
      const asked = {
        filters: inboxFilters(query),
        page: pageAsked(query),
        todosPage: pageAsked(query, 'taches'),
      }
      const now = deps.now()
      const view = await inboxView(deps, who, asked, now)
      await deps.database.transaction((tx) =>
        writeAudit(
          tx,
          {
            territoryId: who.territoryId,
            actor: actorOf(who),
            action: 'read',
            subject: { kind: 'inbox', id: null },
            facts: { rows: view.rows.length },
          },
          now,
        ),
      )
      show(res, 200, inboxPage(await staffSite(deps, res, who), view))
    }),
  ]
}
