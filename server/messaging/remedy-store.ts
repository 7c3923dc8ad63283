import type { MessageStatus } from '../../prisma/generated/enums.ts'
import type { Db } from '../db.ts'
import type { MessageKey } from './rules.ts'

type Change = MessageKey & { version: number; from: readonly MessageStatus[] }

/** Puts a message back in the queue, to leave at `now`; false when it changed, or is in none of the states `from`. */
export async function requeueMessage(db: Db, { from, ...seen }: Change, now: Date) {
  const { count } = await db.message.updateMany({
    where: { ...seen, status: { in: [...from] } },
    data: {
      status: 'queued',
      deliverAfter: now,
      attempts: 0,
      leasedBy: null,
      providerRef: null,
      textMark: null,
      leftAt: null,
      askAfter: null,
      handledAt: null,
      version: { increment: 1 },
    },
  })
  return count === 1
}

/** Records that a message did leave, on a person's word; false when it changed, or is in none of the states `from`. */
export async function markSent(db: Db, { from, ...seen }: Change, now: Date) {
  const { count } = await db.message.updateMany({
    where: { ...seen, status: { in: [...from] } },
    data: { status: 'accepted', acceptedAt: now, leasedBy: null, version: { increment: 1 } },
  })
  return count === 1
}

/** Ends a failure, on a person's word; false when it changed, was ended, or is in none of the states `from`. */
export async function markHandled(db: Db, { from, ...seen }: Change, now: Date) {
  const { count } = await db.message.updateMany({
    where: { ...seen, status: { in: [...from] }, handledAt: null },
    data: { handledAt: now, version: { increment: 1 } },
  })
  return count === 1
}
