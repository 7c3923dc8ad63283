import { afterAll, beforeEach } from 'vitest'
import { type Database, openEmbedded } from '../../server/db.ts'
import { databaseOnServer } from './server-database.ts'

const serverUrl = process.env.TEST_DATABASE_URL

let shared: Promise<Database> | undefined

/**
 * A database emptied before each test: PGlite in memory, shared by the files that one worker runs one after the other,
 * or, when `TEST_DATABASE_URL` is set, a database of its own for each file on that server.
 */
export async function aDatabase(): Promise<Database> {
  if (serverUrl) return anotherDatabase()
  shared ??= openEmbedded()
  const database = await shared
  beforeEach(() => empty(database))
  return database
}

/** A second database, for a test that needs two: it belongs to its file alone. */
export async function anotherDatabase(): Promise<Database> {
  const database = serverUrl ? await databaseOnServer(serverUrl) : await openEmbedded()
  beforeEach(() => empty(database))
  afterAll(() => database.close())
  return database
}

async function empty({ client }: Database): Promise<void> {
  const tables = await client.$queryRaw<{ name: string }[]>`
    select quote_ident(tablename) as name from pg_tables
    where schemaname = 'public' and tablename <> '_prisma_migrations'`
  await client.$executeRawUnsafe(`truncate ${tables.map(({ name }) => name).join(', ')} cascade`)
}
