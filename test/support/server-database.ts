import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { type Database, openServer } from '../../server/db.ts'

/** A database of its own on the server at `url`, migrated or a copy of `template`, and dropped when it is closed. */
export async function databaseOnServer(url: string, template?: string): Promise<Database> {
  const own = await createOwn(url, template)
  const database = await openServer(own, () => {})
  return {
    ...database,
    close: async () => {
      await database.close()
      await dropOwn(url, own)
    },
  }
}

/** A database at the last migration on the server at `url`, for others to be copied from: its own address. */
export async function createTemplate(url: string): Promise<string> {
  const own = await createOwn(url)
  await (await openServer(own, () => {})).close()
  return own
}

/**
 * A database on the server at `url`, empty or a copy of the one at `template`, where nobody is: its own address. It answers
 * before its disk does: what it holds outlives a process of ours, not a loss of power, and tests kill no server.
 */
export async function createOwn(url: string, template?: string): Promise<string> {
  const name = `tu_test_${randomUUID().replaceAll('-', '')}`
  const copied = template ? ` template ${nameOf(template)}` : ''
  await asAdministrator(url, `create database ${name}${copied}`)
  await asAdministrator(url, `alter database ${name} set synchronous_commit = off`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return own.href
}

/** Drops a database made by `createOwn`, whoever is still there. */
export async function dropOwn(url: string, own: string): Promise<void> {
  await asAdministrator(url, `drop database ${nameOf(own)} with (force)`)
}

function nameOf(own: string): string {
  return new URL(own).pathname.slice(1)
}

async function asAdministrator(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
