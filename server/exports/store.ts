import type { Channel, OutcomeKind } from '../../prisma/generated/enums.ts'
import type { Keys } from '../crypto/keys.ts'
import type { Db } from '../db.ts'
import { type OrientationRequest, SELECTED, toRequest } from '../orientation/service.ts'

/** Every request of a territory, opened, in the order they came. */
export async function listRequests(
  db: Db,
  keys: Keys,
  territoryId: string,
): Promise<OrientationRequest[]> {
  const rows = await db.orientationRequest.findMany({
    where: { territoryId },
    orderBy: [{ registeredAt: 'asc' }, { id: 'asc' }],
    select: SELECTED,
  })
  return rows.map((row) => toRequest(keys, row))
}

/** The last list decided for a household and not taken back. `kms`: distances to its doctors. */
export type LastList = { decidedAt: Date; channel: Channel; kms: readonly number[] }

/** Last lists of a territory, by request. */
export async function lastLists(db: Db, territoryId: string): Promise<Map<string, LastList>> {
  const lists = await db.shortlist.findMany({
    where: { territoryId, cancelledAt: null },
    orderBy: [{ decidedAt: 'asc' }, { id: 'asc' }],
    select: { requestId: true, decidedAt: true, channel: true, entries: { select: { km: true } } },
  })
  return new Map(
    lists.map(({ requestId, entries, ...list }) => [
      requestId,
      { ...list, kms: entries.map(({ km }) => km) },
    ]),
  )
}

export type OutcomeFacts = {
  reference: string
  at: Date
  kind: OutcomeKind
  toldBy: string
  availabilityId: string | null
}

/** Everything that was said of the requests of a territory, oldest first. */
export async function listOutcomes(db: Db, territoryId: string): Promise<OutcomeFacts[]> {
  const rows = await db.outcome.findMany({
    where: { territoryId },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: {
      at: true,
      kind: true,
      toldBy: true,
      availabilityId: true,
      request: { select: { reference: true } },
    },
  })
  return rows.map(({ request, ...row }) => ({ ...row, reference: request.reference }))
}
