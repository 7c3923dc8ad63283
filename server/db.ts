import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { Prisma, PrismaClient } from '../prisma/generated/client.ts'
import { lockFolder } from './database/lock.ts'
import { migrate, type SqlHome } from './database/migrate.ts'
import { isTelling, type Signal, signalOfProcess, signalOfServer } from './database/signal.ts'
import { statementNames } from './database/statement-names.ts'

/** The client, or a transaction of it: what every store function takes first. */
export type Db = Prisma.TransactionClient

export type Database = {
  client: PrismaClient
  home: 'embedded' | 'server'
  /** Runs `work` in one transaction; inside, use only the `tx` it is given. */
  transaction: <T>(work: (tx: Db) => Promise<T>) => Promise<T>
  /** Told by the commits that somebody waits for. */
  signal: Signal
  close: () => Promise<void>
}

export const MIGRATIONS = fileURLToPath(new URL('../prisma/migrations', import.meta.url))

/** Key of the advisory lock under which a server is migrated: the one that Prisma itself takes. */
const MIGRATION_LOCK = 72707369
/** Two a core and one: with more, statements wait for one another on the server rather than here. */
const POOL_SIZE = Math.min(2 * availableParallelism() + 1, 10)
/** A person waits for the answer: nothing that takes longer is worth finishing. */
const STATEMENT_TIMEOUT_MS = 15_000
/** The embedded home runs one transaction at a time, so a burst queues here rather than fails. */
const TRANSACTION_TIMES = { maxWait: 20_000, timeout: 20_000 }

type Home = { databaseUrl: string | undefined; dataDir: string }

/** Opens the database of the configuration, brought up to the last migration: a server, else PGlite in the data folder. */
export function openDatabase(
  { databaseUrl, dataDir }: Home,
  onLost: (error: Error) => void,
): Promise<Database> {
  return databaseUrl ? openServer(databaseUrl, onLost) : openEmbedded(dataDir)
}

/**
 * PGlite in `dataDir/base`, or in memory when no folder is given.
 * @throws FolderLocked when another process has it open.
 */
export async function openEmbedded(dataDir?: string): Promise<Database> {
  const unlock = dataDir ? lockFolder(dataDir) : () => {}
  const lite = await PGlite.create(dataDir ? join(dataDir, 'base') : 'memory://')
  await migrate(lite as SqlHome, MIGRATIONS)
  const client = new PrismaClient({ adapter: new PrismaPGlite(lite) })
  return databaseOver({ client, home: 'embedded', signal: signalOfProcess() }, async () => {
    await lite.close()
    unlock()
  })
}

/** A PostgreSQL server. `onLost` hears of connections cut while idle; the pool opens new ones by itself. */
export async function openServer(url: string, onLost: (error: Error) => void): Promise<Database> {
  await migrateServer(url)
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    connectionTimeoutMillis: STATEMENT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
  })
  pool.on('error', onLost)
  const client = new PrismaClient({
    adapter: new PrismaPg(pool, { statementNameGenerator: statementNames() }),
  })
  const signal = signalOfServer(pool, url, onLost)
  return databaseOver({ client, home: 'server', signal }, () => pool.end())
}

async function migrateServer(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await migrate(
      { exec: (script) => client.query(script), query: (sql, values) => client.query(sql, values) },
      MIGRATIONS,
    )
  } finally {
    await client.end()
  }
}

function databaseOver(
  { client, home, signal }: Pick<Database, 'client' | 'home' | 'signal'>,
  release: () => Promise<void>,
): Database {
  return {
    client,
    home,
    signal,
    transaction: async (work) => {
      let isToTell = false
      const result = await client.$transaction(async (tx) => {
        const done = await work(tx)
        isToTell = isTelling(tx)
        return done
      }, TRANSACTION_TIMES)
      if (isToTell) signal.tell()
      return result
    },
    close: async () => {
      await signal.close()
      await client.$disconnect()
      await release()
    },
  }
}

/** Several counts by one statement: each is a `select count(*) …`, under a name in letters. */
export async function countTogether<Name extends string>(
  db: Db,
  counts: Readonly<Record<Name, Prisma.Sql>>,
): Promise<Record<Name, number>> {
  const columns = Object.entries<Prisma.Sql>(counts).map(
    ([name, count]) => Prisma.sql`(${count})::int as ${Prisma.raw(`"${name}"`)}`,
  )
  const [row] = await db.$queryRaw<Record<Name, number>[]>`select ${Prisma.join(columns)}`
  if (!row) throw new Error('a statement without a table gives one row')
  return row
}
