import type { Prisma } from '../../prisma/generated/client.ts'
import { type Actor, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { type NewTodo, type Range, type Todo, type TodoKind, URGENT_TODOS } from './rules.ts'
import {
  insertTodo,
  listOpen,
  markDone,
  markPassed,
  moveTodos,
  openCount,
  type Which,
} from './store.ts'

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

/** A request goes on in another status, where what was to be done about it still is. In the transaction of the move. */
export function carryTodos(tx: Db, about: Parameters<typeof moveTodos>[1]): Promise<void> {
  return moveTodos(tx, about)
}

/** What is to be done in a territory, or about one request, the oldest first. */
export function openTodos(
  db: Db,
  where: { territoryId: string; requestId?: string },
  limit: number,
): Promise<Todo[]> {
  return listOpen(db, where, { from: 0, count: limit })
}

/** Those that cannot wait, or all the others. */
export type Urgency = 'urgent' | 'others'

/** Some of what is to be done in a territory, the oldest first. */
export function openTodosOf(
  db: Db,
  { territoryId, urgency }: { territoryId: string; urgency: Urgency },
  range: Range,
): Promise<Todo[]> {
  return listOpen(db, { territoryId, kind: KINDS[urgency] }, range)
}

/** How many there are, to be counted with other things by one statement. */
export function openTodosCount(territoryId: string, urgency: Urgency): Prisma.Sql {
  return openCount({ territoryId, kind: KINDS[urgency] })
}

const KINDS: Record<Urgency, Which> = {
  urgent: { in: [...URGENT_TODOS] },
  others: { notIn: [...URGENT_TODOS] },
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
