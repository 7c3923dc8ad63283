import { randomUUID } from 'node:crypto'
import type { Request, Response } from 'express'
import * as z from 'zod'
import { computedPage } from '../../web/pages/staff/campaign.ts'
import { campaignsPage } from '../../web/pages/staff/campaigns.ts'
import { writeAudit } from '../audit/service.ts'
import { parisDay } from '../calendar/rules.ts'
import { actorOf, staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import { COORDINATES, READS, type Staff, staff } from '../http/access.ts'
import { sendCsv } from '../http/csv.ts'
import { get, post, type Route } from '../http/routes.ts'
import { show } from '../http/site.ts'
import { actRoutes } from './act-routes.ts'
import { COMPUTED, type ComputedName, isComputed } from './computed.ts'
import { showCampaign } from './frame.ts'
import type { ReportRow } from './rules.ts'
import { draftCampaign, findCampaign, readCampaigns, readComputed, readReport } from './service.ts'
import { campaignRow, computedRow, computedView, PATH, reportColumns } from './view.ts'

/** Dated batches of messages: those that a person starts, and the report of those computed every day. */
export function campaignRoutes(deps: Deps): Route[] {
  return [
    get(PATH, staff(READS), (_req, res, who) => showList(deps, res, who)),
    post(PATH, staff(COORDINATES), (_req, res, who) => prepare(deps, res, who)),
    get(`${PATH}/:id`, staff(READS), async (req, res, who) => {
      const { id } = req.params
      if (typeof id !== 'string' || !isComputed(id))
        return showCampaign(deps, { req, res, who }, { status: 200 })
      const year = yearNow(deps)
      const asked = { territoryId: who.territoryId, name: id, year }
      const report = await readComputed(deps.database.client, asked)
      const view = computedView(id, year, report)
      show(res, 200, computedPage(await staffSite(deps, res, who), view))
    }),
    get(`${PATH}/:id/rapport.csv`, staff(COORDINATES), (req, res, who) =>
      exportReport(deps, { req, res, who }),
    ),
    ...actRoutes(deps),
  ]
}

type Visit = { req: Request; res: Response; who: Staff }

async function showList(deps: Deps, res: Response, who: Staff): Promise<void> {
  const { client } = deps.database
  const { territoryId } = who
  const year = yearNow(deps)
  const campaigns = await readCampaigns(client, territoryId)
  const rows = []
  for (const campaign of campaigns)
    rows.push(campaignRow(campaign, await readReport(client, campaign)))
  const computed = []
  for (const name of Object.keys(COMPUTED) as ComputedName[])
    computed.push(computedRow(name, await readComputed(client, { territoryId, name, year })))
  const isMade = campaigns.some((each) => each.year === year && each.status !== 'cancelled')
  const toPrepare = isMade ? null : { year, key: randomUUID() }
  const site = await staffSite(deps, res, who)
  show(res, 200, campaignsPage(site, { rows, computed, toPrepare }))
}

/** The survey of this year, as a draft; pressed twice, there is one. */
async function prepare(deps: Deps, res: Response, who: Staff): Promise<void> {
  const { territoryId } = who
  const draft = { territoryId, kind: 'satisfaction' as const, year: yearNow(deps) }
  const now = deps.now()
  const id = await deps.database.transaction(async (tx) => {
    const isNew = await draftCampaign(tx, draft, now)
    const made = (await readCampaigns(tx, territoryId)).find(
      ({ year, status }) => year === draft.year && status !== 'cancelled',
    )
    if (!made) throw new NotFound()
    const subject = { kind: 'campaign', id: made.id }
    const line = { territoryId, actor: actorOf(who), action: 'create', subject } as const
    if (isNew) await writeAudit(tx, line, now)
    return made.id
  })
  res.redirect(303, `${PATH}/${id}`)
}

async function exportReport(deps: Deps, { req, res, who }: Visit): Promise<void> {
  const { territoryId } = who
  const report = await reportAsked(deps, req.params.id, territoryId)
  const subject = { kind: 'campaign', id: null }
  const facts = { rows: report.length }
  const line = { territoryId, actor: actorOf(who), action: 'export', subject, facts } as const
  await deps.database.transaction((tx) => writeAudit(tx, line, deps.now()))
  sendCsv(res, 'campagne', reportColumns, report)
}

/** @throws NotFound */
async function reportAsked(deps: Deps, asked: unknown, territoryId: string): Promise<ReportRow[]> {
  const { client } = deps.database
  if (typeof asked === 'string' && isComputed(asked))
    return readComputed(client, { territoryId, name: asked, year: yearNow(deps) })
  const id = z.uuid().safeParse(asked)
  if (!id.success) throw new NotFound()
  return readReport(client, await findCampaign(client, { id: id.data, territoryId }))
}

function yearNow(deps: Deps): number {
  return Number(parisDay(deps.now()).slice(0, 4))
}
