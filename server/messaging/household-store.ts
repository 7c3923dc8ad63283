import type { Db } from '../db.ts'
import type { SentChannel } from './rules.ts'

/** What waits to be said to a household, or to be tried again, leaves by another channel. */
export async function changeChannel(
  db: Db,
  where: { requestId: string; territoryId: string },
  channel: SentChannel,
): Promise<void> {
  await db.message.updateMany({
    where: {
      ...where,
      doctorId: null,
      status: { in: ['queued', 'failed_temporary'] },
      channel: { not: channel },
    },
    data: { channel, version: { increment: 1 } },
  })
}
