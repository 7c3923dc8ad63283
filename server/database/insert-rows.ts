import type { Prisma } from '../../prisma/generated/client.ts'
import type { Db } from '../db.ts'

/** Tables that a burst fills, and their rows as the client names their columns. */
type Rows = {
  orientation_request: WithId<Prisma.OrientationRequestCreateManyInput>
  member: WithId<Prisma.MemberCreateManyInput>
  request_event: WithId<Prisma.RequestEventCreateManyInput>
  message: WithId<Prisma.MessageCreateManyInput>
  private_link: WithId<Prisma.PrivateLinkCreateManyInput>
  audit_entry: WithId<Prisma.AuditEntryCreateManyInput>
  idempotency_key: Prisma.IdempotencyKeyCreateManyInput
}

/** The database draws no id: the client does, elsewhere. */
type WithId<Row> = Row & { id: string }

/** Rows of one table to insert; `skipDuplicates`: a row whose key is there already changes nothing. */
export type Insert = {
  [Table in keyof Rows]: { table: Table; rows: readonly Rows[Table][]; skipDuplicates?: boolean }
}[keyof Rows]

/**
 * Inserts rows in their order, as `createMany` does, by one statement whose text does not depend on how many there are: it
 * need not be compiled again, and its only value is JSON. A column that no row names takes its default, one that only some
 * rows name is null in the others; a row that names one gives it a value or null, never `undefined`, which does not compile.
 * How many were new.
 */
export async function insertRows(db: Db, insert: Insert): Promise<number> {
  if (insert.rows.length === 0) return 0
  return db.$executeRawUnsafe(textOf(insert), jsonOf(insert))
}

/** The same for several tables by one statement: rows may name each other, whatever the order of their tables. */
export async function insertAll(db: Db, inserts: readonly Insert[]): Promise<void> {
  const filled = inserts.filter(({ rows }) => rows.length > 0)
  if (filled.length === 0) return
  const [last = '', ...others] = filled.map((insert, rank) => textOf(insert, rank + 1))
  const parts = others.map((text, rank) => `other${rank} as (${text})`)
  const before = parts.length > 0 ? `with ${parts.join(', ')} ` : ''
  await db.$executeRawUnsafe(before + last, ...filled.map(jsonOf))
}

/** Inserts those whose key is not there already; gives what a column holds in each of them. */
export async function insertNew<Table extends keyof Rows>(
  db: Db,
  table: Table,
  rows: readonly Rows[Table][],
  column: keyof Rows[Table] & string,
): Promise<string[]> {
  if (rows.length === 0) return []
  const insert = { table, rows, skipDuplicates: true }
  const added = await db.$queryRawUnsafe<{ value: string }[]>(
    `${textOf(insert)} returning ${columnOf(column)}::text as value`,
    jsonOf(insert),
  )
  return added.map(({ value }) => value)
}

type Inserted = { table: string; rows: readonly object[]; skipDuplicates?: boolean }

/** `value`: the rank of the value, from 1, that holds the rows. */
function textOf({ table, rows, skipDuplicates }: Inserted, value = 1): string {
  const named = new Set(rows.flatMap((row) => Object.keys(row)))
  const columns = [...named].map(columnOf).join(', ')
  return `insert into ${table} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${table}, $${value}::jsonb)
    ${skipDuplicates ? 'on conflict do nothing' : ''}`
}

function jsonOf({ rows }: Inserted): string {
  return JSON.stringify(rows.map(stored))
}

function stored(row: object): object {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [columnOf(name), value]))
}

const known = new Map<string, string>()

/** `requestId` → `request_id`, as every column of the schema is mapped. */
function columnOf(name: string): string {
  const column = known.get(name) ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  known.set(name, column)
  return column
}
