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
 * Reminders due to households that a machine may write to and that did not get theirs: of a solution told before
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
      where proposal.status = 'accepted' and request.channel in ('email', 'sms')
        and ((request.status = 'offered' and proposal.offered_at <= ${offeredBefore}::timestamptz)
          or (request.status = 'agreed' and proposal.household_answered_at <= ${agreedBefore}::timestamptz))
    )
    select id::text, request_id::text as "requestId", territory_id::text as "territoryId", template
    from due
    where not exists (
      select 1 from message
      where message.territory_id = due.territory_id and message.unique_key = due.template || ':' || due.id
    )
    order by id`
}
