import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One connection that can run scripts: a PGlite instance or a client of a server. */
export type SqlHome = {
  exec(script: string): Promise<unknown>
  query(sql: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>
}

/** The migrations on disk and in the database disagree: nothing is applied, a person decides. */
export class MigrationRefused extends Error {}

type Migration = { name: string; sql: string; checksum: string }

/** The table that Prisma keeps its own migrations in, so that `prisma migrate status` accepts ours. */
const LEDGER = `create table if not exists _prisma_migrations (
  id varchar(36) primary key, checksum varchar(64) not null, finished_at timestamptz,
  migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
  started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`

/**
 * Applies the migrations of `folder` that the database has not seen, in name order, one transaction each.
 * Returns the names applied. The caller holds the lock that keeps a second runner out.
 * @throws MigrationRefused when an applied file changed, or one stopped half-way.
 */
export async function migrate(home: SqlHome, folder: string): Promise<string[]> {
  await home.exec(LEDGER)
  const applied = await appliedChecksums(home)
  const waiting = migrationsIn(folder).filter(({ name, checksum }) => {
    const known = applied.get(name)
    if (known !== undefined && known !== checksum)
      throw new MigrationRefused(`La migration ${name} a changé depuis qu’elle a été appliquée.`)
    return known === undefined
  })
  for (const migration of waiting) await apply(home, migration)
  return waiting.map(({ name }) => name)
}

async function appliedChecksums(home: SqlHome): Promise<Map<string, string>> {
  const { rows } = await home.query(
    'select migration_name, checksum, finished_at from _prisma_migrations where rolled_back_at is null',
  )
  const unfinished = rows.find((row) => row.finished_at === null)
  if (unfinished)
    throw new MigrationRefused(
      `La migration ${unfinished.migration_name} n’est pas allée au bout : réparez la base avant de démarrer.`,
    )
  return new Map(rows.map((row) => [String(row.migration_name), String(row.checksum)]))
}

function migrationsIn(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(folder, name, 'migration.sql'))
      const checksum = createHash('sha256').update(bytes).digest('hex')
      return { name, sql: bytes.toString('utf8'), checksum }
    })
}

async function apply(home: SqlHome, { name, sql, checksum }: Migration): Promise<void> {
  await home.exec('begin')
  try {
    await home.exec(sql)
    await home.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    )
    await home.exec('commit')
  } catch (error) {
    await home.exec('rollback')
    throw error
  }
}
