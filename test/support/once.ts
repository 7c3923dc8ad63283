import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { inject } from 'vitest'

const LOOK_AGAIN_MS = 100

/** The folder of that name, filled once in this run by whichever worker asks first; the others wait for it. */
export async function madeOnce(
  name: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const made = join(inject('runFolder'), name)
  while (!existsSync(made)) await makeOrWait(made, fill)
  return made
}

async function makeOrWait(made: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const part = `${made}.part`
  if (!(await isMine(part))) return sleep(LOOK_AGAIN_MS)
  try {
    // Another worker may have finished it between the look and the taking.
    if (existsSync(made)) return
    await fill(part)
    await rename(part, made)
  } finally {
    await rm(part, { recursive: true, force: true })
  }
}

/** Two workers cannot make the same folder. */
async function isMine(part: string): Promise<boolean> {
  const error = await mkdir(part).then(() => null, codeOf)
  if (error !== null && error !== 'EEXIST') throw new Error(`${part}: ${error}`)
  return error === null
}

function codeOf(error: NodeJS.ErrnoException): string {
  return error.code ?? error.message
}
