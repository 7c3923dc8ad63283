import type { Db } from '../db.ts'
import type { MonthLine } from './rules.ts'

/**
 * What happened in a territory from `from` to before `to`, counted by civil month of Paris: one line for each figure
 * and each month that has any. A household counts where each thing happened to it for the first time, and as declared
 * when its last member is; people are its members, those declared being counted one by one. Nobody
 * counts as declared while a person is to settle who is right. A professional counts from
 * the day their account was opened, a doctor from the day their first availability was entered.
 */
export function countMonths(
  db: Db,
  { territoryId, from, to }: { territoryId: string; from: Date; to: Date },
): Promise<MonthLine[]> {
  return db.$queryRaw<MonthLine[]>`
    with requests as (
      select registered_at, oriented_at, found_at, people_count
      from orientation_request where territory_id = ${territoryId}::uuid
    ), members as (
      select request_id, declared_at from member
      where territory_id = ${territoryId}::uuid and not exists (
        select 1 from todo
        where todo.request_id = member.request_id and kind = 'disagreement' and done_at is null
      )
    ), professionals as (
      select account.secrecy_agreed_at as at
      from membership join account on account.id = membership.account_id
      where membership.territory_id = ${territoryId}::uuid
        and membership.role in ('referrer', 'cpam', 'partner')
        and account.password_hash is not null and account.disabled_at is null
    ), doctors as (
      select min(availability.created_at) as at
      from availability join doctor on doctor.id = availability.doctor_id
      where availability.territory_id = ${territoryId}::uuid
        and availability.confirmed_at is not null and doctor.volunteer_since is not null
      group by doctor.id
    ), happened as (
      select 'received' as figure, registered_at as at, 1 as households, people_count as people
      from requests
      union all
      select 'oriented', oriented_at, 1, people_count from requests
      union all
      select 'found', found_at, 1, people_count from requests
      union all
      select 'declared', max(declared_at), 1, 0 from members
      group by request_id having bool_and(declared_at is not null)
      union all
      select 'declared', declared_at, 0, 1 from members
      union all
      select 'professionals', at, 0, 1 from professionals
      union all
      select 'doctors', at, 0, 1 from doctors
    )
    select figure, to_char(at at time zone 'Europe/Paris', 'YYYY-MM') as month,
      sum(households)::int as households, sum(people)::int as people
    from happened
    where at >= ${from}::timestamptz and at < ${to}::timestamptz
    group by figure, month`
}

/** When the first thing that is counted happened in a territory: a request, an account, a doctor; null before it. */
export async function firstFigureAt(db: Db, territoryId: string): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ at: Date | null }[]>`
    select least(
      (select min(registered_at) from orientation_request where territory_id = ${territoryId}::uuid),
      (select min(created_at) from availability
        where territory_id = ${territoryId}::uuid and confirmed_at is not null),
      (select min(account.secrecy_agreed_at)
        from membership join account on account.id = membership.account_id
        where membership.territory_id = ${territoryId}::uuid
          and membership.role in ('referrer', 'cpam', 'partner'))) as at`
  return row?.at ?? null
}
