import pg from 'pg'
import { createOwn } from '../support/server-database.ts'

/** A database of its own whose commits wait for the disk, unlike those of tests; a copy of `template` when given. */
export async function createDurable(server: string, template?: string): Promise<string> {
  const own = await createOwn(server, template)
  await answerAfterTheDisk(server, own)
  return own
}

/** The next sessions of a database wait for the disk at each commit. */
export async function answerAfterTheDisk(server: string, own: string): Promise<void> {
  const client = new pg.Client(server)
  await client.connect()
  await client.query(`alter database ${new URL(own).pathname.slice(1)} set synchronous_commit = on`)
  await client.end()
}
