import { parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { Proposal } from './proposals-store.ts'

/** True when the doctor of a proposal takes nobody there any more: they left, or their stay is over. */
export async function isDoctorGone(
  tx: Db,
  { availabilityId, territoryId }: Pick<Proposal, 'availabilityId' | 'territoryId'>,
  now: Date,
): Promise<boolean> {
  const there = await tx.availability.count({
    where: {
      id: availabilityId,
      territoryId,
      doctor: { withdrawnAt: null, coordinationAgreedAt: { not: null } },
      OR: [{ endsOn: null }, { endsOn: { gte: new Date(`${parisDay(now)}T00:00:00Z`) } }],
    },
  })
  return there === 0
}

export type Reminder = {
  id: string
  requestId: string
  territoryId: string
  template: 'solution_reminder' | 'appointment_reminder'
}

/**
 * Reminders due to households that did not get theirs, by message or by a call to make: of a solution told before
 * `offeredBefore` and not answered; of the doctor to call, agreed on before `agreedBefore`. By id.
 */
export function listToRemind(
  db: Db,
  { offeredBefore, agreedBefore }: { offeredBefore: Date; agreedBefore: Date },
): Promise<Reminder[]> {
  return db.$queryRaw<Reminder[]>`
    with due as (
      select proposal.id, proposal.request_id, proposal.territory_id,
        case request.status when 'agreed' then 'appointment_reminder' else 'solution_reminder' end as template
      from proposal
      join orientation_request as request on request.id = proposal.request_id
      where proposal.status = 'accepted'
        and ((request.status = 'offered' and proposal.offered_at <= ${offeredBefore}::timestamptz)
          or (request.status = 'agreed' and proposal.household_answered_at <= ${agreedBefore}::timestamptz))
    )
    select id::text, request_id::text as "requestId", territory_id::text as "territoryId", template
    from due
    where not exists (
      select 1 from message
      where message.territory_id = due.territory_id and message.unique_key = due.template || ':' || due.id
    ) and not exists (
      select 1 from todo
      where todo.territory_id = due.territory_id and todo.unique_key = due.template || ':' || due.id
    )
    order by id`
}

export type Untold = { id: string; requestId: string; territoryId: string; doctorId: string }

/**
 * Proposals made by a message where none waits to leave and none left since, nor may have: it failed, or there was nothing
 * to say when it should have left. Those that a person is to phone about already are left out. By id.
 */
export function listUntold(db: Db, now: Date): Promise<Untold[]> {
  return db.$queryRaw<Untold[]>`
    select proposal.id::text, proposal.request_id::text as "requestId",
      proposal.territory_id::text as "territoryId", availability.doctor_id::text as "doctorId"
    from proposal
    join availability on availability.id = proposal.availability_id
    join orientation_request as request on request.id = proposal.request_id
    where proposal.status = 'pending' and proposal.medium = 'link' and request.status = 'proposed'
      and proposal.expires_at > ${now}::timestamptz
      and not exists (
        select 1 from message
        where message.territory_id = proposal.territory_id and message.doctor_id = availability.doctor_id
          and message.template in ('doctor_news', 'availability_ask', 'availability_reminder')
          and (message.status in ('draft', 'queued', 'sending', 'failed_temporary')
            or (message.status = 'uncertain' and message.created_at >= proposal.asked_at)
            or message.accepted_at >= proposal.asked_at)
      ) and not exists (
        select 1 from todo
        where todo.territory_id = proposal.territory_id
          and todo.unique_key = 'call_doctor:' || proposal.id
      )
    order by proposal.id`
}
