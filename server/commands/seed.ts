import { seedDemonstration } from '../../prisma/seed/seed.ts'
import { type Config, loadConfig } from '../config.ts'
import type { Deps } from '../deps.ts'
import { buildDeps } from '../wiring.ts'
import { Refused, runCommand, say, Usage } from './run.ts'

const USAGE = 'Usage : npm run seed'

/** Fills an empty database with the demonstration; one that holds a territory is left as it is. Refused in production. */
await runCommand(async (args, now) => {
  if (args.length > 0) throw new Usage(USAGE)
  const config = loadConfig(process.env)
  if (!config.demo) throw new Refused('Cette commande ne sert qu’en démonstration.')
  const deps = await openOrRefuse(config, now)
  try {
    const isSeeded = await seedDemonstration(deps, now)
    say(
      isSeeded
        ? 'La démonstration est en place : 2 territoires, 300 médecins et 40 foyers inventés.'
        : 'La base contient déjà un territoire : rien n’a été ajouté.',
    )
  } finally {
    await deps.database.close()
  }
})

async function openOrRefuse(config: Config, now: Date): Promise<Deps> {
  try {
    return await buildDeps(config, () => now)
  } catch (error) {
    if (config.databaseUrl && error instanceof Error && 'code' in error)
      throw new Refused(`La base de données ne répond pas (${error.code}).`)
    throw error
  }
}
