import { randomUUID } from 'node:crypto'
import { type Actor, writeAudit } from '../audit/service.ts'
import { markStarted } from '../campaigns/pacing.ts'
import { type Audience, type Campaign, type Plan, spread } from '../campaigns/rules.ts'
import { actOnCampaign, type Press } from '../campaigns/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import type { SurveyTemplate } from '../messaging/rules.ts'
import { carriedChannels } from '../messaging/senders.ts'
import { enqueueAll } from '../messaging/service.ts'
import { listOriented } from './audience-store.ts'
import { surveyHash } from './links.ts'
import { audienceOf, fateOf } from './rules.ts'
import { insertLinks, type NewLink } from './store.ts'

type Context = Pick<Deps, 'database' | 'keys' | 'config'>

/** Who a draft would be sent to if it started at `now`; contacts are read, and the reading is in the audit. */
export function readAudience(
  deps: Context,
  { campaign, actor }: { campaign: Campaign; actor: Actor },
  now: Date,
): Promise<Audience> {
  const { id, territoryId } = campaign
  return deps.database.transaction(async (tx) => {
    const fates = await fatesOf(tx, deps, campaign, now)
    const subject = { kind: 'campaign', id }
    const facts = { households: fates.length }
    await writeAudit(tx, { territoryId, actor, action: 'read', subject, facts }, now)
    return audienceOf(fates.map(({ fate }) => fate))
  })
}

/**
 * Starts the survey of a year: one message for each household, spread as the plan says, each with a link of its own.
 * Who is asked is fixed at that instant.
 * @throws NotFound, StaleVersion, MoveRefused
 */
export function startSurvey(
  deps: Context,
  { press, plan }: { press: Press; plan: Plan },
  now: Date,
): Promise<void> {
  const work = async (tx: Db, campaign: Campaign) => {
    const fates = await fatesOf(tx, deps, campaign, now)
    const links = fates.flatMap(({ id, fate }) =>
      fate === 'email' || fate === 'sms' ? [linkOf(deps, campaign, { id, channel: fate })] : [],
    )
    const firstAt = plan.firstAt > now ? plan.firstAt : now
    const times = spread({ ...plan, firstAt }, links.length)
    const audience = audienceOf(fates.map(({ fate }) => fate))
    await markStarted(tx, { press, plan, audience, times }, now)
    await insertLinks(tx, links)
    await enqueueAll(tx, messagesTo(links, 'survey_ask', times), now)
    return { ...audience }
  }
  const asked = { firstAt: plan.firstAt.toISOString(), hours: plan.hours }
  return actOnCampaign(deps, { press, asked }, work, now)
}

/** What is queued for these links, each at its time, under a key that names nobody. */
export function messagesTo(
  links: readonly Omit<NewLink, 'tokenHash'>[],
  template: SurveyTemplate,
  times: readonly Date[],
): Parameters<typeof enqueueAll>[1] {
  return links.flatMap(({ id, territoryId, campaignId, requestId, channel }, rank) => {
    const deliverAfter = times[rank]
    const ids = { campaignId }
    const uniqueKey = `${template}:${id}`
    return deliverAfter
      ? [{ territoryId, requestId, channel, template, ids, uniqueKey, deliverAfter }]
      : []
  })
}

async function fatesOf(tx: Db, deps: Context, campaign: Campaign, now: Date) {
  const { territoryId, orientedFrom } = campaign
  const households = await listOriented(tx, deps.keys, { territoryId, from: orientedFrom, to: now })
  const carried = carriedChannels(deps.config)
  return households.map((household) => ({ id: household.id, fate: fateOf(household, carried) }))
}

function linkOf(
  { keys }: Context,
  { id: campaignId, territoryId }: Campaign,
  { id: requestId, channel }: { id: string; channel: NewLink['channel'] },
): NewLink {
  const id = randomUUID()
  return { id, territoryId, campaignId, requestId, tokenHash: surveyHash(keys, id), channel }
}
