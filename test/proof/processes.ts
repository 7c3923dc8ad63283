import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadKeys } from '../../server/crypto/keys.ts'
import { type Database, openEmbedded, openServer } from '../../server/db.ts'
import type { Deps } from '../../server/deps.ts'
import { aDeps } from '../support/app.ts'
import { aChild } from '../support/command.ts'
import { aTerritory } from '../support/people.ts'
import { createOwn, dropOwn } from '../support/server-database.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const SECRET = 'qVt3xK9mRz7LpWc2NfHy8BdJ4sGeTaUo6MiXvQkZrEw'
const FIELD_KEYS = `k1:${Buffer.alloc(32, 5).toString('base64')}`
const READY_WITHIN_MS = 40_000

/** Where the processes of a proof keep what they know: a database of their own, and its environment. */
export type Home = {
  kind: 'embedded' | 'server'
  env: Record<string, string>
  /** Reads or fills it; an embedded one only while no process runs. */
  within: <T>(work: (deps: Deps) => Promise<T>) => Promise<T>
  remove: () => Promise<void>
}

/** A database on the server of `TEST_DATABASE_URL`, else PGlite in a folder; it holds one territory already. */
export async function aHome(): Promise<Home> {
  const dataDir = mkdtempSync(join(tmpdir(), 'proof-'))
  const server = process.env.TEST_DATABASE_URL
  const url = server ? await createOwn(server) : null
  const open = () => (url ? openServer(url, () => {}) : openEmbedded(dataDir))
  const within: Home['within'] = async (work) => {
    const database = await open()
    try {
      return await work(depsOver(database))
    } finally {
      await database.close()
    }
  }
  await within((deps) => aTerritory(deps))
  return {
    kind: url ? 'server' : 'embedded',
    env: { TU_DATA_DIR: dataDir, ...(url ? { DATABASE_URL: url } : {}) },
    within,
    remove: async () => {
      if (server && url) await dropOwn(server, url)
      rmSync(dataDir, { recursive: true })
    },
  }
}

function depsOver(database: Database): Deps {
  const keys = loadKeys({ demo: false, dataDir: '', secret: SECRET, fieldKeys: FIELD_KEYS })
  return { ...aDeps(database), keys, now: () => new Date() }
}

/** A process of the program, ready. `said` is its journal, one JSON object a line. */
export type Running = {
  url: string
  pid: number | undefined
  said: () => string[]
  /** All that it wrote, on both of its outputs. */
  wrote: () => string
  /** Ends it as a deployment does. */
  stop: () => Promise<void>
  /** kill -9. */
  kill: () => Promise<void>
  /** Another signal; resolves when the process has ended. */
  end: (signal: NodeJS.Signals) => Promise<void>
}

/** Environment of a demonstration that talks to the loopback alone; real providers are given by `env`. */
function environment(home: Home, env: Record<string, string>): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env
  return {
    PATH,
    HOME,
    TU_MODE: 'demo',
    TU_SECRET: SECRET,
    TU_FIELD_KEYS: FIELD_KEYS,
    TU_GEOCODER: 'offline',
    TU_TILES_URL: 'non',
    TU_TRUST_PROXY: '1',
    ...home.env,
    ...env,
  }
}

/** Starts the server, with its worker unless `TU_WORKER` is `off`, or another program, and waits until it is ready. */
export async function aProcess(
  home: Home,
  env: Record<string, string> = {},
  program = 'server/main.ts',
): Promise<Running> {
  const port = String(await freePort())
  const url = `http://127.0.0.1:${port}`
  const child = aChild([program], environment(home, { PORT: port, TU_PUBLIC_URL: url, ...env }))
  let journal = ''
  let written = ''
  child.stdout.on('data', (piece) => {
    written += piece
  })
  child.stderr.on('data', (piece) => {
    journal += piece
  })
  const said = () => journal.split('\n').filter(Boolean)
  await ready(child, said)
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const closed = new Promise((resolve) => child.once('close', resolve))
    child.kill(signal)
    await closed
  }
  const wrote = () => written + journal
  return {
    url,
    pid: child.pid,
    said,
    wrote,
    end,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

function ready(child: ChildProcess, said: () => string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error('the server is not ready in time'))
    }, READY_WITHIN_MS)
    child.stdout?.on('data', (piece) => {
      if (!String(piece).includes('PRET ')) return
      clearTimeout(late)
      resolve()
    })
    child.once('close', (code) => {
      clearTimeout(late)
      reject(new Error(`the server ended with ${code}: ${said().slice(-3).join(' ')}`))
    })
  })
}

/** Runs what is due once, as `npm run jobs -- run` does: at the time given, or at what `clock` makes the machine say. */
export function runJobs(
  home: Home,
  env: Record<string, string>,
  { at, clock = [] }: { at?: Date; clock?: readonly string[] } = {},
): Promise<Record<string, Record<string, number>>> {
  const now = at ? ['--now', at.toISOString()] : []
  const node = [process.execPath, '--import', 'tsx', 'server/commands/jobs.ts', 'run', ...now]
  const [command = '', ...args] = [...clock, ...node]
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: environment(home, env) })
    const said = { out: '', err: '' }
    child.stdout.on('data', (piece) => {
      said.out += piece
    })
    child.stderr.on('data', (piece) => {
      said.err += piece
    })
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve(JSON.parse(said.out)) : reject(new Error(`jobs: ${code} ${said.err}`)),
    )
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Waits until `isSo`, at most `withinMs`; the milliseconds it took, or null when it never was. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  withinMs: number,
): Promise<number | null> {
  const started = performance.now()
  for (;;) {
    if (await isSo()) return Math.round(performance.now() - started)
    if (performance.now() - started > withinMs) return null
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
