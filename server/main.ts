import type { AddressInfo } from 'node:net'
import { seedDemonstration } from '../prisma/seed/seed.ts'
import { DEMO_EMAIL, DEMO_PASSWORD } from './accounts/demo.ts'
import { createApp } from './app.ts'
import { type Config, ConfigError, loadConfig } from './config.ts'
import { FolderLocked } from './database/lock.ts'
import { MigrationRefused } from './database/migrate.ts'
import type { Deps } from './deps.ts'
import { clockJob } from './jobs/clock.ts'
import { type Jobs, startJobs } from './jobs/loop.ts'
import { createLog, errorFacts, logCrash } from './log.ts'
import { closeSenders, sendersOf } from './messaging/senders.ts'
import { buildDeps, buildJobs } from './wiring.ts'

/** A slow or malicious client is let go; a real form arrives within a second. */
const HEADERS_TIMEOUT_MS = 10_000
const REQUEST_TIMEOUT_MS = 30_000
const KEEP_ALIVE_MS = 5_000
/** Answers under way may finish; past that the process leaves. */
const DRAIN_MS = 10_000

await start()

async function start(): Promise<void> {
  const config = configOrExit()
  endOnCrash(config)
  const deps = await openOrExit(config)
  if (config.demo) await seedDemonstration(deps, deps.now())
  let stopping = false
  const senders = sendersOf(deps)
  const jobs = config.worker ? startJobs(deps, [clockJob(deps), ...buildJobs(deps, senders)]) : null
  const server = createApp(deps, { isStopping: () => stopping }).listen(config.port, () => {
    announce(config, (server.address() as AddressInfo).port)
  })
  server.on('error', (error: NodeJS.ErrnoException) => {
    refuse(
      error.code === 'EADDRINUSE'
        ? `Le port ${config.port} est déjà pris : choisissez-en un autre par PORT.`
        : error.message,
    )
  })
  server.headersTimeout = HEADERS_TIMEOUT_MS
  server.requestTimeout = REQUEST_TIMEOUT_MS
  server.keepAliveTimeout = KEEP_ALIVE_MS
  const stop = async () => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), DRAIN_MS).unref()
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeIdleConnections()
    await closed
    await release(deps, jobs, senders)
    process.exit(0)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

async function release(
  deps: Deps,
  jobs: Jobs | null,
  senders: ReturnType<typeof sendersOf>,
): Promise<void> {
  await jobs?.stop()
  closeSenders(senders)
  await deps.database.close()
}

/** Nobody knows what state a bug that nobody caught leaves behind: the process ends, and is started again. */
function endOnCrash({ logLevel }: Config): void {
  const log = createLog(logLevel)
  process.on('uncaughtException', (error) => {
    logCrash(log, error)
    process.exit(1)
  })
}

function configOrExit(): Config {
  try {
    return loadConfig(process.env)
  } catch (error) {
    if (error instanceof ConfigError) return refuse(error.message)
    throw error
  }
}

async function openOrExit(config: Config): Promise<Deps> {
  try {
    return await buildDeps(config, () => new Date())
  } catch (error) {
    if (error instanceof FolderLocked || error instanceof MigrationRefused)
      return refuse(error.message)
    if (config.databaseUrl && error instanceof Error && 'code' in error)
      return refuse(
        `La base de données ne répond pas (${errorFacts(error).code}) : vérifiez DATABASE_URL.`,
      )
    throw error
  }
}

/** Where each one goes; the last line is for programs. */
function announce({ demo, publicUrl, databaseUrl }: Config, port: number): void {
  const url = publicUrl.replace(/:0$/, `:${port}`)
  const words = [
    '',
    'Trait d’union est prêt.',
    `  Patient       ${url}/questionnaire`,
    `  Coordination  ${url}/coordination`,
    ...(demo ? demoWords() : []),
    databaseUrl
      ? ''
      : '  Base embarquée dans le dossier de données : pour un vrai service, prenez PostgreSQL.',
    '',
  ]
  const ready = { url, patient: '/questionnaire', coordination: '/coordination', demo }
  process.stdout.write(
    `${words.filter((line, i) => line || i === 0).join('\n')}\nPRET ${JSON.stringify(ready)}\n`,
  )
}

function demoWords(): string[] {
  return [
    '  Démonstration : tout y est inventé, n’y entrez aucune personne réelle.',
    `  Compte        ${DEMO_EMAIL}, mot de passe ${DEMO_PASSWORD}`,
    `  Code          npm run demo -- totp ${DEMO_EMAIL}`,
  ]
}

function refuse(words: string): never {
  process.stderr.write(`${words}\n`)
  process.exit(1)
}
