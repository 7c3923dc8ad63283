import { randomUUID } from 'node:crypto'
import { Prisma } from '../../prisma/generated/client.ts'
import type { RequestStatus } from '../../prisma/generated/enums.ts'
import type { Db } from '../db.ts'
import type { NewTodo, Range, Todo, TodoKind } from './rules.ts'

/** Adds something to do; false when its key is there already. */
export async function insertTodo(db: Db, todo: NewTodo, now: Date): Promise<boolean> {
  const { facts = {}, ...rest } = todo
  const { count } = await db.todo.createMany({
    data: [{ ...rest, id: randomUUID(), facts, createdAt: now }],
    skipDuplicates: true,
  })
  return count === 1
}

/** Of these kinds, or of all but these. */
export type Which = { in: TodoKind[] } | { notIn: TodoKind[] }

type Where = { territoryId: string; requestId?: string; kind?: Which }

/** What is to be done, the oldest first. */
export function listOpen(db: Db, where: Where, { from, count }: Range): Promise<Todo[]> {
  return db.$queryRaw<Todo[]>`
    select id::text, territory_id::text as "territoryId", request_id::text as "requestId", kind, facts,
      created_at as "createdAt"
    from todo
    where ${open(where)}
    order by created_at, id
    offset ${from} limit ${count}`
}

/** How many things are to be done. */
export function openCount(where: Where): Prisma.Sql {
  return Prisma.sql`select count(*) from todo where ${open(where)}`
}

/** Ends something to do; false when it had ended. */
export async function markDone(
  db: Db,
  { id, territoryId, by }: { id: string; territoryId: string; by: string },
  now: Date,
): Promise<boolean> {
  const { count } = await db.todo.updateMany({
    where: { id, territoryId, doneAt: null },
    data: { doneAt: now, doneBy: by },
  })
  return count === 1
}

/** Ends what is still to be done about a request, of these kinds: events did it. */
export async function markPassed(
  db: Db,
  {
    requestId,
    territoryId,
    kinds,
  }: { requestId: string; territoryId: string; kinds: readonly TodoKind[] },
  now: Date,
): Promise<void> {
  await db.todo.updateMany({
    where: { requestId, territoryId, kind: { in: [...kinds] }, doneAt: null },
    data: { doneAt: now, doneBy: 'system' },
  })
}

/** What is to be done about a request in a status, of these kinds, is to be done in the next one instead. */
export async function moveTodos(
  db: Db,
  {
    requestId,
    territoryId,
    kinds,
    from,
    to,
  }: {
    requestId: string
    territoryId: string
    kinds: readonly TodoKind[]
    from: RequestStatus
    to: RequestStatus
  },
): Promise<void> {
  await db.todo.updateMany({
    where: { requestId, territoryId, kind: { in: [...kinds] }, doneAt: null, whileStatus: from },
    data: { whileStatus: to },
  })
}

/** Not done, and its request still is in the status it was made for. */
function open({ territoryId, requestId, kind }: Where): Prisma.Sql {
  const conditions = [
    Prisma.sql`todo.territory_id = ${territoryId}::uuid and todo.done_at is null`,
    Prisma.sql`(todo.while_status is null or exists (
      select from orientation_request as request
      where request.id = todo.request_id and request.status = todo.while_status))`,
  ]
  if (requestId) conditions.push(Prisma.sql`todo.request_id = ${requestId}::uuid`)
  if (kind && 'in' in kind) conditions.push(Prisma.sql`todo.kind = any(${kind.in})`)
  if (kind && 'notIn' in kind) conditions.push(Prisma.sql`todo.kind <> all(${kind.notIn})`)
  return Prisma.join(conditions, ' and ')
}
