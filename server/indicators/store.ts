import type { Db } from '../db.ts'
import type { MonthLine } from './rules.ts'

/**
 * What happened in a territory from `from` to before `to`, counted by civil month of Paris: one line for each figure
 * and each month that has any. A household counts where each thing happened to it for the first time, and as declared
 * when its last member is; people are its members, those declared being counted one by one.
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
      select request_id, declared_at from member where territory_id = ${territoryId}::uuid
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
    )
    select figure, to_char(at at time zone 'Europe/Paris', 'YYYY-MM') as month,
      sum(households)::int as households, sum(people)::int as people
    from happened
    where at >= ${from}::timestamptz and at < ${to}::timestamptz
    group by figure, month`
}

/** When the first request of a territory came; null before it. */
export async function firstRequestAt(db: Db, territoryId: string): Promise<Date | null> {
  const { _min } = await db.orientationRequest.aggregate({
    where: { territoryId },
    _min: { registeredAt: true },
  })
  return _min.registeredAt
}
