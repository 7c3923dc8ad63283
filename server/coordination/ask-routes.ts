import type { Request, Response } from 'express'
import { askPage } from '../../web/pages/staff/ask.ts'
import type { Deps } from '../deps.ts'
import { MoveRefused, StaleVersion } from '../errors.ts'
import { COORDINATES, type Staff, staff } from '../http/access.ts'
import {
  actKey,
  type FormValues,
  formValues,
  queryList,
  queryValues,
  tickedValues,
} from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { askDoctors } from '../proposals/service.ts'
import { ChoiceOutOfDate, DistanceReasonMissing } from '../shortlists/service.ts'
import { askView, orderedIds, widthOf } from './ask-view.ts'
import { staffSite } from './frame.ts'
import { readRequest, staleView, targetOf } from './read-request.ts'
import { idOf } from './request-routes.ts'
import { kmOf } from './request-schema.ts'

const PATH = '/coordination/demandes/:id/sollicitation'
const WHY_FAR = 'Écrivez pourquoi aller aussi loin, par exemple : d’accord au téléphone le 24.'
const WHICH_ORDER = 'Écrivez un nombre dans chaque case, par exemple 1, 2, 3.'

type Visit = { req: Request; res: Response; who: Staff }

/** Asking doctors about a household: what leaves, to whom and in which order, then the press that asks. */
export function askRoutes(deps: Deps): Route[] {
  return [
    get(PATH, staff(COORDINATES), async (req, res, who) => {
      const ids = queryList(req, 'medecin')
      if (ids.length === 0) return res.redirect(303, requestPath(req))
      await showAsk(deps, { req, res, who }, { ids, values: queryValues(req), status: 200 })
    }),
    post(PATH, staff(COORDINATES), async (req, res, who) => {
      await ask(deps, { req, res, who })
    }),
  ]
}

async function ask(deps: Deps, { req, res, who }: Visit): Promise<void> {
  const form = formValues(req)
  const visit = { req, res, who }
  const ticked = tickedValues(req, 'medecin')
  const ids = orderedIds(ticked, tickedValues(req, 'ordre'))
  const again = { ids: ids ?? ticked, values: form }
  if (!ids) return showAsk(deps, visit, { ...again, status: 422, errors: { ordre: WHICH_ORDER } })
  const reading = { requestId: idOf(req), who, km: kmOf(form.km) }
  const facts = await readRequest(deps, reading, deps.now())
  const asking = {
    key: actKey(form),
    availabilityIds: ids,
    km: widthOf(facts, ids),
    exception: form.motif_distance?.trim() || null,
    medium: form.moyen === 'telephone' ? ('phone' as const) : ('link' as const),
    isNamed: form.souhaite === 'oui',
  }
  try {
    await askDoctors(deps, targetOf(idOf(req), who, form.version), asking, deps.now())
    res.redirect(303, `${requestPath(req)}#solution`)
  } catch (error) {
    if (error instanceof DistanceReasonMissing)
      return showAsk(deps, visit, { ...again, status: 422, errors: { motif_distance: WHY_FAR } })
    if (error instanceof StaleVersion)
      return showAsk(deps, visit, { ...again, status: 409, stale: staleView(error) })
    if (!(error instanceof ChoiceOutOfDate) && !(error instanceof MoveRefused)) throw error
    res.redirect(303, `${requestPath(req)}?entre-temps`)
  }
}

type AskPage = {
  ids: readonly string[]
  values: FormValues
  status: number
  errors?: Record<string, string>
  stale?: ReturnType<typeof staleView>
}

async function showAsk(deps: Deps, { req, res, who }: Visit, page: AskPage): Promise<void> {
  const { values, errors = {}, stale = null, ids } = page
  const reading = { requestId: idOf(req), who, km: kmOf(values.km), stale }
  const facts = await readRequest(deps, reading, deps.now())
  const view = await askView(deps, facts, { ids, form: { values, errors } }, deps.now())
  if (view.doctors.length === 0 || facts.request.status !== 'ready')
    return res.redirect(303, `${requestPath(req)}?entre-temps`)
  show(res, page.status, askPage(await staffSite(deps, res, who), view))
}

function requestPath(req: Request): string {
  return `/coordination/demandes/${idOf(req)}`
}
