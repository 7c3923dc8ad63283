import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Another living process holds this data folder. */
export class FolderLocked extends Error {
  constructor(
    readonly dataDir: string,
    readonly pid: number,
  ) {
    super(
      `Le dossier ${dataDir} est déjà ouvert par le processus ${pid} : arrêtez le serveur, ou utilisez PostgreSQL.`,
    )
  }
}

const heldHere = new Set<string>()

/**
 * Takes the data folder for this process, since the embedded database does not defend itself against a second one.
 * The lock of a process that died is taken over. Returns what gives it back.
 * @throws FolderLocked
 */
export function lockFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true })
  const path = resolve(dataDir, 'verrou')
  const mine = join(dataDir, `verrou.${process.pid}`)
  writeFileSync(mine, signature(process.pid), { mode: 0o600 })
  try {
    take(path, mine, dataDir)
  } finally {
    rmSync(mine, { force: true })
  }
  heldHere.add(path)
  return () => {
    heldHere.delete(path)
    rmSync(path, { force: true })
  }
}

/** A hard link appears whole or not at all, so nobody ever reads a lock without its owner. */
function take(path: string, mine: string, dataDir: string): void {
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      linkSync(mine, path)
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = readOrEmpty(path)
    const pid = Number.parseInt(holder, 10)
    if (heldHere.has(path) || isAlive(pid, holder)) throw new FolderLocked(dataDir, pid)
    rmSync(path, { force: true })
  }
  throw new FolderLocked(dataDir, Number.parseInt(readOrEmpty(path), 10))
}

/** The number of a process is given again after a restart: its start time tells the two apart, where the system says it. */
function isAlive(pid: number, holder: string): boolean {
  if (!Number.isInteger(pid) || pid === process.pid) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return signature(pid) === holder
}

function signature(pid: number): string {
  const stat = readOrEmpty(`/proc/${pid}/stat`)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const startTicks = fields[19] ?? ''
  return `${pid} ${startTicks}`
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
