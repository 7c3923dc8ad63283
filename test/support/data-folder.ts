import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '../../server/db.ts'
import { madeOnce } from './once.ts'

/** A new data folder whose embedded database is at the last migration, and empty. The test removes it. */
export async function aDataFolder(): Promise<string> {
  const migrated = await madeOnce('migrated', async (folder) => {
    await (await openEmbedded(folder)).close()
  })
  return copyOf(migrated)
}

/** A copy that nobody else has. */
export async function copyOf(folder: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'trait-d-union-essai-'))
  await cp(folder, copy, { recursive: true })
  return copy
}
