import { randomUUID } from 'node:crypto'
import type { Prisma } from '../../prisma/generated/client.ts'
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
export async function listOpen(db: Db, where: Where, { from, count }: Range): Promise<Todo[]> {
  const rows = await db.todo.findMany({
    where: open(where),
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    skip: from,
    take: count,
    select: {
      id: true,
      territoryId: true,
      requestId: true,
      kind: true,
      facts: true,
      createdAt: true,
    },
  })
  return rows.map((row) => ({
    ...row,
    kind: row.kind as TodoKind,
    facts: row.facts as Todo['facts'],
  }))
}

export function countOpen(db: Db, where: Where): Promise<number> {
  return db.todo.count({ where: open(where) })
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

/** Not done, and its request still is in the status it was made for. */
function open(where: Where): Prisma.TodoWhereInput {
  return {
    ...where,
    doneAt: null,
    OR: [
      { whileStatus: null },
      ...STATUSES.map((status) => ({ whileStatus: status, request: { status } })),
    ],
  }
}

const STATUSES = [
  'to_locate',
  'outside',
  'already_followed',
  'ready',
  'shortlisted',
  'proposed',
  'offered',
  'agreed',
  'seen',
] as const
