import type { Db } from '../db.ts'

/** Stands for « every one of them » where a query names an availability. */
const ALL = 'all'

/** People by availability id; absent: nobody. */
export type People = ReadonlyMap<string, number>

type Line = { id: string; people: number }
type VisitLine = Line & { visits: number }

/**
 * Whose loads: every doctor at a practice of a territory, or the one of `availabilityId`; `confirmedAt`: as if that one
 * had been confirmed then.
 */
export type Whose = { territoryId: string; availabilityId?: string; confirmedAt?: Date }

/** How many people, and how many of them want home visits. */
export type PeopleAndVisits = { people: People; homeVisits: People }

/** People held by proposals that wait for an answer, or that the doctor accepted and the patient was not asked about yet. */
export async function peopleHeld(
  db: Db,
  { territoryId, availabilityId = ALL }: Whose,
  now: Date,
): Promise<PeopleAndVisits> {
  const lines = await db.$queryRaw<VisitLine[]>`
    select proposal.availability_id as id, sum(proposal.places_held)::int as people,
      sum(proposal.home_visit_held)::int as visits
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
  return toPeopleAndVisits(lines)
}

/**
 * People who agreed to a doctor, or were taken on by them, since the doctor's last confirmation: the places that the
 * doctor offered then and that are no longer there. A household counts once, whoever said it and however often. One sent
 * by a list counts from the first word that it came, whenever the list was: a doctor who is only named decides of nobody,
 * and cannot have taken it off what they offer. One whom the doctor accepted counts from its agreement, which they were
 * told of. An appointment alone counts until the request is closed or waits again, or another doctor takes the household.
 * Nobody whom the doctor said to be absent since, nor who took back what it had said: the last word holds.
 * `homeVisits`: those of the same people, as their list or the proposal they agreed to counted them.
 */
export async function peopleTaken(
  db: Db,
  { territoryId, availabilityId = ALL, confirmedAt }: Whose,
): Promise<PeopleAndVisits> {
  const lines = await db.$queryRaw<VisitLine[]>`
    with practised as not materialized (
      select id, coalesce(${confirmedAt ?? null}::timestamptz, confirmed_at) as confirmed_at
      from availability
      where territory_id = ${territoryId}::uuid and ${availabilityId} in (${ALL}, id::text)
    ), said as (
      select outcome.availability_id, outcome.request_id, min(outcome.at) as at, max(outcome.at) as last_at,
        case when bool_or(outcome.member_id is null) then request.people_count
          else count(distinct outcome.member_id)::int end as people,
        bool_and(outcome.kind = 'appointment') as is_appointment, request.status
      from outcome
      join practised on practised.id = outcome.availability_id
      join orientation_request as request on request.id = outcome.request_id
      where outcome.kind in ('appointment', 'found', 'seen', 'declared')
      group by outcome.availability_id, outcome.request_id, request.people_count, request.status
    ), known as (
      select said.*, coalesce(
        (select max(entry.home_visits) from shortlist_entry as entry
          join shortlist on shortlist.id = entry.shortlist_id
          where shortlist.request_id = said.request_id and entry.availability_id = said.availability_id
            and shortlist.cancelled_at is null and shortlist.decided_at <= said.at), 0) as visits,
        (select max(coalesce(proposal.household_answered_at, proposal.answered_at)) from proposal
          where proposal.request_id = said.request_id and proposal.availability_id = said.availability_id
            and proposal.status = 'accepted' and proposal.answered_at <= said.at) as agreed_at
      from said
    ), agreed as (
      select proposal.availability_id, proposal.request_id, request.people_count as people, proposal.home_visit_held as visits,
        coalesce(proposal.household_answered_at, request.oriented_at, proposal.answered_at) as since
      from proposal
      join practised on practised.id = proposal.availability_id
      join orientation_request as request on request.id = proposal.request_id
      where proposal.status = 'accepted' and request.status in ('agreed', 'seen', 'declared')
        and coalesce(practised.confirmed_at, '-infinity')
          <= coalesce(proposal.household_answered_at, request.oriented_at, proposal.answered_at)
    ), households as (
      select availability_id, request_id, max(people) as people, max(visits) as visits, max(since) as since
      from (
        select known.availability_id, known.request_id, known.people, known.visits, known.last_at as since
        from known
        join practised on practised.id = known.availability_id
        where coalesce(practised.confirmed_at, '-infinity') <= coalesce(known.agreed_at, known.at)
          and not exists (select 1 from outcome as contrary
            where contrary.request_id = known.request_id and contrary.told_by <> 'doctor'
              and contrary.kind in ('refused', 'full', 'not_called', 'not_yet') and contrary.at > known.last_at
              and (contrary.availability_id is null or contrary.availability_id = known.availability_id))
          and not (known.is_appointment and (known.status in ('closed', 'ready') or exists (
            select 1 from outcome as elsewhere
            where elsewhere.request_id = known.request_id and elsewhere.availability_id <> known.availability_id
              and elsewhere.kind in ('found', 'seen', 'declared') and elsewhere.at > known.last_at)))
        union all
        select * from agreed
      ) as both_ways
      group by availability_id, request_id
    )
    select availability_id as id, sum(people)::int as people, sum(visits)::int as visits
    from households
    where 'absent' is distinct from (
      select outcome.kind::text from outcome
      where outcome.request_id = households.request_id and outcome.told_by = 'doctor'
        and outcome.availability_id = households.availability_id and outcome.at >= households.since
      order by outcome.at desc, outcome.id desc limit 1)
    group by availability_id`
  return toPeopleAndVisits(lines)
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

function toPeopleAndVisits(lines: readonly VisitLine[]): PeopleAndVisits {
  const visits = lines.map(({ id, visits: people }) => ({ id, people }))
  return { people: toPeople(lines), homeVisits: toPeople(visits) }
}
