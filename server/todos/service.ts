import { type Actor, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { type NewTodo, type Range, type Todo, type TodoKind, URGENT_TODOS } from './rules.ts'
import { countOpen, insertTodo, listOpen, markDone, markPassed, type Which } from './store.ts'

export type { Todo, TodoKind } from './rules.ts'

/** Adds something for a person to do, in the transaction of what makes it needed; false when it was there already. */
export function addTodo(tx: Db, todo: NewTodo, now: Date): Promise<boolean> {
  return insertTodo(tx, todo, now)
}

/**
 * What was to be done about a request in the step it was at is over, as it goes on: a later return to the same status
 * must not bring it back. In the transaction of what makes it go on.
 */
export function endTodos(
  tx: Db,
  about: { requestId: string; territoryId: string; kinds: readonly TodoKind[] },
  now: Date,
): Promise<void> {
  return markPassed(tx, about, now)
}

/** What is to be done in a territory, or about one request, the oldest first. */
export function openTodos(
  db: Db,
  where: { territoryId: string; requestId?: string },
  limit: number,
): Promise<Todo[]> {
  return listOpen(db, where, { from: 0, count: limit })
}

type Group = { total: number; list: (range: Range) => Promise<Todo[]> }

/** All that is to be done in a territory, what cannot wait apart; each the oldest first, and read only where asked. */
export async function openTodoGroups(
  db: Db,
  territoryId: string,
): Promise<{ urgent: Group; others: Group }> {
  const group = async (kind: Which): Promise<Group> => {
    const where = { territoryId, kind }
    return { total: await countOpen(db, where), list: (range) => listOpen(db, where, range) }
  }
  const kinds = [...URGENT_TODOS]
  return { urgent: await group({ in: kinds }), others: await group({ notIn: kinds }) }
}

/** A person says that it is done; pressed twice, once. */
export async function finishTodo(
  { database }: Pick<Deps, 'database'>,
  { id, territoryId, actor }: { id: string; territoryId: string; actor: Actor },
  now: Date,
): Promise<void> {
  await database.transaction(async (tx) => {
    const done = await markDone(tx, { id, territoryId, by: actor.name ?? actor.kind }, now)
    if (!done) return
    const subject = { kind: 'todo', id }
    await writeAudit(tx, { territoryId, actor, action: 'decide', subject }, now)
  })
}
