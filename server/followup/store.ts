import type { Db } from '../db.ts'

type OfRequest = { requestId: string; territoryId: string }

/** True when the last pause of a search was put on it because its household was silent. */
export async function wasPausedBySilence(
  db: Db,
  { requestId, territoryId }: OfRequest,
): Promise<boolean> {
  const [last] = await db.$queryRaw<{ isSilence: boolean }[]>`
    select coalesce(facts ->> 'silent', 'false') = 'true' as "isSilence" from request_event
    where request_id = ${requestId}::uuid and territory_id = ${territoryId}::uuid and kind = 'paused'
    order by sequence desc limit 1`
  return last?.isSilence ?? false
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

const ANSWERS = [{ actor: 'patient' }, { kind: { in: ['still_searching', 'resumed', 'outcome'] } }]
