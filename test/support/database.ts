import { afterAll, beforeEach } from 'vitest'
import { type Database, openEmbedded } from '../../server/db.ts'
import { emptyTables } from './emptying.ts'
import { madeOnce } from './once.ts'
import { databaseOnServer } from './server-database.ts'
import { readTemplate, TEMPLATE, writeTemplate } from './template.ts'

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
  beforeEach(() => emptyTables(database.client))
  return database
}

/** A second database, for a test that needs two: it belongs to its file alone. */
export async function anotherDatabase(): Promise<Database> {
  const database = serverUrl ? await onServer(serverUrl) : await openEmbedded()
  beforeEach(() => emptyTables(database.client))
  afterAll(() => database.close())
  return database
}

async function onServer(url: string): Promise<Database> {
  const template = await madeOnce(TEMPLATE, (folder) => writeTemplate(url, folder))
  return databaseOnServer(url, readTemplate(template))
}
