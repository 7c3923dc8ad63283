import { parisDay } from '../calendar/rules.ts'
import { addWorkingDays } from '../calendar/working-days.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { cancelUnsaid } from '../messaging/service.ts'
import { QUESTIONS } from '../messaging/template-names.ts'
import { applyChange, requestFor } from '../orientation/change.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import type { Case } from '../proposals/service.ts'
import { endTodos, type TodoKind } from '../todos/service.ts'
import { wasPausedBySilence } from './store.ts'

const TODOS: readonly TodoKind[] = ['ask_outcome', 'give_news', 'silent_household']

/** A household that spoke is asked nothing that had not left yet, and nobody is to phone it for that any more. */
export async function endQuestions(
  tx: Db,
  about: { requestId: string; territoryId: string },
  now: Date,
): Promise<void> {
  const key = { requestId: about.requestId, territoryId: about.territoryId }
  await cancelUnsaid(tx, { ...key, templates: QUESTIONS })
  await endTodos(tx, { ...key, kinds: TODOS }, now)
}

/**
 * The household of a request in hand said something of its search, whatever it is: it is asked nothing more, and is silent
 * no longer. The request, as it is from then on.
 */
export async function heardFrom(
  tx: Db,
  deps: Deps,
  held: Case,
  now: Date,
): Promise<OrientationRequest> {
  const { id: requestId, territoryId } = held.request
  await endQuestions(tx, { requestId, territoryId }, now)
  return endSilence(tx, deps, held, now)
}

/**
 * The household of a request in hand showed that it is there: a pause put on its search because it was silent is over, and
 * nobody is to phone it for that. The request, as it is from then on. Nothing lifts a pause it chose.
 */
export async function endSilence(
  tx: Db,
  deps: Deps,
  { request, territory, actor }: Case,
  now: Date,
): Promise<OrientationRequest> {
  const { id, territoryId, pausedFrom } = request
  const key = { requestId: id, territoryId }
  if (!pausedFrom || !(await wasPausedBySilence(tx, key))) return request
  await endTodos(tx, { ...key, kinds: ['silent_household'] }, now)
  const nextStepOn = addWorkingDays(parisDay(now), territory.answerWorkingDays)
  const change = { pausedFrom: null, pausedUntil: null, nextStepOn }
  await applyChange(tx, deps, { request, actor, change, event: { kind: 'resumed' } }, now)
  return requestFor(tx, deps, { id, territoryId, actor })
}
