import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { type Database, openServer } from '../../server/db.ts'

/** A database of its own on the server at `url`, migrated, and dropped when it is closed. */
export async function databaseOnServer(url: string): Promise<Database> {
  const name = `tu_test_${randomUUID().replaceAll('-', '')}`
  await asAdministrator(url, `create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const database = await openServer(own.href, () => {})
  return {
    ...database,
    close: async () => {
      await database.close()
      await asAdministrator(url, `drop database ${name} with (force)`)
    },
  }
}

async function asAdministrator(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
