import type { Db } from '../db.ts'
import { type Template, WAITING } from './rules.ts'

/** Cancels a message that has not left; false when it left, may have left or is leaving. */
export async function cancelMessage(
  db: Db,
  { territoryId, uniqueKey }: { territoryId: string; uniqueKey: string },
): Promise<boolean> {
  const { count } = await db.message.updateMany({
    where: { territoryId, uniqueKey, status: { in: [...WAITING] } },
    data: { status: 'cancelled', version: { increment: 1 } },
  })
  return count === 1
}

/** Puts back a message that was cancelled before it left, to leave at `deliverAfter`; false when there is none. */
export async function uncancelMessage(
  db: Db,
  { territoryId, uniqueKey }: { territoryId: string; uniqueKey: string },
  deliverAfter: Date,
): Promise<boolean> {
  const { count } = await db.message.updateMany({
    where: { territoryId, uniqueKey, status: 'cancelled' },
    data: { status: 'queued', deliverAfter, version: { increment: 1 } },
  })
  return count === 1
}

/** Cancels what still waits to be said to a household, of these templates; how many. */
export async function cancelWaiting(
  db: Db,
  {
    territoryId,
    requestId,
    templates,
  }: { territoryId: string; requestId: string; templates: readonly Template[] },
): Promise<number> {
  const { count } = await db.message.updateMany({
    where: {
      territoryId,
      requestId,
      status: { in: [...WAITING] },
      template: { in: [...templates] },
    },
    data: { status: 'cancelled', version: { increment: 1 } },
  })
  return count
}
