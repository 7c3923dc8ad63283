import * as z from 'zod'
import { todosHref } from '../../web/components/staff/todos.ts'
import { refusalsPage } from '../../web/pages/staff/refusals.ts'
import { parisDay } from '../calendar/rules.ts'
import { actorOf, staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import { COORDINATES, READS, staff } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { actKey, formValues, queryValues } from '../http/forms.ts'
import { pageAsked } from '../http/paging.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { yearsCounted } from '../indicators/service.ts'
import { noteTalk } from './acceptance.ts'
import { mainReason } from './rules.ts'
import { countRefusals } from './service.ts'
import { refusalColumns, refusalRows } from './view.ts'

const PATH = '/coordination/refus'

/** Why solutions come to nothing, as a page and as a file, and the talk with a doctor whose answers stand apart. */
export function refusalRoutes(deps: Deps): Route[] {
  return [
    get(PATH, staff(READS), async (req, res, who) => {
      const { territoryId } = who
      const now = deps.now()
      const { year, years } = await yearAsked(deps, territoryId, queryValues(req).annee)
      const asking = { territoryId, year, actor: actorOf(who), action: 'read' as const }
      const table = await countRefusals(deps, asking, now)
      const main = mainReason(table)
      const view = { ...table, main, year, years, mayExport: COORDINATES.includes(who.role) }
      show(res, 200, refusalsPage(await staffSite(deps, res, who), view))
    }),
    get(`${PATH}.csv`, staff(COORDINATES), async (req, res, who) => {
      const { territoryId } = who
      const { year } = await yearAsked(deps, territoryId, queryValues(req).annee)
      const asking = { territoryId, year, actor: actorOf(who), action: 'export' as const }
      const table = await countRefusals(deps, asking, deps.now())
      sendCsv(res, `refus-${year}`, refusalColumns, refusalRows(table))
    }),
    post('/coordination/reponses/:id/parle', staff(COORDINATES), async (req, res, who) => {
      const id = z.uuid().safeParse(req.params.id)
      if (!id.success) throw new NotFound()
      const values = formValues(req)
      const { territoryId } = who
      const talk = { id: id.data, territoryId, actor: actorOf(who), key: actKey(values) }
      const doctorId = await noteTalk(deps, talk, deps.now())
      const sheet = `/coordination/medecins/${doctorId}#reponses`
      res.redirect(303, values.retour === 'fiche' ? sheet : todosHref(pageAsked(values, 'taches')))
    }),
  ]
}

/** The year asked for among those that have something to show; this one for any other. */
async function yearAsked(deps: Deps, territoryId: string, asked: string | undefined) {
  const now = deps.now()
  const years = await yearsCounted(deps.database.client, territoryId, now)
  const current = Number(parisDay(now).slice(0, 4))
  return { years, year: years.find((year) => String(year) === asked) ?? current }
}
