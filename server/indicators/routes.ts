import { indicatorsPage } from '../../web/pages/staff/indicators.ts'
import { staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { READS, staff } from '../http/access.ts'
import { queryValues } from '../http/forms.ts'
import { get, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { findTerritory } from '../territory/service.ts'
import { countScheme } from './scheme.ts'
import { countYearByMonth, yearsCounted } from './service.ts'
import { indicatorsView } from './view.ts'

/** What the scheme counts, year by year. Figures only: nobody's file is read. */
export function indicatorRoutes(deps: Deps): Route[] {
  return [
    get('/coordination/indicateurs', staff(READS), async (req, res, who) => {
      const now = deps.now()
      const { territoryId } = who
      const { client } = deps.database
      const years = await yearsCounted(client, territoryId, now)
      const asked = Number(queryValues(req).annee)
      const year = years.find((each) => each === asked) ?? Math.max(...years)
      const months = await countYearByMonth(client, { territoryId, year }, now)
      const { mode } = await findTerritory(deps, territoryId)
      const scheme =
        mode === 'brokered' ? await countScheme(client, { territoryId, year }, now) : null
      const view = indicatorsView({ year, years, months, scheme }, now)
      show(res, 200, indicatorsPage(await staffSite(deps, res, who), view))
    }),
  ]
}
