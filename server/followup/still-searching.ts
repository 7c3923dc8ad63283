import type { RequestStatus } from '../../prisma/generated/enums.ts'
import { addDays, type Day, parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Deps } from '../deps.ts'
import { applyChange, type Target } from '../orientation/change.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { onceOnCase } from '../proposals/service.ts'
import type { Territory } from '../territory/service.ts'
import { endQuestions, silenceBroken } from './questions.ts'
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
    async (tx, { request, territory, actor }) => {
      if (request.status === 'closed' || request.status === 'declared') return
      const { id: requestId, territoryId } = request
      await endQuestions(tx, { requestId, territoryId }, now)
      const lifted = await silenceBroken(tx, request)
      const change = { ...lifted, ...stepAfter(request, { lifted, territory }, parisDay(now)) }
      const event = { kind: 'still_searching' as const }
      await applyChange(tx, deps, { request, actor, change, event }, now)
    },
    now,
  )
}

type Resumed = { lifted: object; territory: Territory }

/** Its search goes on from today when it rested; told of doctors long ago, it is asked again when news are due. */
function stepAfter(
  { status, nextStepOn }: OrientationRequest,
  { lifted, territory }: Resumed,
  today: Day,
): { nextStepOn?: Day } {
  if ('pausedUntil' in lifted)
    return { nextStepOn: addWorkingDays(today, territory.answerWorkingDays) }
  const isLate = nextStepOn !== null && nextStepOn < today
  return TOLD.includes(status) && isLate ? { nextStepOn: addDays(today, NEWS_DAYS) } : {}
}

/** Its next step is a question to the household. */
const TOLD: readonly RequestStatus[] = ['shortlisted', 'agreed', 'seen']
