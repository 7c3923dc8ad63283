import { parisDay, parisTime } from '../calendar/rules.ts'
import { closeCampaign, endIfDone, markReminded } from '../campaigns/pacing.ts'
import { type Campaign, spread } from '../campaigns/rules.ts'
import {
  draftCampaign,
  findCampaign,
  listUnderWay,
  lock,
  readCampaigns,
} from '../campaigns/service.ts'
import type { Deps } from '../deps.ts'
import { enqueueAll } from '../messaging/service.ts'
import { allTerritories } from '../territory/service.ts'
import { messagesTo } from './starting.ts'
import { deleteLinks, listLinks } from './store.ts'

type Context = Pick<Deps, 'database'>

/** The month in which the survey of the year is asked. */
const MONTH = '12'
/** Reminders are computed from this hour on, in Paris. */
const REMIND_HOUR = 8

export type SurveyCounts = { drafted: number; reminded: number; ended: number; closed: number }

/**
 * What time does to surveys: in December a draft for each territory, which a person starts; reminders; the end, and the
 * day when links die. Computed from what is stored, so it may be run again at any time.
 */
export async function careForSurveys(deps: Context, now: Date): Promise<SurveyCounts> {
  const counts: SurveyCounts = {
    drafted: await draftAll(deps, now),
    reminded: 0,
    ended: 0,
    closed: 0,
  }
  for (const campaign of await listUnderWay(deps.database.client, 'satisfaction')) {
    if (await closeIfOver(deps, campaign, now)) counts.closed += 1
    else {
      counts.reminded += await remindIfDue(deps, campaign, now)
      if (await endIfDone(deps, campaign, now)) counts.ended += 1
    }
  }
  return counts
}

/** Where a person cancelled the campaign of that year, another one is theirs to prepare. */
async function draftAll(deps: Context, now: Date): Promise<number> {
  const [year = '', month] = parisDay(now).split('-')
  if (month !== MONTH) return 0
  let drafted = 0
  for (const { id: territoryId } of await allTerritories(deps)) {
    const draft = { territoryId, kind: 'satisfaction' as const, year: Number(year) }
    const isNew = await deps.database.transaction(async (tx) => {
      const made = await readCampaigns(tx, territoryId)
      if (made.some((campaign) => campaign.year === draft.year)) return false
      return draftCampaign(tx, draft, now)
    })
    if (isNew) drafted += 1
  }
  return drafted
}

/** Asks once more those whose link was not used, at the pace of the first messages. How many. */
function remindIfDue({ database }: Context, key: Campaign, now: Date): Promise<number> {
  return database.transaction(async (tx) => {
    await lock(tx, key)
    const campaign = await findCampaign(tx, key)
    const { id, territoryId, status, remindOn, remindedAt, hours } = campaign
    const isDue = status === 'running' && !remindedAt && remindOn && parisDay(now) >= remindOn
    if (!isDue || parisTime(now).hour < REMIND_HOUR) return 0
    const left = (await listLinks(tx, id)).map((link) => ({ ...link, territoryId, campaignId: id }))
    const times = spread({ firstAt: now, hours: hours ?? 1 }, left.length)
    await markReminded(tx, campaign, now)
    return enqueueAll(tx, messagesTo(left, 'survey_reminder', times), now)
  })
}

/** After its last day a link opens nothing: those left are deleted, and nothing says any more who was asked. */
function closeIfOver({ database }: Context, key: Campaign, now: Date): Promise<boolean> {
  return database.transaction(async (tx) => {
    await lock(tx, key)
    const campaign = await findCampaign(tx, key)
    if (!campaign.closesOn || parisDay(now) <= campaign.closesOn) return false
    await deleteLinks(tx, campaign.id)
    await closeCampaign(tx, campaign, now)
    return true
  })
}
