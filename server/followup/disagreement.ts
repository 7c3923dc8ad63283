import { parisDay } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import { cancelUnsaid } from '../messaging/service.ts'
import type { OrientationRequest } from '../orientation/service.ts'
import { addTodo, endTodos, openTodos, type Todo } from '../todos/service.ts'
import type { Word } from './contradiction.ts'

/** More than a request ever has at once. */
const TODOS_READ = 50

/** A word of two that cannot both be true, as a thing to do keeps it: who said what, and the day. */
export type KeptWord = { by: 'doctor' | 'household'; kind: string; on: string }

/** Two words that cannot both be true, oldest first; one when a household takes back what nobody else said. */
export type Disagreement = {
  todoId: string
  availabilityId: string | null
  words: readonly KeptWord[]
}

/**
 * A person is to settle what the household and the doctor say: one thing to do, that names the last two words. Thanks
 * that had not left yet never do.
 */
export async function haveSettled(
  tx: Db,
  { request, newest, older }: { request: OrientationRequest; newest: Word; older: Word | null },
  now: Date,
): Promise<void> {
  const key = { requestId: request.id, territoryId: request.territoryId }
  await endTodos(tx, { ...key, kinds: ['disagreement'] }, now)
  await cancelUnsaid(tx, { ...key, templates: ['declared_thanks'] })
  const availabilityId = newest.availabilityId ?? older?.availabilityId
  await addTodo(
    tx,
    {
      ...key,
      kind: 'disagreement',
      uniqueKey: `disagreement:${request.id}:${now.toISOString()}`,
      whileStatus: null,
      facts: {
        ...(availabilityId ? { availabilityId } : {}),
        ...(older ? factsOf('older', older) : {}),
        ...factsOf('newest', newest),
      },
    },
    now,
  )
}

/** What is to be settled about a request; null when nothing is. */
export async function findDisagreement(
  db: Db,
  key: { requestId: string; territoryId: string },
): Promise<Disagreement | null> {
  const todo = (await openTodos(db, key, TODOS_READ)).find(({ kind }) => kind === 'disagreement')
  return todo ? disagreementIn(todo) : null
}

/** The two words that a thing to do names. */
export function disagreementIn({ id, facts }: Pick<Todo, 'id' | 'facts'>): Disagreement {
  const { availabilityId } = facts
  return {
    todoId: id,
    availabilityId: typeof availabilityId === 'string' ? availabilityId : null,
    words: [...wordIn('older', facts), ...wordIn('newest', facts)],
  }
}

type Rank = 'older' | 'newest'

function factsOf(rank: Rank, { kind, toldBy, at }: Word): Record<string, string> {
  const by = toldBy === 'doctor' ? 'doctor' : 'household'
  return { [`${rank}Kind`]: kind, [`${rank}By`]: by, [`${rank}On`]: parisDay(at) }
}

function wordIn(rank: Rank, facts: Todo['facts']): KeptWord[] {
  const kind = facts[`${rank}Kind`]
  if (typeof kind !== 'string') return []
  const by = facts[`${rank}By`] === 'doctor' ? 'doctor' : 'household'
  return [{ by, kind, on: String(facts[`${rank}On`]) }]
}
