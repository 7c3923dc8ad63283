import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import {
  type Audience,
  type Campaign,
  datesAfter,
  hoursLeft,
  type Plan,
  spread,
  totalOf,
} from './rules.ts'
import { actOnCampaign, findCampaign, type Press, readReport } from './service.ts'
import {
  cancelWaiting,
  forgetRecipients,
  lockCampaign,
  moveMessages,
  somethingWaitsIn,
  updateCampaign,
  waitingMessages,
} from './store.ts'

type Context = Pick<Deps, 'database' | 'keys'>

/** How a campaign starts: who it goes to, and when each of its messages leaves. */
type Beginning = { press: Press; plan: Plan; audience: Audience; times: readonly Date[] }

/** Writes that a campaign started, in the transaction that queues its messages; who is asked is fixed at `now`. */
export function markStarted(
  tx: Db,
  { press, plan, audience, times }: Beginning,
  now: Date,
): Promise<void> {
  const who = byOf(press)
  const change = {
    status: 'running' as const,
    audience,
    orientedTo: now,
    firstAt: times[0] ?? plan.firstAt,
    hours: plan.hours,
    startedAt: now,
    startedBy: who.by,
    ...datesAfter(times.at(-1) ?? plan.firstAt),
  }
  return updateCampaign(tx, who, change, now)
}

/** Writes that those who did not answer are being reminded. */
export function markReminded(tx: Db, campaign: Campaign, now: Date): Promise<void> {
  return updateCampaign(tx, { ...campaign, by: null }, { remindedAt: now }, now)
}

/** Holds what has not left: the outbox takes nothing of a paused campaign; what a worker holds finishes. */
export function pauseCampaign(deps: Context, press: Press, now: Date): Promise<void> {
  return actOnCampaign(
    deps,
    { press },
    async (tx) => {
      await updateCampaign(tx, byOf(press), { status: 'paused' }, now)
      return { waiting: (await waitingMessages(tx, press)).length }
    },
    now,
  )
}

/**
 * Lets the rest leave, spread again at the same pace from now on, or from its first hour when that is to come; the
 * reminder and the end of the links follow.
 */
export function resumeCampaign(deps: Context, press: Press, now: Date): Promise<void> {
  return actOnCampaign(
    deps,
    { press },
    async (tx, campaign) => {
      const { waiting, lastAt } = await spreadAgain(tx, campaign, now)
      const dates = campaign.remindedAt || !lastAt ? {} : datesAfter(lastAt)
      await updateCampaign(tx, byOf(press), { status: 'running', ...dates }, now)
      return { waiting }
    },
    now,
  )
}

/** What has not left never will; those who were written to may still answer. */
export function cancelCampaign(deps: Context, press: Press, now: Date): Promise<void> {
  return actOnCampaign(
    deps,
    { press },
    async (tx) => {
      const cancelled = await cancelWaiting(tx, press)
      await updateCampaign(tx, byOf(press), { status: 'cancelled', endedAt: now }, now)
      return { cancelled }
    },
    now,
  )
}

/**
 * The last day of the links is over: what has not left never will, and its messages no longer say whom they were for.
 */
export async function closeCampaign(tx: Db, campaign: Campaign, now: Date): Promise<void> {
  await cancelWaiting(tx, campaign)
  await forgetRecipients(tx, campaign, now)
  if (campaign.status === 'ended' || campaign.status === 'cancelled') return
  await updateCampaign(tx, { ...campaign, by: null }, { status: 'ended', endedAt: now }, now)
}

/** Notes the end of a campaign under way whose last message left, reminders included. True when it ended. */
export function endIfDone(
  deps: Pick<Deps, 'database'>,
  campaign: Campaign,
  now: Date,
): Promise<boolean> {
  return deps.database.transaction(async (tx) => {
    await lockCampaign(tx, campaign)
    const { status, remindedAt } = await findCampaign(tx, campaign)
    if (status !== 'running' || !remindedAt || (await somethingWaitsIn(tx, campaign))) return false
    await updateCampaign(tx, { ...campaign, by: null }, { status: 'ended', endedAt: now }, now)
    return true
  })
}

async function spreadAgain(tx: Db, campaign: Campaign, now: Date) {
  const waiting = await waitingMessages(tx, campaign)
  const { total } = totalOf(await readReport(tx, campaign))
  const hours = hoursLeft(campaign.hours ?? 1, { waiting: waiting.length, total })
  const firstAt = campaign.firstAt && campaign.firstAt > now ? campaign.firstAt : now
  const times = spread({ firstAt, hours }, waiting.length)
  await moveMessages(
    tx,
    waiting.map(({ id }) => id),
    times,
  )
  return { waiting: waiting.length, lastAt: times.at(-1) ?? null }
}

function byOf({ id, territoryId, actor }: Press) {
  return { id, territoryId, by: actor.name ?? actor.kind }
}
