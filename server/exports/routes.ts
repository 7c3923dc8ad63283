import { actorOf } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { COORDINATES, type Staff, staff } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { get, type Route } from '../http/routes.ts'
import { monthColumns, outcomeColumns } from './columns.ts'
import { peopleColumns } from './people-columns.ts'
import { type Exporter, exportMonths, exportOutcomes, exportPeople } from './service.ts'

/** The files that a coordinator takes away (B9); each one is in the audit with its number of lines. */
export function exportRoutes(deps: Deps): Route[] {
  return [
    get('/coordination/exports/demandes.csv', staff(COORDINATES), async (_req, res, who) => {
      const now = deps.now()
      const people = await exportPeople(deps, exporterOf(who), now)
      sendCsv(res, 'demandes', peopleColumns(now), people)
    }),
    get('/coordination/exports/suites.csv', staff(COORDINATES), async (_req, res, who) => {
      const outcomes = await exportOutcomes(deps, exporterOf(who), deps.now())
      sendCsv(res, 'suites', outcomeColumns, outcomes)
    }),
    get('/coordination/exports/indicateurs.csv', staff(COORDINATES), async (_req, res, who) => {
      const months = await exportMonths(deps, exporterOf(who), deps.now())
      sendCsv(res, 'indicateurs', monthColumns, months)
    }),
  ]
}

function exporterOf(who: Staff): Exporter {
  return { territoryId: who.territoryId, actor: actorOf(who) }
}
