import type { Request, Response } from 'express'
import * as z from 'zod'
import type { StaleView } from '../../web/pages/staff/request-view.ts'
import { surveyResultsPage } from '../../web/pages/staff/survey-results.ts'
import { writeAudit } from '../audit/service.ts'
import { momentLabel } from '../calendar/labels.ts'
import { parisDay } from '../calendar/rules.ts'
import { actorOf, staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { NotFound, StaleVersion } from '../errors.ts'
import { COORDINATES, READS, type Staff, staff } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { formValues, queryValues } from '../http/forms.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { resultColumns, resultLines, resultsView } from './result-view.ts'
import { decideWords, readResults, readWords } from './results.ts'

const PATH = '/coordination/enquete'

/** What the survey says, year by year, and the review of its free words. */
export function resultRoutes(deps: Deps): Route[] {
  return [
    get(PATH, staff(READS), (req, res, who) => showResults(deps, { req, res, who }, {})),
    get(`${PATH}/resultats.csv`, staff(COORDINATES), async (_req, res, who) => {
      const { territoryId } = who
      const lines = resultLines(await readResults(deps, territoryId))
      const subject = { kind: 'survey', id: null }
      const facts = { rows: lines.length }
      const line = { territoryId, actor: actorOf(who), action: 'export', subject, facts } as const
      await deps.database.transaction((tx) => writeAudit(tx, line, deps.now()))
      sendCsv(res, 'enquete', resultColumns, lines)
    }),
    post(`${PATH}/mots/:id`, staff(COORDINATES), async (req, res, who) => {
      try {
        await decideWords(deps, decisionOf(req, who), deps.now())
        res.redirect(303, `${PATH}?fait=relu#mots`)
      } catch (error) {
        if (!(error instanceof StaleVersion)) throw error
        const stale = { by: error.changedBy, when: `le ${momentLabel(error.changedAt)}` }
        await showResults(deps, { req, res, who }, { stale })
      }
    }),
  ]
}

type Visit = { req: Request; res: Response; who: Staff }

async function showResults(
  deps: Deps,
  { req, res, who }: Visit,
  { stale = null }: { stale?: StaleView | null },
): Promise<void> {
  const now = deps.now()
  const { territoryId } = who
  const query = queryValues(req)
  const years = await readResults(deps, territoryId)
  const words = await readWords(deps, { territoryId, actor: actorOf(who) }, now)
  const asked = Number(query.annee)
  const latest = years[0]?.year ?? Number(parisDay(now).slice(0, 4))
  const view = resultsView(years, {
    year: years.find(({ year }) => year === asked)?.year ?? latest,
    words,
    mayWrite: COORDINATES.includes(who.role),
    stale,
    said: query.fait === 'relu' ? 'C’est noté.' : null,
  })
  show(res, stale ? 409 : 200, surveyResultsPage(await staffSite(deps, res, who), view))
}

/** An empty text is shown to nobody: it is kept hidden. @throws NotFound */
function decisionOf(req: Request, who: Staff) {
  const id = z.uuid().safeParse(req.params.id)
  if (!id.success) throw new NotFound()
  const { decision, texte = '', version } = formValues(req)
  const text = texte.replace(/\r\n/g, '\n').trim()
  return {
    id: id.data,
    territoryId: who.territoryId,
    version: Number(version) || 0,
    actor: actorOf(who),
    shown: decision === 'montrer' && text ? text : null,
  }
}
