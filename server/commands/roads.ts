import { ConfigError, loadConfig } from '../config.ts'
import { importRoads, RoadsRefused } from '../routing/roads/import.ts'

const USAGE = 'Usage : npm run roads -- import FICHIER.osm.pbf'

/**
 * Puts the roads of an OpenStreetMap extract in force in the data folder, while the server runs or not.
 * Standard output: one JSON line of counts. Exit code: 0 done, 1 refused (nothing changed), 2 usage.
 */
async function main([verb, file, ...others]: readonly string[]): Promise<number> {
  if (verb !== 'import' || !file || file.startsWith('-') || others.length > 0) return say(USAGE, 2)
  try {
    const { dataDir } = loadConfig(process.env)
    const report = await importRoads(file, dataDir)
    say(`${report.nodes} points de route en service. © les contributeurs d’OpenStreetMap.`, 0)
    process.stdout.write(`${JSON.stringify(report)}\n`)
    return 0
  } catch (error) {
    const isExpected = error instanceof RoadsRefused || error instanceof ConfigError
    if (!isExpected) throw error
    return say(`${error.message}.`, 1)
  }
}

function say(words: string, code: number): number {
  process.stderr.write(`${words}\n`)
  return code
}

process.exitCode = await main(process.argv.slice(2))
