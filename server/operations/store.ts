import type { Db } from '../db.ts'
import { inDependencyOrder, LEFT_OUT, type Reference, type Table } from './rules.ts'

/** Why a message that waited when the backup was made no longer leaves by itself. */
const FROZEN = 'restauré · la sauvegarde ne sait pas si ce message est parti depuis'

export type Migration = { name: string; checksum: string }
export type SequenceValue = { table: string; column: string; value: string; called: boolean }

/** Makes this transaction see one moment of the database, for as long as it takes. Its first statements. */
export async function seeOneMoment(tx: Db): Promise<void> {
  await tx.$executeRaw`set transaction isolation level repeatable read`
  await takeTheTime(tx)
}

/**
 * Lifts, for this transaction, the limits set for answers that a person waits for, and has values written the same way
 * whatever the settings of the server.
 */
export async function takeTheTime(tx: Db): Promise<void> {
  await tx.$executeRaw`set local statement_timeout = 0`
  await tx.$executeRaw`set local idle_in_transaction_session_timeout = 0`
  await tx.$executeRaw`set local datestyle = 'ISO, YMD'`
  await tx.$executeRaw`set local time zone 'UTC'`
  await tx.$executeRaw`set local extra_float_digits = 1`
}

/** The tables that a backup holds, each after those it refers to. */
export async function readTables(db: Db): Promise<Table[]> {
  const rows = await db.$queryRaw<Described[]>`
    select c.relname::text as "table", a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type,
      pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
      and a.attgenerated = ''
    order by c.relname, a.attnum`
  const references = await db.$queryRaw<Reference[]>`
    select child.relname::text as child, parent.relname::text as parent
    from pg_constraint k join pg_class child on child.oid = k.conrelid join pg_class parent on parent.oid = k.confrelid
    where k.contype = 'f' and child.relnamespace = 'public'::regnamespace`
  return inDependencyOrder(tablesOf(rows), references)
}

type Described = { table: string; name: string; type: string; sequence: string | null }

function tablesOf(rows: readonly Described[]): Table[] {
  const tables = new Map<string, Table>()
  for (const { table, ...column } of rows) {
    if (LEFT_OUT.includes(table)) continue
    const known = tables.get(table) ?? { name: table, columns: [] }
    known.columns.push(column)
    tables.set(table, known)
  }
  return [...tables.values()]
}

/** Migrations applied, in order. */
export function readMigrations(db: Db): Promise<Migration[]> {
  return db.$queryRaw<Migration[]>`
    select migration_name as name, checksum from _prisma_migrations
    where rolled_back_at is null order by migration_name`
}

/**
 * Every row of a table, `count` at a time, each as one line of JSON: its columns in order, as PostgreSQL writes their
 * values in text, which loses nothing of any type.
 */
export async function* readRows(tx: Db, table: Table, count: number): AsyncGenerator<string[]> {
  const texts = table.columns.map(({ name }) => `${quoted(name)}::text`).join(', ')
  await tx.$executeRawUnsafe(
    `declare dumped no scroll cursor for select json_build_array(${texts})::text as line from ${quoted(table.name)}`,
  )
  while (true) {
    const rows = await tx.$queryRawUnsafe<{ line: string }[]>(`fetch ${count} from dumped`)
    if (rows.length > 0) yield rows.map(({ line }) => line)
    if (rows.length < count) break
  }
  await tx.$executeRawUnsafe('close dumped')
}

/** Adds rows written by `readRows`, whose columns are those of `table`, in its order. */
export async function restoreRows(tx: Db, table: Table, rows: readonly string[]): Promise<void> {
  const names = table.columns.map(({ name }) => quoted(name)).join(', ')
  const values = table.columns.map(({ type }, i) => `(line->>${i})::${type}`).join(', ')
  await tx.$executeRawUnsafe(
    `insert into ${quoted(table.name)} (${names})
     select ${values} from json_array_elements($1::text::json) as line`,
    `[${rows.join(',')}]`,
  )
}

/** Where each sequence stands: never behind the rows that this transaction sees. */
export async function readSequences(db: Db, tables: readonly Table[]): Promise<SequenceValue[]> {
  const values: SequenceValue[] = []
  for (const { table, column, sequence } of numbered(tables)) {
    const [row] = await db.$queryRawUnsafe<{ value: string; called: boolean }[]>(
      `select last_value::text as value, is_called as called from ${sequence}`,
    )
    if (row) values.push({ table, column, ...row })
  }
  return values
}

export async function setSequences(
  db: Db,
  tables: readonly Table[],
  values: readonly SequenceValue[],
): Promise<void> {
  for (const { table, column, sequence } of numbered(tables)) {
    const kept = values.find((value) => value.table === table && value.column === column)
    if (kept)
      await db.$queryRaw`select setval(${sequence}::regclass, ${kept.value}::bigint, ${kept.called})::text`
  }
}

/** The first table that holds a row, or null. Nobody else writes to any of them until the transaction ends. */
export async function firstFilled(tx: Db, tables: readonly Table[]): Promise<string | null> {
  const names = tables.map(({ name }) => quoted(name)).join(', ')
  await tx.$executeRawUnsafe(`lock table ${names} in share row exclusive mode`)
  for (const { name } of tables) {
    const rows = await tx.$queryRawUnsafe<unknown[]>(`select 1 from ${quoted(name)} limit 1`)
    if (rows.length > 0) return name
  }
  return null
}

/** Leaves to a person every message that still waited, in all territories; says how many. */
export function freezeMessages(tx: Db): Promise<number> {
  return tx.$executeRaw`
    update message set status = 'uncertain', reason = ${FROZEN}, lease_until = null, leased_by = null,
      version = version + 1
    where status in ('queued', 'sending', 'failed_temporary')`
}

function numbered(tables: readonly Table[]) {
  return tables.flatMap(({ name: table, columns }) =>
    columns.flatMap(({ name: column, sequence }) =>
      sequence ? [{ table, column, sequence }] : [],
    ),
  )
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
