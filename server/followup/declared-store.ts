import type { Db } from '../db.ts'
import { ALL, type FollowUp, type Scope } from './care-store.ts'

/**
 * Households seen before `seenBefore` and not declared, to ask whether they are: once, again when they are silent since
 * `againBefore`, then by a call when they are silent since `callBefore`, and by another each time that a call was
 * ended without an answer before `newsBefore`. Silent: neither asked nor heard since. A later
 * visit, after they searched again, is asked about anew. Those who pause are left out.
 */
export function listDeclaredAsks(
  db: Db,
  {
    seenBefore,
    againBefore,
    callBefore,
    newsBefore,
  }: { seenBefore: Date; againBefore: Date; callBefore: Date; newsBefore: Date },
  { requestId = ALL, today, limit }: Scope,
): Promise<FollowUp[]> {
  return db.$queryRaw<FollowUp[]>`
    with seen as (
      select id, territory_id, found_at,
        'declared_ask:' || id || ':' || extract(epoch from found_at)::bigint as key
      from orientation_request
      where status = 'seen' and found_at <= ${seenBefore}::timestamptz
        and ${requestId} in (${ALL}, id::text)
        and (paused_until is null or paused_until < ${today}::date)
    ), asked as (
      select request_id, unique_key, created_at from message where request_id in (select id from seen)
      union all
      select request_id, unique_key, created_at from todo where request_id in (select id from seen)
    ), silent as (
      select seen.*, times, greatest(asked_at, heard_at) as since
      from seen
      cross join lateral (
        select count(distinct unique_key) as times, max(created_at) as asked_at from asked
        where request_id = seen.id and (unique_key in (key, key || ':again') or starts_with(unique_key, key || ':call'))
      ) as asks
      cross join lateral (
        select max(at) as heard_at from outcome
        where request_id = seen.id and told_by <> 'doctor'
      ) as words
    )
    select id::text as "requestId", territory_id::text as "territoryId",
      'declared_ask' as template, times >= 2 as "isCall",
      key || case times when 0 then '' when 1 then ':again' when 2 then ':call' else ':call:' || times end as "uniqueKey"
    from silent
    where times = 0
      or (times = 1 and since <= ${againBefore}::timestamptz)
      or (times = 2 and since <= ${callBefore}::timestamptz)
      or (times > 2 and since <= ${newsBefore}::timestamptz
        and not exists (select from todo
          where request_id = silent.id and done_at is null and coalesce(while_status, 'seen') = 'seen'))
    order by id
    limit ${limit}`
}
