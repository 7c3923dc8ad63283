import * as z from 'zod'
import type { Deps } from '../deps.ts'
import { keepApart } from '../duplicates/service.ts'
import { NotFound } from '../errors.ts'
import { COORDINATES, staff } from '../http/access.ts'
import { formValues } from '../http/forms.ts'
import { post, type Route } from '../http/routes.ts'
import { noteTold } from '../referrals/telling.ts'
import { targetOf } from './read-request.ts'
import { idOf } from './request-routes.ts'

const PATH = '/coordination/demandes/:id'

/** What a coordinator does of a request that somebody else registered, or that may be registered twice. */
export function referralActRoutes(deps: Deps): Route[] {
  return [
    post(`${PATH}/prevenue`, staff(COORDINATES), async (req, res, who) => {
      const id = idOf(req)
      await noteTold(deps, targetOf(id, who), deps.now())
      res.redirect(303, `/coordination/demandes/${id}`)
    }),
    post(`${PATH}/distinctes`, staff(COORDINATES), async (req, res, who) => {
      const id = idOf(req)
      const other = z.uuid().safeParse(formValues(req).autre)
      if (!other.success) throw new NotFound()
      await keepApart(deps, targetOf(id, who), other.data, deps.now())
      res.redirect(303, `/coordination/demandes/${id}`)
    }),
  ]
}
