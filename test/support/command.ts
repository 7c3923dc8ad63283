import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

export type Child = ChildProcessByStdio<null, Readable, Readable>

/** `status` is null when a signal ended it. */
export type Ended = { status: number | null; stdout: string; stderr: string }

type Environment = Record<string, string>

/** Runs a command of the program, as `npm run` does, and waits for its end. */
export function command(name: string, args: readonly string[], env?: Environment): Promise<Ended> {
  return ended(aChild([`server/commands/${name}.ts`, ...args], env))
}

/** A process of the program, of its own: nothing of the environment of the tests reaches it but what a shell needs. */
export function aChild(args: readonly string[], env: Environment = {}): Child {
  const { PATH = '', HOME = '' } = process.env
  return spawn(process.execPath, ['--import', 'tsx', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH, HOME, ...env },
  })
}

/** All that it says, once it has ended by itself. */
export async function ended(child: Child): Promise<Ended> {
  const said = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (piece) => {
    said.stdout += piece
  })
  child.stderr.setEncoding('utf8').on('data', (piece) => {
    said.stderr += piece
  })
  const [status] = await once(child, 'close')
  return { status, ...said }
}
