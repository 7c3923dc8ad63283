import { randomUUID } from 'node:crypto'
import { Prisma } from '../../prisma/generated/client.ts'
import { type Day, dayOfDateColumn } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import { FALLBACK, WAITING } from '../messaging/rules.ts'
import type { Audience, Campaign, CampaignKind, Tally } from './rules.ts'

export type CampaignKey = { id: string; territoryId: string }

/** Adds a draft, unless this territory has a campaign of this kind and year that was not cancelled. True when it did. */
export async function insertDraft(
  db: Db,
  draft: Pick<Campaign, 'territoryId' | 'kind' | 'year' | 'orientedFrom'>,
  now: Date,
): Promise<boolean> {
  const { count } = await db.campaign.createMany({
    data: [{ id: randomUUID(), ...draft, createdAt: now, updatedAt: now }],
    skipDuplicates: true,
  })
  return count === 1
}

/** The campaigns of a territory, the last made first. */
export async function listCampaigns(
  db: Db,
  { territoryId, kind }: { territoryId: string; kind?: CampaignKind },
): Promise<Campaign[]> {
  const rows = await db.campaign.findMany({
    where: { territoryId, ...(kind ? { kind } : {}) },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: SELECTED,
  })
  return rows.map(campaignOf)
}

/** How many wait to be started, to be counted with other things by one statement. */
export function draftsCount(territoryId: string): Prisma.Sql {
  return Prisma.sql`select count(*) from campaign
    where territory_id = ${territoryId}::uuid and status = 'draft'`
}

export async function findCampaignRow(
  db: Db,
  { id, territoryId }: CampaignKey,
): Promise<Campaign | null> {
  const row = await db.campaign.findFirst({ where: { id, territoryId }, select: SELECTED })
  return row && campaignOf(row)
}

/** Campaigns of every territory that started, and whose recipients are not forgotten. */
export async function listStarted(db: Db, kind: CampaignKind): Promise<Campaign[]> {
  const where = { kind, startedAt: { not: null }, forgottenAt: null }
  const rows = await db.campaign.findMany({ where, orderBy: { id: 'asc' }, select: SELECTED })
  return rows.map(campaignOf)
}

/** Makes those who act on one campaign wait for one another until this transaction ends. */
export async function lockCampaign(tx: Db, { id, territoryId }: CampaignKey): Promise<void> {
  await tx.$queryRaw`
    select id from campaign
    where id = ${id}::uuid and territory_id = ${territoryId}::uuid
    for no key update`
}

export type CampaignChange = Partial<
  Pick<
    Campaign,
    | 'status'
    | 'orientedTo'
    | 'firstAt'
    | 'hours'
    | 'remindOn'
    | 'remindedAt'
    | 'closesOn'
    | 'startedAt'
    | 'startedBy'
    | 'endedAt'
  > & { audience: Audience }
>

/** Writes what changed, under the lock; `by` names who did it. */
export async function updateCampaign(
  tx: Db,
  { id, territoryId, by }: CampaignKey & { by: string | null },
  { remindOn, closesOn, ...change }: CampaignChange,
  now: Date,
): Promise<void> {
  await tx.campaign.updateMany({
    where: { id, territoryId },
    data: {
      ...change,
      ...(remindOn ? { remindOn: dateColumn(remindOn) } : {}),
      ...(closesOn ? { closesOn: dateColumn(closesOn) } : {}),
      updatedAt: now,
      updatedBy: by,
      version: { increment: 1 },
    },
  })
}

/** How many messages of a campaign are in each state, by template and channel. */
export function tallyCampaign(db: Db, { id, territoryId }: CampaignKey): Promise<Tally[]> {
  return db.$queryRaw<Tally[]>`
    select template, channel::text as channel, status::text as status,
      unique_key like ${`%${FALLBACK}`} as "isRelay", count(*)::int as count
    from message
    where campaign_id = ${id}::uuid and territory_id = ${territoryId}::uuid
    group by 1, 2, 3, 4`
}

