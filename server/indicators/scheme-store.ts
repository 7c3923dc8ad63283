import type { Db } from '../db.ts'

type Period = { territoryId: string; from: Date; to: Date }

/** Proposals that a doctor answered so; `none` let their time pass, `open` wait, `ended` came to nothing before. */
export type AnswerLine = { answer: string; proposals: number }

/** Proposals asked from `from` to before `to`. A yes counts, whatever became of it. */
export function countAnswers(db: Db, { territoryId, from, to }: Period): Promise<AnswerLine[]> {
  return db.$queryRaw<AnswerLine[]>`
    select answer, count(*)::int as proposals
    from (
      select case
        when decline_reason is not null then decline_reason
        when answered_by is not null then 'yes'
        when status = 'expired' then 'none'
        when status = 'pending' then 'open'
        else 'ended' end as answer
      from proposal
      where territory_id = ${territoryId}::uuid
        and asked_at >= ${from}::timestamptz and asked_at < ${to}::timestamptz
    ) as answered
    group by answer`
}

/** Days, the middle one, from registration to the first agreement of households that agreed in a period. */
export async function medianDays(
  db: Db,
  { territoryId, from, to }: Period,
): Promise<number | null> {
  const [row] = await db.$queryRaw<{ days: number | null }[]>`
    select percentile_cont(0.5) within group (
      order by extract(epoch from oriented_at - registered_at) / 86400)::float as days
    from orientation_request
    where territory_id = ${territoryId}::uuid
      and oriented_at >= ${from}::timestamptz and oriented_at < ${to}::timestamptz`
  return row?.days ?? null
}

/** People of households that have no doctor yet and look for one: paused ones wait too. */
export async function countPeopleWaiting(db: Db, territoryId: string): Promise<number> {
  const { _sum } = await db.orientationRequest.aggregate({
    where: { territoryId, status: { in: ['to_locate', 'ready', 'proposed', 'offered'] } },
    _sum: { peopleCount: true },
  })
  return _sum.peopleCount ?? 0
}
