import type { Request, Response } from 'express'
import * as z from 'zod'
import { campaignPage } from '../../web/pages/staff/campaign.ts'
import type { CampaignView } from '../../web/pages/staff/campaign-view.ts'
import { actorOf, staffSite } from '../coordination/frame.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import { COORDINATES, type Staff } from '../http/access.ts'
import { type FormValues, queryValues } from '../http/forms.ts'
import { show } from '../http/site.ts'
import { surveyPreviews } from '../survey/preview.ts'
import { readAudience } from '../survey/starting.ts'
import { findCampaign, readReport } from './service.ts'
import { campaignView } from './view.ts'

export type Visit = { req: Request; res: Response; who: Staff }

type Shown = {
  status: number
  values?: FormValues
  errors?: FormValues
  stale?: CampaignView['stale']
}

/** A campaign of the territory: a draft with who it would go to and what it would say, or its report. @throws NotFound */
export async function showCampaign(
  deps: Deps,
  { req, res, who }: Visit,
  { status, ...shown }: Shown,
): Promise<void> {
  const now = deps.now()
  const { client } = deps.database
  const campaign = await findCampaign(client, keyOf(req, who))
  const { audience, territoryId } = campaign
  const view = campaignView(
    {
      ...shown,
      campaign,
      audience: audience ?? (await readAudience(deps, { campaign, actor: actorOf(who) }, now)),
      report: await readReport(client, campaign),
      previews: campaign.startedAt ? [] : await surveyPreviews(deps, territoryId, now),
      mayWrite: COORDINATES.includes(who.role),
      said: SAID[queryValues(req).fait ?? ''] ?? null,
    },
    now,
  )
  show(res, status, campaignPage(await staffSite(deps, res, who), view))
}

/** @throws NotFound */
export function keyOf(req: Request, who: Staff): { id: string; territoryId: string } {
  const id = z.uuid().safeParse(req.params.id)
  if (!id.success) throw new NotFound()
  return { id: id.data, territoryId: who.territoryId }
}

const SAID: Readonly<Record<string, string>> = {
  demarrer: 'C’est lancé. Vous pouvez mettre en pause à tout moment.',
  pause: 'En pause : rien d’autre ne part.',
  reprise: 'C’est reparti.',
  annuler: 'C’est annulé : rien d’autre ne partira.',
}
