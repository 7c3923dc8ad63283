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

/**
 * Inserts rows in their order, as `createMany` does, by one statement whose text does not depend on how many there are: it
 * need not be compiled again, and its only value is JSON. A column that no row names takes its default, one that only some
 * rows name is null in the others. How many were new; `skipDuplicates`: a row whose key is there already changes nothing.
 */
export async function insertRows<Table extends keyof Rows>(
  db: Db,
  table: Table,
  rows: readonly Rows[Table][],
  { skipDuplicates = false } = {},
): Promise<number> {
  if (rows.length === 0) return 0
  const unlessThere = skipDuplicates ? UNLESS_THERE : ''
  return db.$executeRawUnsafe(`${insertOf(table, rows)} ${unlessThere}`, jsonOf(rows))
}

/** Rows of one table, to be inserted with those of others. */
export type Insert = {
  [Table in keyof Rows]: { table: Table; rows: readonly Rows[Table][]; skipDuplicates?: boolean }
}[keyof Rows]

/** The same for several tables by one statement: rows may name each other, whatever the order of their tables. */
export async function insertAll(db: Db, inserts: readonly Insert[]): Promise<void> {
  const filled = inserts.filter(({ rows }) => rows.length > 0)
  if (filled.length === 0) return
  const statements = filled.map(
    ({ table, rows, skipDuplicates }, rank) =>
      `${insertOf(table, rows, rank + 1)} ${skipDuplicates ? UNLESS_THERE : ''}`,
  )
  const parts = statements.slice(1).map((statement, rank) => `other${rank} as (${statement})`)
  const before = parts.length > 0 ? `with ${parts.join(', ')} ` : ''
  await db.$executeRawUnsafe(before + statements[0], ...filled.map(({ rows }) => jsonOf(rows)))
}

/** The same, unless its key is there already; gives what a column holds in each row that was new. */
export async function insertNew<Table extends keyof Rows>(
  db: Db,
  table: Table,
  rows: readonly Rows[Table][],
  column: keyof Rows[Table] & string,
): Promise<string[]> {
  if (rows.length === 0) return []
  const added = await db.$queryRawUnsafe<{ value: string }[]>(
    `${insertOf(table, rows)} ${UNLESS_THERE} returning ${columnOf(column)}::text as value`,
    jsonOf(rows),
  )
  return added.map(({ value }) => value)
}

const UNLESS_THERE = 'on conflict do nothing'

/** `value`: the rank of the value, from 1, that holds the rows. */
function insertOf(table: string, rows: readonly object[], value = 1): string {
  const named = new Set(rows.flatMap((row) => Object.keys(row)))
  const columns = [...named].map(columnOf).join(', ')
  return `insert into ${table} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${table}, $${value}::jsonb)`
}

function jsonOf(rows: readonly object[]): string {
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
