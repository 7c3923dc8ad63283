import { seedDemonstration } from '../../prisma/seed/seed.ts'
import { loadConfig } from '../../server/config.ts'
import { buildDeps } from '../../server/wiring.ts'
import { copyOf } from '../support/data-folder.ts'
import { madeOnce } from '../support/once.ts'

/** A new data folder with the demonstration of today in it: filled once in a run of the tests, then copied. */
export async function aDemonstration(): Promise<string> {
  return copyOf(await madeOnce('demonstration', fill))
}

async function fill(folder: string): Promise<void> {
  const config = loadConfig({
    TU_MODE: 'demo',
    TU_DATA_DIR: folder,
    TU_GEOCODER: 'offline',
    TU_LOG_LEVEL: 'error',
  })
  const deps = await buildDeps(config, () => new Date())
  await seedDemonstration(deps, deps.now())
  await deps.database.close()
}
