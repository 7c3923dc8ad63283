import type { Keys } from '../crypto/keys.ts'
import type { Db } from '../db.ts'
import { NOT_ERASED, openColumn } from '../orientation/sealed.ts'
import { type Need, needOf } from '../ranking/need.ts'
import type { HouseholdMember } from '../ranking/rules.ts'
import type { Answer } from './acceptance-rules.ts'
import type { Told } from './rules.ts'

export type Period = { territoryId: string; from: Date; to: Date }

export type ToldAt = Told & { requestId: string; at: Date }

/**
 * Everything said of a solution, from `from` to before `to`, that may be a refusal: what was told of doctors, how they
 * answered, how households did, why proposals ended, and why requests that a doctor was found for were closed.
 */
export function listTold(db: Db, { territoryId, from, to }: Period): Promise<ToldAt[]> {
  return db.$queryRaw<ToldAt[]>`
    with asked as (
      select * from proposal where territory_id = ${territoryId}::uuid
    ), told as (
      select 'outcome' as source, kind::text as code, request_id, at
      from outcome where territory_id = ${territoryId}::uuid
      union all
      select 'declined', decline_reason, request_id, coalesce(answered_at, expires_at)
      from asked
      where decline_reason is not null and ended_why is distinct from 'doctor_changed'
      union all
      select 'household',
        case when household_answer = 'silent' then 'silent' else coalesce((
          select event.facts ->> 'reason' from request_event as event
          where event.request_id = asked.request_id and event.kind = 'household_answered'
            and event.at = asked.household_answered_at
          order by event.sequence desc limit 1), 'unsaid') end,
        request_id, household_answered_at
      from asked where household_answer in ('refused', 'silent')
      union all
      select 'ended', case when status = 'expired' then 'expired' else ended_why end, request_id,
        case when status = 'expired' then expires_at
          else coalesce(household_answered_at, answered_at, expires_at) end
      from asked
      where decline_reason is null and (status = 'expired' or ended_why is not null)
      union all
      select 'closed', close_reason::text, id, closed_at
      from orientation_request as request
      where territory_id = ${territoryId}::uuid and close_reason is not null
        and (exists (select 1 from shortlist
            where shortlist.request_id = request.id and shortlist.cancelled_at is null)
          or exists (select 1 from asked
            where asked.request_id = request.id and asked.offered_at is not null))
    )
    select source, code, request_id::text as "requestId", at from told
    where at >= ${from}::timestamptz and at < ${to}::timestamptz
    order by at, request_id`
}

/** What doctors answered about households, and what came of those they were named to, from `from` to before `to`. */
export function listAnswers(db: Db, { territoryId, from, to }: Period): Promise<Answer[]> {
  return db.$queryRaw<Answer[]>`
    with answers as (
      select request_id, availability_id, coalesce(answered_at, expires_at) as at,
        coalesce(decline_reason, 'yes') as said
      from proposal
      where territory_id = ${territoryId}::uuid and ended_why is distinct from 'doctor_changed'
        and (decline_reason is not null or answered_by is not null)
      union all
      select request_id, availability_id, at, kind::text
      from outcome
      where territory_id = ${territoryId}::uuid
        and kind in ('found', 'seen', 'declared', 'refused', 'full')
    )
    select answers.request_id::text as "requestId", availability.doctor_id::text as "doctorId",
      answers.at, answers.said
    from answers join availability on availability.id = answers.availability_id
    where answers.at >= ${from}::timestamptz and answers.at < ${to}::timestamptz
    order by answers.at, answers.request_id`
}

/** Requests opened at a time: sealed fields are kept no longer than it takes to say a band. */
const BATCH = 500

/** Gives the need band of each of these requests on a day; null for one that is gone or was erased. */
export async function openNeeds(
  db: Db,
  keys: Keys,
  { territoryId, requestIds }: { territoryId: string; requestIds: readonly string[] },
): Promise<(requestId: string, on: Date) => Need | null> {
  const members = new Map<string, HouseholdMember[]>()
  const ids = [...new Set(requestIds)]
  for (let start = 0; start < ids.length; start += BATCH) {
    const rows = await db.member.findMany({
      where: { territoryId, requestId: { in: ids.slice(start, start + BATCH) }, ...NOT_ERASED },
      select: { id: true, requestId: true, identitySealed: true, careSealed: true },
    })
    for (const { id, requestId, identitySealed, careSealed } of rows) {
      const { birthDate } = openColumn(keys, 'member.identity_sealed', id, identitySealed)
      const { ald, canTravel } = openColumn(keys, 'member.care_sealed', id, careSealed)
      members.set(requestId, [...(members.get(requestId) ?? []), { birthDate, ald, canTravel }])
    }
  }
  return (requestId, on) => {
    const household = members.get(requestId)
    return household ? needOf(household, on) : null
  }
}
