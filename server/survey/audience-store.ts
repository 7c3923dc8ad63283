import type { Keys } from '../crypto/keys.ts'
import type { Db } from '../db.ts'
import { WAITING } from '../messaging/rules.ts'
import { openColumn } from '../orientation/sealed.ts'
import type { Askable } from './rules.ts'

type Campaigns = { territoryId: string; campaignIds: readonly string[] }

/**
 * Households that a message of these campaigns reached, or may have: each once, by whatever way and at whatever time. The
 * key of a message holds its link, one for each household, and outlives the name of the household.
 */
export async function countReached(
  db: Db,
  { territoryId, campaignIds }: Campaigns,
): Promise<number> {
  const [reached] = await db.$queryRaw<{ count: number }[]>`
    select count(distinct split_part(unique_key, ':', 2))::int as count
    from message
    where territory_id = ${territoryId}::uuid and campaign_id = any(${[...campaignIds]}::uuid[])
      and status in ('accepted', 'delivered', 'uncertain')`
  return reached?.count ?? 0
}

type Window = { territoryId: string; from: Date; to: Date }

/** States of a message that reached somebody, or still may. */
const REACHED = [...WAITING, 'sending', 'accepted', 'delivered', 'uncertain'] as const

/** The households oriented between two instants, the oldest first. */
export async function listOriented(
  db: Db,
  keys: Keys,
  { territoryId, from, to }: Window,
): Promise<Askable[]> {
  const rows = await db.orientationRequest.findMany({
    where: { territoryId, orientedAt: { gte: from, lt: to } },
    orderBy: [{ orientedAt: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      channel: true,
      contactSealed: true,
      surveyAgreedAt: true,
      closeReason: true,
      smsStoppedAt: true,
      messages: {
        where: { template: 'survey_ask', createdAt: { gte: from }, status: { in: [...REACHED] } },
        select: { id: true },
        take: 1,
      },
    },
  })
  return rows.map(({ id, channel, contactSealed, messages, ...row }) => ({
    id,
    preferred: channel,
    contact: openColumn(keys, 'orientation_request.contact_sealed', id, contactSealed),
    agreed: row.surveyAgreedAt !== null,
    closeReason: row.closeReason,
    smsStopped: row.smsStoppedAt !== null,
    wasAsked: messages.length > 0,
  }))
}
