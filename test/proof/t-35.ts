import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { aChild, type Ended, ended } from '../support/command.ts'
import { badEnvironments, goodEnvironment } from './environments.ts'
import type { Check, Options, Proven } from './proof.ts'

const AT_ONCE = 2
const GIVEN_UP_AFTER_MS = 30_000
/** One of each kind; the table test of `loadConfig` goes through all of them anyway. */
const SHORT = 8

/**
 * T-35: the program itself, started with each bad environment, refuses with exit 1 and one line that names the variable.
 * The same environment without its fault gets as far as the database, so that each refusal is the fault's own.
 */
export async function proveConfiguration({ short }: Options): Promise<Proven> {
  const dataDir = mkdtempSync(join(tmpdir(), 'proof-'))
  const bad = short ? badEnvironments.slice(0, SHORT) : badEnvironments
  try {
    const control = await start({ ...goodEnvironment, TU_DATA_DIR: dataDir })
    const wrong: string[] = []
    await inTurn(bad, async ({ name, change }) => {
      const ended = await start({ ...goodEnvironment, TU_DATA_DIR: dataDir, ...change })
      if (!isRefusal(ended, name)) wrong.push(`${name} ${JSON.stringify(ended)}`)
    })
    for (const line of wrong) process.stderr.write(`${line}\n`)
    const checks: Check[] = [
      { name: 'refused', value: bad.length - wrong.length, must: '=', bar: bad.length },
      {
        name: 'control_reaches_database',
        value: isRefusal(control, 'DATABASE_URL') ? 1 : 0,
        must: '=',
        bar: 1,
      },
    ]
    const left = badEnvironments.length - bad.length
    return { checks, notRun: left > 0 ? `${left} of ${badEnvironments.length} environments` : null }
  } finally {
    rmSync(dataDir, { recursive: true })
  }
}

function isRefusal({ status, stdout, stderr }: Ended, name: string): boolean {
  const lines = stderr.trim().split('\n')
  return status === 1 && stdout === '' && lines.length === 1 && stderr.includes(name)
}

function start(env: Record<string, string>): Promise<Ended> {
  const child = aChild(['server/main.ts'], env)
  const late = setTimeout(() => child.kill(), GIVEN_UP_AFTER_MS)
  return ended(child).finally(() => clearTimeout(late))
}

async function inTurn<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items]
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
