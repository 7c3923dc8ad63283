import type { Day } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import { cancelUnsaid } from '../messaging/service.ts'
import { QUESTIONS } from '../messaging/template-names.ts'
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

type Paused = { id: string; territoryId: string; pausedFrom: Day | null; pausedUntil: Day | null }

/** The change that lifts a pause put on a search because its household was silent; none lifts a pause it chose. */
export async function silenceBroken(
  tx: Db,
  { id: requestId, territoryId, pausedFrom, pausedUntil }: Paused,
): Promise<{ pausedFrom?: null; pausedUntil?: null }> {
  if (!pausedFrom || !pausedUntil) return {}
  const isSilence = await wasPausedBySilence(tx, { requestId, territoryId, pausedFrom })
  return isSilence ? { pausedFrom: null, pausedUntil: null } : {}
}
