import type { Db } from '../db.ts'
import type { SentChannel } from './rules.ts'

export type LocalRow = {
  id: string
  territoryId: string
  messageId: string
  at: Date
  channel: SentChannel
  contentSealed: string
}

export async function insertLocalMessage(db: Db, row: LocalRow): Promise<void> {
  await db.localMessage.create({ data: row, select: { id: true } })
}

/** The sealed texts of these messages, oldest first. */
export async function localMessagesOf(
  db: Db,
  territoryId: string,
  messageIds: readonly string[],
): Promise<LocalRow[]> {
  const rows = await db.localMessage.findMany({
    where: { territoryId, messageId: { in: [...messageIds] } },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      territoryId: true,
      messageId: true,
      at: true,
      channel: true,
      contentSealed: true,
    },
  })
  return rows.map((row) => ({ ...row, channel: row.channel as SentChannel }))
}
