import { type Day, startOfDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'

type OfRequest = { requestId: string; territoryId: string }

/** True when a search was paused, from that day, because its household was silent. */
export async function wasPausedBySilence(
  db: Db,
  { requestId, territoryId, pausedFrom }: OfRequest & { pausedFrom: Day },
): Promise<boolean> {
  const silences = await db.todo.count({
    where: {
      requestId,
      territoryId,
      kind: 'silent_household',
      createdAt: { gte: startOfDay(pausedFrom) },
    },
  })
  return silences > 0
}

/** True when a household was asked whether it still waits, and did not answer yet. */
export async function isAskedStill(
  db: Db,
  { requestId, territoryId }: { requestId: string; territoryId: string },
): Promise<boolean> {
  const asked = await db.message.findFirst({
    where: {
      requestId,
      territoryId,
      template: 'still_waiting',
      status: { notIn: ['cancelled', 'failed_permanent'] },
    },
    orderBy: { createdAt: 'desc' },
    select: { createdAt: true },
  })
  if (!asked) return false
  const answers = await db.requestEvent.count({
    where: { requestId, at: { gt: asked.createdAt }, OR: ANSWERS },
  })
  return answers === 0
}

const ANSWERS = [{ actor: 'patient' }, { kind: { in: ['still_searching', 'outcome'] } }]
