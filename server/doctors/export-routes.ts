import { parisDay } from '../calendar/rules.ts'
import { actorOf } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { READS, staff } from '../http/access.ts'
import { type CsvColumn, sendCsv } from '../http/csv.ts'
import type { FormValues } from '../http/forms.ts'
import { get, type Route } from '../http/routes.ts'
import { COLUMNS, NUMBER_COLUMNS } from './csv-columns.ts'
import { formOf } from './form.ts'
import { readRegister } from './listing.ts'

/** The register as a file that the import reads back; who left it is not in it. */
export function exportRoutes(deps: Deps): Route[] {
  return [
    get('/coordination/exports/medecins.csv', staff(READS), async (_req, res, who) => {
      const reader = {
        territoryId: who.territoryId,
        actor: actorOf(who),
        action: 'export' as const,
      }
      const now = deps.now()
      const lines = await readRegister(deps, reader, now)
      const sheets = lines
        .filter(({ entry }) => entry.withdrawnAt === null)
        .map(({ entry }) => formOf(entry))
      sendCsv(res, `medecins-${parisDay(now)}`, columns, sheets)
    }),
  ]
}

const columns: CsvColumn<FormValues>[] = COLUMNS.map((name) => ({
  name,
  cell: (sheet) => {
    const text = sheet[name] ?? ''
    const isFigure = NUMBER_COLUMNS.has(name) && name !== 'telephone' && text !== ''
    return isFigure ? Number(text) : text
  },
}))
