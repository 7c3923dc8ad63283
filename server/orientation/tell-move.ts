import type { Actor } from '../audit/service.ts'
import { hourOf } from '../calendar/office-hours.ts'
import { addDays, type Day, parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import { cancelQueued, sayAfterAll } from '../messaging/service.ts'
import { newsOf } from './news.ts'
import type { OrientationRequest } from './row-store.ts'
import type { CloseReason, RequestStatus } from './rules.ts'
import { tell, tellOutside } from './telling.ts'

/** The moves of a day are told together when it is over, as the request then stands: nobody is written to at each step. */
const EVENING_HOUR = 18

type Moved = { to: RequestStatus; by: Actor; reason?: CloseReason | null }

/**
 * Tells a household that its request moved, if that is to be told (`news.ts`). Who follows it elsewhere is said at once; the
 * rest leaves in the evening, once a day for each thing, and only if it is still true by then.
 */
export async function tellMove(
  tx: Db,
  { request, to, by, reason }: Moved & { request: OrientationRequest },
  now: Date,
): Promise<void> {
  const news = newsOf({ from: request.status, to, by: by.kind, reason: reason ?? null })
  if (!('template' in news)) return
  if (news.template === 'request_outside') return tellOutside(tx, request, by, now)
  const evening = eveningAfter(now)
  const uniqueKey = keyOf({ template: news.template, id: request.id }, evening)
  const deliverAfter = hourOf(evening, EVENING_HOUR)
  const { territoryId } = request
  if (await sayAfterAll(tx, { territoryId, uniqueKey }, deliverAfter)) return
  await tell(tx, request, { template: news.template, uniqueKey, deliverAfter }, now)
}

/** Another message has just said that the search goes on: the evening says it no more. */
export async function untellSearching(
  tx: Db,
  { id, territoryId }: { id: string; territoryId: string },
  now: Date,
): Promise<void> {
  const uniqueKey = keyOf({ template: 'searching', id }, eveningAfter(now))
  await cancelQueued(tx, { territoryId, uniqueKey })
}

function keyOf({ template, id }: { template: string; id: string }, evening: Day): string {
  return `${template}:${id}:${evening}`
}

/** Today until 18 h in Paris, tomorrow after. */
function eveningAfter(now: Date): Day {
  const today = parisDay(now)
  return now < hourOf(today, EVENING_HOUR) ? today : addDays(today, 1)
}
