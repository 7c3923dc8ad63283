import pg from 'pg'
import { createOwn, dropOwn } from '../support/server-database.ts'

/** Where a peer keeps what it is asked about; dropped when it is closed. */
export type PeerDatabase = { client: pg.Client; close: () => Promise<void> }

/** Why there is nothing to race against. */
export type NotRun = { notRun: string }

/** A database of its own on the server at `url`, with an extension. Refuses as the server does. */
export async function databaseWith(extension: string, url: string): Promise<PeerDatabase> {
  const own = await createOwn(url)
  const client = new pg.Client({ connectionString: own })
  const close = async () => {
    await client.end()
    await dropOwn(url, own)
  }
  try {
    await client.connect()
    await client.query(`create extension ${extension}`)
  } catch (error) {
    await close()
    throw error
  }
  return { client, close }
}

/** One on the server of `TEST_DATABASE_URL`, or why not: no server, or no such extension there. Other failures are thrown. */
export async function databaseIfOffered(
  extension: string,
  url = process.env.TEST_DATABASE_URL,
): Promise<PeerDatabase | NotRun> {
  if (!url) return { notRun: 'TEST_DATABASE_URL is not set' }
  const isOffered = await offers(extension, url)
  return isOffered ? databaseWith(extension, url) : { notRun: `the server has no ${extension}` }
}

async function offers(extension: string, url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    const text = 'select 1 from pg_available_extensions where name = $1'
    const { rows } = await client.query(text, [extension])
    return rows.length > 0
  } finally {
    await client.end()
  }
}
