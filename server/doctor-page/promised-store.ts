import type { Db } from '../db.ts'

/** A household that a doctor said yes to, and that is not expected: it has not agreed, or will not come. */
export type Promised = {
  requestId: string
  /** The yes still holds; the household was told of it, or not yet. */
  isLiving: boolean
  /** By when a household that was told answers. */
  until: Date | null
  /** The household had agreed: the doctor knows its reference. */
  wasNamed: boolean
  endedWhy: string | null
}

type Whom = { doctorId: string; territoryId: string }

/**
 * The last yes of a doctor for each household, the latest first: those that wait for the household, and those that came
 * to nothing since `since`. Nobody whom the doctor sees as sent or seen, nor whom they were asked about again.
 */
export function listPromised(
  db: Db,
  { doctorId, territoryId }: Whom,
  since: Date,
): Promise<Promised[]> {
  return db.$queryRaw<Promised[]>`
    with last as (
      select distinct on (proposal.request_id) proposal.*
      from proposal
      join availability on availability.id = proposal.availability_id
      where proposal.territory_id = ${territoryId}::uuid and availability.doctor_id = ${doctorId}::uuid
      order by proposal.request_id, proposal.asked_at desc, proposal.id
    ), promised as (
      select last.*, request.status as request_status,
        last.status = 'accepted' and request.status in ('proposed', 'offered') as is_living
      from last
      join orientation_request as request on request.id = last.request_id
      where last.answered_by is not null
        and (last.status = 'withdrawn'
          or (last.status = 'accepted' and request.status not in ('agreed', 'seen', 'declared')))
        and not exists (select 1 from member
          where member.request_id = request.id and member.declared_at is not null)
    )
    select request_id as "requestId", is_living as "isLiving", ended_why as "endedWhy",
      case when is_living then offer_expires_at end as until,
      exists (select 1 from request_event as event
        where event.request_id = promised.request_id and event.kind = 'household_answered'
          and event.facts ->> 'answer' = 'agreed' and event.at >= promised.asked_at
          and event.facts ->> 'doctor' = promised.availability_id::text) as "wasNamed"
    from promised
    where is_living or coalesce(
      (select min(event.at) from request_event as event
        where event.request_id = promised.request_id and event.at >= promised.answered_at
          and (event.kind = 'closed' or (event.facts ->> 'why' is not null
            and event.facts ->> 'doctor' = promised.availability_id::text))),
      promised.answered_at) >= ${since}::timestamptz
    order by answered_at desc, request_id limit ${MOST_SHOWN}`
}

/** A page is read on a phone. */
const MOST_SHOWN = 30
