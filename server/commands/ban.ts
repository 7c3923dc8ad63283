import { basename } from 'node:path'
import { ConfigError, loadConfig } from '../config.ts'
import {
  bytesToRead,
  ImportRefused,
  type ImportReport,
  importBan,
} from '../geocoding/offline/import.ts'
import { ImportRunning } from '../geocoding/offline/manifest.ts'
import { startProgress } from './progress.ts'

const USAGE = 'Usage : npm run ban -- import FICHIER.csv[.gz] [FICHIER…]'

/**
 * Puts files of the national address base (BAN) in force in the data folder, while the server runs or not.
 * Standard output: one JSON line of counts. Exit code: 0 done, 1 refused (nothing changed), 2 usage.
 */
async function main([verb, ...files]: readonly string[]): Promise<number> {
  if (verb !== 'import' || files.length === 0 || files.some((file) => file.startsWith('-')))
    return say(USAGE, 2)
  try {
    const { dataDir } = loadConfig(process.env)
    const progress = startProgress('Lecture des adresses', await bytesToRead(files))
    const report = await importBan({
      files,
      dataDir,
      now: new Date(),
      onProgress: progress.add,
    }).finally(progress.stop)
    tell(report)
    return 0
  } catch (error) {
    const isExpected = [ImportRefused, ImportRunning, ConfigError].some(
      (kind) => error instanceof kind,
    )
    if (!isExpected || !(error instanceof Error)) throw error
    return say(`${error.message}.`, 1)
  }
}

function tell({ problems, ...counts }: ImportReport): void {
  for (const { file, row, column, reason } of problems)
    say(`${basename(file)}, ligne ${row}, ${column} : ${reason}`, 0)
  const { malformed, noPosition, addresses, communes, sets } = counts
  if (malformed > problems.length)
    say(`… et ${malformed - problems.length} autres lignes illisibles`, 0)
  if (noPosition > 0) say(`${noPosition} lignes sans position, laissées de côté`, 0)
  const where = communes > 1 ? `${communes} communes` : '1 commune'
  say(`${addresses} adresses de ${where} en service (${sets.join(', ')}).`, 0)
  process.stdout.write(`${JSON.stringify(counts)}\n`)
}

function say(words: string, code: number): number {
  process.stderr.write(`${words}\n`)
  return code
}

process.exitCode = await main(process.argv.slice(2))
