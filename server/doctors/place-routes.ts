import type { Request, Response } from 'express'
import * as z from 'zod'
import { doctorFormPage } from '../../web/pages/staff/doctor-form.ts'
import { actorOf, staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import { COORDINATES, type Staff, staff } from '../http/access.ts'
import { actKey, type FormValues, formValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import type { Target } from './entry.ts'
import { readPlaceForm } from './place-form.ts'
import { addPlace, removePlace } from './places.ts'
import { openDoctor } from './service.ts'
import { listPractices } from './store.ts'
import { LIST_PATH, placeFormView } from './views.ts'

const PATH = `${LIST_PATH}/:id/lieux`

/** The other practices of a doctor, and their dated stays (B24). */
export function placeRoutes(deps: Deps): Route[] {
  return [
    get(`${PATH}/nouveau`, staff(COORDINATES), (req, res, who) =>
      showForm(deps, { req, res, who }, {}),
    ),
    post(`${PATH}/nouveau`, staff(COORDINATES), (req, res, who) => add(deps, { req, res, who })),
    post(`${PATH}/retirer`, staff(COORDINATES), async (req, res, who) => {
      const target = targetOf({ req, who }, formValues(req))
      const entry = await openDoctor(deps, target, deps.now())
      const done = await removePlace(deps, target, deps.now())
      const { doctorId } = entry
      res.redirect(303, `${LIST_PATH}/${done === 'removed' ? doctorId : entry.id}?lieu=${done}`)
    }),
  ]
}

type Visit = { req: Request; res: Response; who: Staff }
type Shown = { values?: FormValues; errors?: Record<string, string> }

async function add(deps: Deps, visit: Visit): Promise<void> {
  const now = deps.now()
  const values = formValues(visit.req)
  const target = targetOf(visit)
  const entry = await openDoctor(deps, target, now)
  const practices = await listPractices(deps.database.client, target.territoryId)
  const form = readPlaceForm(values, { entry, practices }, now)
  if (!form.ok) return showForm(deps, visit, { values, errors: form.errors })
  const added = await addPlace(deps, { target, key: actKey(values), sheet: form.sheet }, now)
  if (added === 'overlaps') return showForm(deps, visit, { values, errors: OVERLAPS })
  visit.res.redirect(303, `${LIST_PATH}/${added.id}?lieu=added`)
}

const OVERLAPS = {
  cabinet: 'Ce médecin y consulte déjà à ces dates : ouvrez sa fiche à ce cabinet pour la changer.',
}

async function showForm(deps: Deps, visit: Visit, { values, errors }: Shown): Promise<void> {
  const { res, who } = visit
  const now = deps.now()
  const target = targetOf(visit)
  const entry = await openDoctor(deps, target, now)
  const practices = await listPractices(deps.database.client, target.territoryId)
  const view = placeFormView({ entry, practices, values, errors }, now)
  show(res, errors ? 422 : 200, doctorFormPage(await staffSite(deps, res, who), view))
}

function targetOf(
  { req, who }: Pick<Visit, 'req' | 'who'>,
  { version = '' }: FormValues = {},
): Target {
  const id = z.uuid().safeParse(req.params.id)
  if (!id.success) throw new NotFound()
  const seen = /^\d{1,9}$/.test(version) ? Number(version) : undefined
  return { id: id.data, territoryId: who.territoryId, actor: actorOf(who), version: seen }
}
