import type { RequestStatus } from '../../prisma/generated/enums.ts'
import { addDays, type Day, parisDay } from '../calendar/rules.ts'
import type { Deps } from '../deps.ts'
import { applyChange, type Target } from '../orientation/change.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { onceOnCase } from '../proposals/service.ts'
import { heardFrom } from './questions.ts'
import { NEWS_DAYS } from './rules.ts'

/**
 * A household says that it still searches: its place is kept, nobody asks again for long, and a pause put on its search
 * because it was silent is lifted. Once for each key; nothing on a request that has come to its end.
 */
export async function recordStillSearching(
  deps: Deps,
  target: Target,
  { key }: { key: string },
  now: Date,
): Promise<void> {
  const press = { target, scope: 'still_searching', key, content: null }
  await onceOnCase(
    deps,
    press,
    async (tx, held) => {
      if (held.request.status === 'closed' || held.request.status === 'declared') return
      const request = await heardFrom(tx, deps, held, now)
      const change = stepAfter(request, parisDay(now))
      const event = { kind: 'still_searching' as const }
      await applyChange(tx, deps, { request, actor: held.actor, change, event }, now)
    },
    now,
  )
}

/** Told of doctors long ago, it is asked again when news are due. */
function stepAfter({ status, nextStepOn }: OrientationRequest, today: Day): { nextStepOn?: Day } {
  const isLate = nextStepOn !== null && nextStepOn < today
  return TOLD.includes(status) && isLate ? { nextStepOn: addDays(today, NEWS_DAYS) } : {}
}

/** Its next step is a question to the household. */
const TOLD: readonly RequestStatus[] = ['shortlisted', 'agreed', 'seen']
