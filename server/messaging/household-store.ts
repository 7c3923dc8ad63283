import type { Db } from '../db.ts'
import type { SentChannel } from './rules.ts'

/** What waits for its first try leaves by another channel. */
export async function changeChannel(
  db: Db,
  where: { requestId: string; territoryId: string },
  channel: SentChannel,
): Promise<void> {
  await db.message.updateMany({
    where: { ...where, status: 'queued', channel: { not: channel } },
    data: { channel, version: { increment: 1 } },
  })
}
