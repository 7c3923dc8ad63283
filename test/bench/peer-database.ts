import pg from 'pg'
import { createOwn, dropOwn } from '../support/server-database.ts'

/** Where a peer keeps what it is asked about; dropped when it is closed. */
export type PeerDatabase = { client: pg.Client; close: () => Promise<void> }

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

/** One with PostGIS on the server of `TEST_DATABASE_URL`; null when there is none, or no PostGIS. */
export async function databaseWithPostgis(): Promise<PeerDatabase | null> {
  const url = process.env.TEST_DATABASE_URL
  return url ? databaseWith('postgis', url).catch(() => null) : null
}
