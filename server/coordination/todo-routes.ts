import * as z from 'zod'
import { todosHref } from '../../web/components/staff/todos.ts'
import { requestHref } from '../../web/pages/staff/request-view.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import { COORDINATES, staff } from '../http/access.ts'
import { formValues } from '../http/forms.ts'
import { pageAsked } from '../http/paging.ts'
import { post, type Route } from '../http/routes.ts'
import { finishTodo } from '../todos/service.ts'
import { actorOf } from './frame.ts'
import { idOf } from './request-routes.ts'

/** « C’est fait »: back to the page it was pressed on. */
export function todoRoutes(deps: Deps): Route[] {
  return [
    post('/coordination/demandes/:id/a-faire/:tache', staff(COORDINATES), async (req, res, who) => {
      const id = z.uuid().safeParse(req.params.tache)
      if (!id.success) throw new NotFound()
      const done = { id: id.data, territoryId: who.territoryId, actor: actorOf(who) }
      await finishTodo(deps, done, deps.now())
      const values = formValues(req)
      const list = todosHref(pageAsked(values, 'taches'))
      res.redirect(303, values.retour === 'demande' ? requestHref(idOf(req)) : list)
    }),
  ]
}
