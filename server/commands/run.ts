import { type Config, ConfigError, loadConfig } from '../config.ts'
import { FolderLocked } from '../database/lock.ts'
import { MigrationRefused } from '../database/migrate.ts'
import { type Database, openDatabase } from '../db.ts'
import type { Deps } from '../deps.ts'
import { errorFacts } from '../log.ts'

/** Said on standard error; the exit code is 1. */
export class Refused extends Error {}
/** The command was written wrong; the exit code is 2. */
export class Usage extends Error {}

/** Runs a command: results on standard output, words on standard error, exit 0 done, 1 refused, 2 usage. */
export async function runCommand(
  command: (args: string[], now: Date) => Promise<void>,
): Promise<void> {
  try {
    await command(process.argv.slice(2), new Date())
  } catch (error) {
    const code = exitCodeOf(error)
    say(code === null ? unexpected(error) : error instanceof Error ? error.message : String(error))
    process.exitCode = code ?? 1
  }
}

/** Opens the database of the configuration for as long as `work` lasts. */
export async function withDatabase<T>(
  work: (context: { config: Config; database: Database }) => Promise<T>,
): Promise<T> {
  const config = loadConfig(process.env)
  const database = await refusingSilence(() => openDatabase(config, (error) => say(error.message)))
  try {
    return await work({ config, database })
  } finally {
    await database.close()
  }
}

/** The real adapters of a configuration, with a clear sentence when its database does not answer. */
export async function depsOrRefuse(config: Config, now: Date): Promise<Deps> {
  const { buildDeps } = await import('../wiring.ts')
  return refusingSilence(() => buildDeps(config, () => now))
}

export function say(words: string): void {
  process.stderr.write(`${words}\n`)
}

async function refusingSilence<T>(open: () => Promise<T>): Promise<T> {
  try {
    return await open()
  } catch (error) {
    if (error instanceof Error && 'code' in error && exitCodeOf(error) === null)
      throw new Refused(`La base de données ne répond pas (${error.code}).`)
    throw error
  }
}

/** What a bug may say: the message of an error may quote a person. */
function unexpected(error: unknown): string {
  const { kind, code, at = [] } = errorFacts(error)
  return [`Erreur imprévue (${code ?? kind}).`, ...at].join('\n')
}

function exitCodeOf(error: unknown): number | null {
  if (error instanceof Usage) return 2
  const isExpected = [Refused, ConfigError, FolderLocked, MigrationRefused].some(
    (kind) => error instanceof kind,
  )
  return isExpected ? 1 : null
}
