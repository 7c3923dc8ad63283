import type { Db } from '../db.ts'

/** Stands for « every one of them » where a query names an availability. */
const ALL = 'all'

/** People by availability id; absent: nobody. */
export type People = ReadonlyMap<string, number>

type Line = { id: string; people: number }

/** Whose loads: every doctor at a practice of a territory, or the one of `availabilityId`. */
export type Whose = { territoryId: string; availabilityId?: string }

/** People held by proposals that wait for an answer, or that the doctor accepted and the patient was not asked about yet. */
export async function peopleHeld(
  db: Db,
  { territoryId, availabilityId = ALL }: Whose,
  now: Date,
): Promise<People> {
  const lines = await db.$queryRaw<Line[]>`
    select proposal.availability_id as id, sum(proposal.places_held)::int as people
    from proposal
    join orientation_request as request on request.id = proposal.request_id
    where proposal.territory_id = ${territoryId}::uuid
      and ${availabilityId} in (${ALL}, proposal.availability_id::text)
      and (
        (proposal.status = 'pending' and proposal.expires_at > ${now}::timestamptz
          and request.status = 'proposed')
        or (proposal.status = 'accepted' and request.status in ('proposed', 'offered'))
      )
    group by proposal.availability_id`
  return toPeople(lines)
}

/**
 * People who agreed to a doctor, or were taken on by them, since the doctor's last confirmation: the places that the
 * doctor offered then and that are no longer there. A household counts once, whoever said it and however often; one
 * first told of before the confirmation was already taken off what the doctor then offered.
 */
export async function peopleTaken(
  db: Db,
  { territoryId, availabilityId = ALL }: Whose,
): Promise<People> {
  const lines = await db.$queryRaw<Line[]>`
    with said as (
      select outcome.availability_id, outcome.request_id,
        case when bool_or(outcome.member_id is null) then request.people_count
          else count(distinct outcome.member_id)::int end as people
      from outcome
      join availability on availability.id = outcome.availability_id
      join orientation_request as request on request.id = outcome.request_id
      where outcome.territory_id = ${territoryId}::uuid
        and ${availabilityId} in (${ALL}, outcome.availability_id::text)
        and outcome.kind in ('found', 'seen', 'declared')
      group by outcome.availability_id, outcome.request_id, request.people_count,
        availability.confirmed_at
      having availability.confirmed_at is null or min(outcome.at) >= availability.confirmed_at
    ), agreed as (
      select proposal.availability_id, proposal.request_id, request.people_count as people
      from proposal
      join availability on availability.id = proposal.availability_id
      join orientation_request as request on request.id = proposal.request_id
      where proposal.territory_id = ${territoryId}::uuid
        and ${availabilityId} in (${ALL}, proposal.availability_id::text)
        and proposal.status = 'accepted'
        and request.status in ('agreed', 'seen', 'declared')
        and (availability.confirmed_at is null
          or coalesce(request.oriented_at, proposal.answered_at) >= availability.confirmed_at)
    ), households as (
      select availability_id, request_id, max(people) as people
      from (select * from said union all select * from agreed) as both_ways
      group by availability_id, request_id
    )
    select availability_id as id, sum(people)::int as people
    from households
    group by availability_id`
  return toPeople(lines)
}

/** Home visits that held or agreed people need, since the doctor's last confirmation. */
export async function homeVisitsUsed(
  db: Db,
  { territoryId, availabilityId = ALL }: Whose,
  now: Date,
): Promise<People> {
  const lines = await db.$queryRaw<Line[]>`
    select proposal.availability_id as id, sum(proposal.home_visit_held)::int as people
    from proposal
    join availability on availability.id = proposal.availability_id
    join orientation_request as request on request.id = proposal.request_id
    where proposal.territory_id = ${territoryId}::uuid
      and ${availabilityId} in (${ALL}, proposal.availability_id::text)
      and proposal.home_visit_held > 0
      and (
        (proposal.status = 'pending' and proposal.expires_at > ${now}::timestamptz
          and request.status = 'proposed')
        or (proposal.status = 'accepted' and (
          request.status in ('proposed', 'offered')
          or (request.status in ('agreed', 'seen', 'declared')
            and (availability.confirmed_at is null
              or coalesce(request.oriented_at, proposal.answered_at) >= availability.confirmed_at))
        ))
      )
    group by proposal.availability_id`
  return toPeople(lines)
}

/** People of the requests that hold an open list naming the doctor. */
export async function peopleSolicited(db: Db, territoryId: string): Promise<People> {
  const lines = await db.$queryRaw<Line[]>`
    select named.availability_id as id, sum(named.people_count)::int as people
    from (
      select distinct entry.availability_id, request.id, request.people_count
      from shortlist_entry as entry
      join shortlist on shortlist.id = entry.shortlist_id
      join orientation_request as request on request.id = shortlist.request_id
      where entry.territory_id = ${territoryId}::uuid
        and shortlist.cancelled_at is null
        and shortlist.closed_at is null
        and request.status = 'shortlisted'
    ) as named
    group by named.availability_id`
  return toPeople(lines)
}

function toPeople(lines: readonly Line[]): People {
  return new Map(lines.map(({ id, people }) => [id, people]))
}
