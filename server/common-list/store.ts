import { parisDay } from '../calendar/rules.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Db } from '../db.ts'
import { type OrientationRequest, SELECTED, toRequest } from '../orientation/service.ts'

/** Households of a territory on the common list, not paused, the longest waiting first. */
export async function listOnCommonList(
  db: Db,
  keys: Keys,
  territoryId: string,
  now: Date,
): Promise<OrientationRequest[]> {
  const today = new Date(`${parisDay(now)}T00:00:00Z`)
  const rows = await db.orientationRequest.findMany({
    where: {
      territoryId,
      status: 'ready',
      ladder: { rung: 'common_list' },
      OR: [{ pausedUntil: null }, { pausedUntil: { lt: today } }],
    },
    orderBy: [{ registeredAt: 'asc' }, { id: 'asc' }],
    select: SELECTED,
  })
  return rows.map((row) => toRequest(keys, row))
}
