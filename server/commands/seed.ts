import { seedDemonstration } from '../../prisma/seed/seed.ts'
import { loadConfig } from '../config.ts'
import { depsOrRefuse, Refused, runCommand, say, Usage } from './run.ts'

const USAGE = 'Usage : npm run seed'

/** Fills an empty database with the demonstration; one that holds a territory is left as it is. Refused in production. */
await runCommand(async (args, now) => {
  if (args.length > 0) throw new Usage(USAGE)
  const config = loadConfig(process.env)
  if (!config.demo) throw new Refused('Cette commande ne sert qu’en démonstration.')
  const deps = await depsOrRefuse(config, now)
  try {
    const isSeeded = await seedDemonstration(deps, now)
    say(
      isSeeded
        ? 'La démonstration est en place : 2 territoires, 300 médecins et 45 foyers inventés.'
        : 'La base contient déjà un territoire : rien n’a été ajouté.',
    )
  } finally {
    await deps.database.close()
  }
})
