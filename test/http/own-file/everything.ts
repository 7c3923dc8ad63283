import type { Keys } from '../../../server/crypto/keys.ts'
import { unseal } from '../../../server/crypto/seal.ts'
import type { Database } from '../../../server/db.ts'

type Row = Record<string, unknown>

/** Everything that a database holds, as text, its sealed columns opened: `table.column: value`. */
export async function everythingIn({ client }: Database, keys: Keys): Promise<string[]> {
  const tables = await client.$queryRaw<{ name: string }[]>`
    select tablename::text as name from pg_tables
    where schemaname = 'public' and tablename <> '_prisma_migrations'`
  const lines: string[] = []
  for (const { name } of tables) {
    const rows = await client.$queryRawUnsafe<{ row: Row }[]>(
      `select to_jsonb(t) as row from "${name}" t`,
    )
    for (const { row } of rows)
      for (const [column, value] of Object.entries(row))
        lines.push(`${name}.${column}: ${textOf(keys, { name, column, row }, value)}`)
  }
  return lines
}

type Cell = { name: string; column: string; row: Row }

function textOf(keys: Keys, { name, column, row }: Cell, value: unknown): string {
  const isSealed = column.endsWith('_sealed') && typeof value === 'string' && value !== ''
  if (!isSealed) return typeof value === 'string' ? value : JSON.stringify(value)
  const place = { table: name, column, row: String(row.id) }
  return JSON.stringify(unseal<unknown>(keys, place, value))
}
