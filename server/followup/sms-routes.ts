import type { Deps } from '../deps.ts'
import { linkHolder } from '../http/access.ts'
import { post, type Route } from '../http/routes.ts'
import { findLink } from '../links/service.ts'
import { stopSms } from '../orientation/stopping.ts'

/** « Ne plus recevoir de SMS », on the private page: one press, and pressed again it changes nothing. */
export function smsRoutes(deps: Deps): Route[] {
  const holder = linkHolder((token) => findLink(deps.database.client, token, deps.now()))
  return [
    post('/suivi/:token/sms', holder, async (req, res, { requestId, territoryId }) => {
      const actor = { kind: 'patient', id: requestId } as const
      const who = { id: requestId, territoryId, actor }
      await deps.database.transaction((tx) => stopSms(tx, deps, who, deps.now()))
      res.redirect(303, `/suivi/${String(req.params.token)}`)
    }),
  ]
}
