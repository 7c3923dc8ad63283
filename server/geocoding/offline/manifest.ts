import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'

const Manifest = z.object({
  version: z.literal(1),
  generation: z.number().int(),
  shards: z.array(
    z.object({
      name: z.string(),
      file: z.string().regex(/^[\w.-]+$/),
      addresses: z.number().int(),
      streets: z.number().int(),
      importedAt: z.string(),
    }),
  ),
})

/** The one list of index files that are in force together. */
export type Manifest = z.infer<typeof Manifest>
/** One index file, and what it holds. */
export type ShardEntry = Manifest['shards'][number]

const EMPTY: Manifest = { version: 1, generation: 0, shards: [] }

/** The folder of the index files. */
export function indexFolder(dataDir: string): string {
  return join(dataDir, 'ban')
}

/** The file whose renaming puts a generation in force. */
export function manifestPath(dataDir: string): string {
  return join(indexFolder(dataDir), 'manifest.json')
}

/** The manifest in force; an empty one when nothing was ever imported. @throws Error when it cannot be read. */
export async function readManifest(dataDir: string): Promise<Manifest> {
  try {
    return Manifest.parse(JSON.parse(await readFile(manifestPath(dataDir), 'utf8')))
  } catch (error) {
    if (isAbsent(error)) return EMPTY
    throw error
  }
}

/** Writes beside, flushes to the disk, then renames: a reader sees the old file or the new one, whole. */
export async function writeWhole(path: string, parts: readonly (Buffer | string)[]): Promise<void> {
  const beside = `${path}.tmp`
  const handle = await open(beside, 'w')
  try {
    for (const part of parts) await handle.appendFile(part)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(beside, path)
}

/**
 * Runs `change` alone: a second import on the same folder is refused.
 * A lock left by a process that is dead is taken over. @throws ImportRunning
 */
export async function withImportLock<T>(dataDir: string, change: () => Promise<T>): Promise<T> {
  const path = join(indexFolder(dataDir), 'import.lock')
  await mkdir(indexFolder(dataDir), { recursive: true })
  await takeLock(path)
  try {
    return await change()
  } finally {
    await rm(path, { force: true })
  }
}

/** Another process imports into the same folder; the message names it. */
export class ImportRunning extends Error {}

async function takeLock(path: string): Promise<void> {
  try {
    const handle = await open(path, 'wx')
    await handle.writeFile(String(process.pid))
    await handle.close()
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
    const owner = Number(await readFile(path, 'utf8').catch(() => ''))
    if (isAlive(owner))
      throw new ImportRunning(`un import d’adresses est déjà en cours (processus ${owner})`)
    await rm(path, { force: true })
    await takeLock(path)
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isCode(error, 'EPERM')
  }
}

/** Whether a file was not found, as the file system says it. */
export function isAbsent(error: unknown): boolean {
  return isCode(error, 'ENOENT')
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
