import { parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Deps } from '../deps.ts'
import { applyChange, type Target } from '../orientation/change.ts'
import { onceOnCase } from '../proposals/service.ts'
import { endQuestions, silenceBroken } from './questions.ts'

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
      const nextStepOn = addWorkingDays(parisDay(now), territory.answerWorkingDays)
      const isResumed = 'pausedUntil' in lifted
      const change = { ...lifted, ...(isResumed ? { nextStepOn } : {}) }
      const event = { kind: 'still_searching' as const }
      await applyChange(tx, deps, { request, actor, change, event }, now)
    },
    now,
  )
}
