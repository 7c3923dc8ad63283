import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { type Database, openServer } from '../../server/db.ts'

/** A database of its own on the server at `url`, migrated, and dropped when it is closed. */
export async function databaseOnServer(url: string): Promise<Database> {
  const own = await createOwn(url)
  const database = await openServer(own, () => {})
  return {
    ...database,
    close: async () => {
      await database.close()
      await dropOwn(url, own)
    },
  }
}

/** An empty database on the server at `url`: its own address. */
export async function createOwn(url: string): Promise<string> {
  const name = `tu_test_${randomUUID().replaceAll('-', '')}`
  await asAdministrator(url, `create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return own.href
}

/** Drops a database made by `createOwn`, whoever is still there. */
export async function dropOwn(url: string, own: string): Promise<void> {
  await asAdministrator(url, `drop database ${new URL(own).pathname.slice(1)} with (force)`)
}

async function asAdministrator(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
