import { parseArgs } from 'node:util'
import { ConfigError, loadConfig } from '../config.ts'
import { createGeocoder } from '../geocoding/auto.ts'
import { FileRefused, geocodeFile } from '../geocoding/geocode-file.ts'

const USAGE = 'Usage : npm run geocode -- ENTREE.csv SORTIE.csv [--engine auto|service|offline]'
const ENGINES = ['auto', 'service', 'offline'] as const
/** The service takes 50 questions a second from one address; 40 leave room for the running server. */
const SERVICE_PACE = { batch: 20, batchMs: 500 }
const OFFLINE_PACE = { batch: 500, batchMs: 0 }

/**
 * Geocodes the column `q` of a CSV file into another. Standard output: one JSON line of counts.
 * Exit code: 0 done, 1 refused or some rows in `error` (the service did not answer), 2 usage.
 */
async function main(args: string[]): Promise<number> {
  const asked = argumentsOf(args)
  if (!asked) return say(USAGE, 2)
  try {
    const { dataDir, geocoder: settings } = loadConfig(process.env)
    const engine = asked.engine ?? settings.engine
    const geocoder = createGeocoder({
      engine,
      serviceUrl: settings.url,
      dataDir,
      now: () => new Date(),
    })
    const pace = engine === 'offline' ? OFFLINE_PACE : SERVICE_PACE
    const counts = await geocodeFile(geocoder, { ...asked.files, ...pace })
    process.stdout.write(`${JSON.stringify(counts)}\n`)
    const words = `${counts.rows} lignes : ${counts.ok} sûres, ${counts.to_locate} à localiser, ${counts['not-found']} introuvables`
    return say(
      counts.error > 0 ? `${words}, ${counts.error} sans réponse du service.` : `${words}.`,
      counts.error > 0 ? 1 : 0,
    )
  } catch (error) {
    if (error instanceof FileRefused || error instanceof ConfigError)
      return say(`${error.message}.`, 1)
    throw error
  }
}

function argumentsOf(args: string[]) {
  try {
    const { positionals, values } = parseArgs({
      args,
      options: { engine: { type: 'string' } },
      allowPositionals: true,
    })
    const [input, output, ...rest] = positionals
    const engine = ENGINES.find((name) => name === values.engine)
    if (!input || !output || rest.length > 0 || (values.engine !== undefined && !engine))
      return null
    return { files: { input, output }, engine }
  } catch {
    return null
  }
}

function say(words: string, code: number): number {
  process.stderr.write(`${words}\n`)
  return code
}

process.exitCode = await main(process.argv.slice(2))
