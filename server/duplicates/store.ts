import { Prisma } from '../../prisma/generated/client.ts'
import type { Db } from '../db.ts'

/** Two living requests that hold a person of the same names and birth date. */
export type Pair = { requestId: string; otherId: string }

/**
 * Pairs of a territory that nobody judged yet, or those of one request, the oldest first; each pair once. Closed
 * requests count no more. A pair that somebody said to be two people has an event `kept_apart` that names the other.
 */
export function findPairs(
  db: Db,
  { territoryId, requestId = null }: { territoryId: string; requestId?: string | null },
): Promise<Pair[]> {
  return db.$queryRaw<Pair[]>`
    select distinct one.request_id as "requestId", other.request_id as "otherId", request.registered_at
    from ${pairs(territoryId)}
      and (${requestId}::uuid is null or ${requestId}::uuid in (one.request_id, other.request_id))
    order by request.registered_at`
}

/** How many requests have an older one that may be the same people, to be counted with other things by one statement. */
export function doubledCount(territoryId: string): Prisma.Sql {
  return Prisma.sql`select count(distinct one.request_id) from ${pairs(territoryId)}`
}

function pairs(territoryId: string): Prisma.Sql {
  return Prisma.sql`member one
      join member other on other.territory_id = one.territory_id and other.identity_index = one.identity_index
      join orientation_request request on request.id = one.request_id and request.status <> 'closed'
      join orientation_request twin on twin.id = other.request_id and twin.status <> 'closed'
    where one.territory_id = ${territoryId}::uuid
      and (twin.registered_at, twin.id) < (request.registered_at, request.id)
      and not exists (
        select 1 from request_event event
        where event.request_id = one.request_id and event.kind = 'kept_apart'
          and event.facts->>'other' = other.request_id::text
      )`
}