type Window = { territoryId: string; templates: readonly string[]; from: Date; to: Date }

/** The same for messages that no person starts, by their templates, queued between two instants. */
export function tallyTemplates(
  db: Db,
  { territoryId, templates, from, to }: Window,
): Promise<Tally[]> {
  return db.$queryRaw<Tally[]>`
    select template, channel::text as channel, status::text as status,
      unique_key like ${`%${FALLBACK}`} as "isRelay", count(*)::int as count
    from message
    where territory_id = ${territoryId}::uuid and template = any(${[...templates]})
      and created_at >= ${from}::timestamptz and created_at < ${to}::timestamptz
    group by 1, 2, 3, 4`
}

/** Messages of a campaign that have not left, in the order in which they were to leave. */
export async function waitingMessages(
  tx: Db,
  { id, territoryId }: CampaignKey,
): Promise<{ id: string }[]> {
  return tx.message.findMany({
    where: { campaignId: id, territoryId, status: { in: [...WAITING] } },
    orderBy: [{ deliverAfter: 'asc' }, { id: 'asc' }],
    select: { id: true },
  })
}

/** Gives each message its new time; one that a worker took meanwhile keeps its own. */
export async function moveMessages(
  tx: Db,
  ids: readonly string[],
  times: readonly Date[],
): Promise<void> {
  await tx.$executeRaw`
    update message set deliver_after = planned.at, version = version + 1
    from (select unnest(${[...ids]}::uuid[]) as id, unnest(${[...times]}::timestamptz[]) as at) as planned
    where message.id = planned.id and message.status in ('queued', 'failed_temporary')`
}

/** Cancels what has not left; how many. */
export async function cancelWaiting(tx: Db, { id, territoryId }: CampaignKey): Promise<number> {
  const { count } = await tx.message.updateMany({
    where: { campaignId: id, territoryId, status: { in: [...WAITING] } },
    data: { status: 'cancelled', version: { increment: 1 } },
  })
  return count
}

/** True while a message of the campaign has not left for good. */
export async function somethingWaitsIn(db: Db, { id, territoryId }: CampaignKey): Promise<boolean> {
  const waiting = await db.message.findFirst({
    where: { campaignId: id, territoryId, status: { in: [...WAITING, 'sending'] } },
    select: { id: true },
  })
  return waiting !== null
}

/** The messages of a campaign no longer say whom they were for. */
export async function forgetRecipients(
  tx: Db,
  { id, territoryId }: CampaignKey,
  now: Date,
): Promise<void> {
  await tx.message.updateMany({
    where: { campaignId: id, territoryId },
    data: { requestId: null },
  })
  await tx.campaign.updateMany({ where: { id, territoryId }, data: { forgottenAt: now } })
}

const SELECTED = {
  id: true,
  territoryId: true,
  kind: true,
  year: true,
  status: true,
  orientedFrom: true,
  orientedTo: true,
  audience: true,
  firstAt: true,
  hours: true,
  remindOn: true,
  remindedAt: true,
  closesOn: true,
  createdAt: true,
  startedAt: true,
  startedBy: true,
  endedAt: true,
  version: true,
  updatedAt: true,
  updatedBy: true,
} as const

type Row = NonNullable<Awaited<ReturnType<typeof oneRow>>>

function oneRow(db: Db) {
  return db.campaign.findFirst({ select: SELECTED })
}

function campaignOf({ kind, audience, remindOn, closesOn, ...row }: Row): Campaign {
  return {
    ...row,
    kind: kind as CampaignKind,
    audience: row.startedAt ? (audience as Audience) : null,
    remindOn: remindOn && dayOfDateColumn(remindOn),
    closesOn: closesOn && dayOfDateColumn(closesOn),
  }
}

function dateColumn(day: Day): Date {
  return new Date(`${day}T00:00:00Z`)
}
