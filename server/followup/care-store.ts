import type { Db } from '../db.ts'
import { FALLBACK } from '../messaging/rules.ts'
import { WAITS } from '../orientation/news.ts'

/** Every request. */
export const ALL = 'all'

/** One request, or all; `limit` of them at most, by id. `today` as a column of type date. */
export type Scope = { requestId?: string; today: Date; limit: number }

export type FollowUp = {
  requestId: string
  territoryId: string
  template: 'followup_10' | 'followup_30' | 'declared_ask'
  /** The list, the agreement or the visit that it is about, and which time it is asked: once of each. */
  uniqueKey: string
  /** It was written to in vain: a person calls. */
  isCall: boolean
}

/**
 * Households to ask what became of their search: told of doctors, or agreed, before `firstBefore`, then before
 * `lastBefore`. Those who said something conclusive since, who have an appointment (the
 * first time), who pause, or who were asked already, by message or by a call to make, are left out.
 */
export function listFollowUps(
  db: Db,
  { firstBefore, lastBefore }: { firstBefore: Date; lastBefore: Date },
  { requestId = ALL, today, limit }: Scope,
): Promise<FollowUp[]> {
  return db.$queryRaw<FollowUp[]>`
    with asked_of as (
      select id, territory_id, status from orientation_request
      where status in ('shortlisted', 'agreed') and ${requestId} in (${ALL}, id::text)
        and (paused_until is null or paused_until < ${today}::date)
    ), told as (
      select asked_of.id, asked_of.territory_id, list.id::text as anchor, list.decided_at as since
      from asked_of
      join lateral (
        select id, decided_at from shortlist
        where request_id = asked_of.id and cancelled_at is null and closed_at is null
        order by decided_at desc limit 1
      ) as list on true
      where asked_of.status = 'shortlisted'
      union all
      select asked_of.id, asked_of.territory_id, proposal.id::text, proposal.household_answered_at
      from asked_of
      join proposal on proposal.request_id = asked_of.id
      where asked_of.status = 'agreed' and proposal.status = 'accepted'
        and proposal.household_answer = 'agreed'
    ), due as (
      select id, territory_id, anchor, since,
        case when since <= ${lastBefore}::timestamptz then 'followup_30' else 'followup_10' end as template
      from told where since <= ${firstBefore}::timestamptz
    )
    select id::text as "requestId", territory_id::text as "territoryId", template,
      template || ':' || anchor as "uniqueKey", false as "isCall"
    from due
    where not exists (
      select 1 from message
      where message.territory_id = due.territory_id and message.unique_key = due.template || ':' || due.anchor
    ) and not exists (
      select 1 from todo
      where todo.territory_id = due.territory_id and todo.unique_key = due.template || ':' || due.anchor
    ) and not exists (
      select 1 from outcome
      where outcome.request_id = due.id and outcome.told_by <> 'doctor' and outcome.at >= due.since
        and (outcome.kind in ('found', 'seen', 'declared')
          or (outcome.kind = 'appointment' and due.template = 'followup_10'))
    )
    order by id
    limit ${limit}`
}

export type Wait = {
  requestId: string
  territoryId: string
  /** `ask`: no news for long. `remind`, then `pause`: it was asked, and says nothing. */
  step: 'ask' | 'remind' | 'pause'
  /** The message that asked; null when none did. */
  askedId: string | null
  /** It was written to in vain: a person calls. */
  isCall: boolean
}

/**
 * Households that wait and had no news since `newsBefore`; those asked before `askedBefore` who did not answer, then
 * reminded before `remindedBefore`. News is any message that left or still may, a word on the phone, and the page that
 * answers who says to search still, or again; not what else a household did by itself. An answer is anything that it did or that
 * somebody noted for it. Who was to be called instead, or whom no reminder reached, is not paused: it is given news again
 * in its time. One that is being proposed to a doctor is given news, and not paused.
 */
export function listWaits(
  db: Db,
  {
    newsBefore,
    askedBefore,
    remindedBefore,
  }: { newsBefore: Date; askedBefore: Date; remindedBefore: Date },
  { requestId = ALL, today, limit }: Scope,
): Promise<Wait[]> {
  return db.$queryRaw<Wait[]>`
    with waiting as (
      select request.id, request.territory_id, request.status, asked.id as asked_id,
        asked.created_at as asked_at, reminded.created_at as reminded_at,
        exists (
          select from message as said where said.territory_id = request.territory_id
            and said.unique_key in ('still_waiting_reminder:' || asked.id,
              'still_waiting_reminder:' || asked.id || ${FALLBACK}::text)
            and said.status not in ('cancelled', 'failed_permanent')
        ) as was_told_again,
        reminded.id is not null or exists (
          select from todo where todo.territory_id = request.territory_id
            and todo.unique_key = 'still_waiting_reminder:' || asked.id
        ) as was_reminded,
        coalesce(answered.at, '-infinity') as answered_at,
        greatest(request.registered_at, told.at, called.at, answered.from_us_at) as news_at
      from orientation_request as request
      left join lateral (
        select id, created_at from message
        where request_id = request.id and template = 'still_waiting'
          and status not in ('cancelled', 'failed_permanent')
        order by created_at desc limit 1
      ) as asked on true
      left join message as reminded on reminded.territory_id = request.territory_id
        and reminded.unique_key = 'still_waiting_reminder:' || asked.id
      left join lateral (
        select max(created_at) as at from message
        where request_id = request.id and status not in ('cancelled', 'failed_permanent')
      ) as told on true
      left join lateral (
        select max(todo.created_at) as at from todo
        left join message as lost on lost.request_id = todo.request_id
          and lost.id::text = todo.facts ->> 'messageId'
        where todo.request_id = request.id and todo.done_by is distinct from 'system' and (todo.kind = 'give_news'
          or (todo.kind = 'call_household' and lost.template like 'still_waiting%'))
      ) as called on true
      left join lateral (
        select max(at) as at, max(at) filter (where actor <> 'patient' or kind in ('still_searching', 'resumed')) as from_us_at
        from request_event
        where request_id = request.id and (actor = 'patient'
          or kind in ('list_given', 'solution_told', 'household_answered', 'still_searching', 'resumed', 'settled')
          or (kind = 'outcome' and facts ->> 'answer' <> 'absent')
          or (kind = 'told_by_phone' and coalesce(facts ->> 'call', 'plus_tard') = 'plus_tard'))
      ) as answered on true
      where request.status::text = any(${WAITS}) and ${requestId} in (${ALL}, request.id::text)
        and (request.paused_until is null or request.paused_until < ${today}::date)
    ), due as (
      select *, case
        when asked_at > answered_at and status <> 'proposed'
          and was_told_again and reminded_at <= ${remindedBefore}::timestamptz
          and not exists (select 1 from todo where todo.territory_id = waiting.territory_id
            and todo.unique_key = 'silent_household:' || asked_id) then 'pause'
        when asked_at > answered_at and status <> 'proposed'
          and asked_at <= ${askedBefore}::timestamptz and not was_reminded then 'remind'
        when news_at <= ${newsBefore}::timestamptz then 'ask'
      end as step
      from waiting
    )
    select id::text as "requestId", territory_id::text as "territoryId", step, asked_id::text as "askedId",
      step = 'ask' and exists (
        select 1 from message
        where request_id = due.id and template = 'still_waiting' and status = 'failed_permanent'
          and created_at > ${newsBefore}::timestamptz
      ) as "isCall"
    from due
    where step is not null
    order by id
    limit ${limit}`
}
