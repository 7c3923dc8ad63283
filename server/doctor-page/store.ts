import type { Keys } from '../crypto/keys.ts'
import type { Db } from '../db.ts'
import { type OrientationRequest, SELECTED, toRequest } from '../orientation/service.ts'

/** A household that a doctor was named to, at which practice, and when. */
export type Sent = { requestId: string; availabilityId: string; at: Date }

/** Every household that the doctor was named to, by a list, or by their acceptance and its agreement: the latest first. */
export async function listSent(
  db: Db,
  { territoryId, doctorId }: { territoryId: string; doctorId: string },
  since: Date,
): Promise<Sent[]> {
  return db.$queryRaw<Sent[]>`
    with named as (
      select shortlist.request_id, entry.availability_id, shortlist.decided_at as at
      from shortlist_entry as entry
      join shortlist on shortlist.id = entry.shortlist_id
      join availability on availability.id = entry.availability_id
      where entry.territory_id = ${territoryId}::uuid and availability.doctor_id = ${doctorId}::uuid
        and shortlist.cancelled_at is null
      union all
      select proposal.request_id, proposal.availability_id,
        coalesce(proposal.household_answered_at, proposal.answered_at) as at
      from proposal
      join availability on availability.id = proposal.availability_id
      join orientation_request as request on request.id = proposal.request_id
      where proposal.territory_id = ${territoryId}::uuid and availability.doctor_id = ${doctorId}::uuid
        and proposal.status = 'accepted' and request.status in ('agreed', 'seen', 'declared')
    ), latest as (
      select distinct on (named.request_id) named.request_id, named.availability_id, named.at
      from named
      join orientation_request as request on request.id = named.request_id
      where named.at >= ${since}::timestamptz and request.status <> 'closed'
      order by named.request_id, named.at desc
    )
    select request_id as "requestId", availability_id as "availabilityId", at
    from latest order by at desc, request_id`
}

/** Requests by their ids, opened. */
export async function openRequests(
  db: Db,
  keys: Keys,
  { territoryId, ids }: { territoryId: string; ids: readonly string[] },
): Promise<Map<string, OrientationRequest>> {
  const rows = await db.orientationRequest.findMany({
    where: { territoryId, id: { in: [...ids] } },
    select: SELECTED,
  })
  return new Map(rows.map((row) => [row.id, toRequest(keys, row)]))
}

/** What doctors said last of each of these requests, at these practices. */
export async function lastAnswers(
  db: Db,
  { territoryId, ids }: { territoryId: string; ids: readonly string[] },
  doctorId: string,
): Promise<Map<string, string>> {
  const own = await db.availability.findMany({
    where: { territoryId, doctorId },
    select: { id: true },
  })
  const rows = await db.outcome.findMany({
    where: {
      territoryId,
      requestId: { in: [...ids] },
      availabilityId: { in: own.map(({ id }) => id) },
      toldBy: 'doctor',
    },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { requestId: true, kind: true },
  })
  return new Map(rows.map(({ requestId, kind }) => [requestId, kind]))
}
