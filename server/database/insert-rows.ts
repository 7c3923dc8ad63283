import type { Prisma } from '../../prisma/generated/client.ts'
import type { Db } from '../db.ts'

/** Tables that a burst fills, and their rows as the client names their columns. */
type Rows = {
  orientation_request: Prisma.OrientationRequestCreateManyInput
  member: Prisma.MemberCreateManyInput
  request_event: Prisma.RequestEventCreateManyInput
  message: Prisma.MessageCreateManyInput
  private_link: Prisma.PrivateLinkCreateManyInput
  audit_entry: Prisma.AuditEntryCreateManyInput
}

/**
 * Inserts rows in their order, as `createMany` does, by one statement whose text does not depend on how many there are: it
 * need not be compiled again, and its only value is JSON. A column that no row names takes its default, one that only some
 * rows name is null in the others. How many were new; `skipDuplicates`: a row whose key is there already changes nothing.
 */
export async function insertRows<Table extends keyof Rows>(
  db: Db,
  table: Table,
  rows: readonly (Rows[Table] & { id: string })[],
  { skipDuplicates = false } = {},
): Promise<number> {
  if (rows.length === 0) return 0
  const named = new Set(rows.flatMap((row) => Object.keys(row)))
  const columns = [...named].map(columnOf).join(', ')
  const unlessThere = skipDuplicates ? 'on conflict do nothing' : ''
  return db.$executeRawUnsafe(
    `insert into ${table} (${columns})
    select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb) ${unlessThere}`,
    JSON.stringify(rows.map(stored)),
  )
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
