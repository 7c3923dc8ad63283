import type { Deps } from '../deps.ts'
import type { Access } from '../http/access.ts'
import { actKey, formValues, tickedValues } from '../http/forms.ts'
import { post, type Route } from '../http/routes.ts'
import { readAlerts } from '../refusals/acceptance.ts'
import { onLink, type Visit } from './frame.ts'
import { actorOf, openPage } from './service.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** « J’ai lu »: a doctor has seen how their answers stand beside the territory's. It does not spend the link. */
export function acceptanceRoutes(deps: Deps, holder: Access<Visit | null>): Route[] {
  return [
    post(
      '/medecin/:token/reponses',
      holder,
      onLink(deps, async ({ req, res, visit: { link, path } }) => {
        const now = deps.now()
        const { territoryId, doctorId } = link
        const actor = actorOf(link, await openPage(deps, link, now))
        const ids = tickedValues(req, 'alerte').filter((id) => UUID.test(id))
        const key = actKey(formValues(req))
        await readAlerts(deps, { territoryId, doctorId, actor, ids, key }, now)
        res.redirect(303, `${path}#reponses`)
      }),
    ),
  ]
}
