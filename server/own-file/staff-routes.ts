import { randomUUID } from 'node:crypto'
import { staffErasePage } from '../../web/pages/staff/erase.ts'
import { requestHref } from '../../web/pages/staff/request-view.ts'
import { staffSite } from '../coordination/frame.ts'
import { householdName } from '../coordination/people.ts'
import { targetOf } from '../coordination/read-request.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused, NotFound } from '../errors.ts'
import { COORDINATES, staff } from '../http/access.ts'
import { formValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { openRequest } from '../orientation/service.ts'
import { eraseAndKeep } from './service.ts'

const PATH = '/coordination/demandes/:id/effacement'

/** The right to erasure of a household that asks by phone, in the hands of a coordinator. */
export function staffEraseRoutes(deps: Deps): Route[] {
  return [
    get(PATH, staff(COORDINATES), async (req, res, who) => {
      const id = idOf(req.params.id)
      const { request } = await openRequest(deps, targetOf(id, who), deps.now())
      const { reference, version, closeReason, status } = request
      if (closeReason === 'erased') throw new MoveRefused(status, 'erased')
      const name = householdName(request)
      const view = { id, name, reference, seal: { key: randomUUID(), version } }
      show(res, 200, staffErasePage(await staffSite(deps, res, who), view))
    }),
    post(PATH, staff(COORDINATES), async (req, res, who) => {
      const id = idOf(req.params.id)
      const { version } = formValues(req)
      await eraseAndKeep(deps, targetOf(id, who, version), deps.now())
      res.redirect(303, requestHref(id))
    }),
  ]
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** @throws NotFound when the address holds no identifier. */
function idOf(typed: unknown): string {
  if (typeof typed !== 'string' || !UUID.test(typed)) throw new NotFound()
  return typed
}
