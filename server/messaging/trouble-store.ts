import { Prisma } from '../../prisma/generated/client.ts'
import type { Channel } from '../../prisma/generated/enums.ts'
import type { Db } from '../db.ts'
import type { Range } from '../todos/rules.ts'
import { CALL_HOUSEHOLD, FALLBACK } from './rules.ts'

export type TroubledMessage = {
  id: string
  version: number
  requestId: string | null
  channel: Channel
  status: 'failed_permanent' | 'failed_temporary' | 'uncertain'
  reason: string | null
}

/** Messages that a person must look at: those that may have left first, then the failures; the newest first in each. */
export function listTroubled(
  db: Db,
  territoryId: string,
  { from, count }: Range,
): Promise<TroubledMessage[]> {
  return db.$queryRaw<TroubledMessage[]>`
    select id::text, version, request_id::text as "requestId", channel::text as channel, status::text as status, reason
    from message
    where ${inTrouble(territoryId)}
    order by array_position(array['uncertain', 'failed_permanent', 'failed_temporary'], status::text),
      created_at desc, id desc
    offset ${from} limit ${count}`
}

/** How many they are, to be counted with other things by one statement. */
export function troubledCount(territoryId: string): Prisma.Sql {
  return Prisma.sql`select count(*) from message where ${inTrouble(territoryId)}`
}

/** A failure is over once a person says so, and is left out where it was said another way or is a call to make. */
function inTrouble(territoryId: string): Prisma.Sql {
  return Prisma.sql`message.territory_id = ${territoryId}::uuid and (
    message.status in ('uncertain', 'failed_temporary')
    or (message.status = 'failed_permanent' and message.handled_at is null
      and not exists (
        select from message as said where said.territory_id = message.territory_id
          and said.unique_key = message.unique_key || ${FALLBACK}::text
      )
      and not exists (
        select from todo where todo.territory_id = message.territory_id
          and todo.request_id = message.request_id
          and starts_with(todo.unique_key, ${CALL_HOUSEHOLD}::text || message.id)
      )))`
}
