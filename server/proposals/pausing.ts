import type { Day } from '../calendar/rules.ts'
import type { Deps } from '../deps.ts'
import { endQuestions } from '../followup/questions.ts'
import type { Target } from '../orientation/change.ts'
import { pauseRequest } from '../orientation/service.ts'
import { untellSearching } from '../orientation/tell-move.ts'
import { keyOf, onCase } from './case.ts'
import { undo } from './ending.ts'
import { findLiving } from './proposals-store.ts'

/**
 * A household pauses its search, or goes on with it (`until` null). Nothing is asked, said nor held for it meanwhile: what a
 * doctor was asked, or said before the household answered, is given back. It keeps its date.
 */
export async function pauseSearch(
  deps: Deps,
  target: Target,
  until: Day | null,
  now: Date,
): Promise<void> {
  await pauseRequest(deps, target, until, now)
  const { version: _seen, ...whole } = target
  await onCase(deps, whole, async (tx, held) => {
    await endQuestions(tx, keyOf(held), now)
    if (!until) return
    const { status } = held.request
    const proposal = await findLiving(tx, keyOf(held))
    if (proposal && (status === 'proposed' || status === 'offered'))
      await undo(tx, deps, { held, proposal, why: 'household_paused' }, now)
    await untellSearching(tx, held.request, now)
  })
}
