import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FolderLocked, lockFolder } from '../../../server/database/lock.ts'
import { aChild, type Child, ended } from '../../support/command.ts'

const HOLDER = `
  const { lockFolder } = await import('./server/database/lock.ts')
  lockFolder(process.argv[1])
  console.log('held')
  setInterval(() => {}, 1000)`

let dataDir = ''
let holder: Child | null = null

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'lock-'))
})
afterEach(() => {
  holder?.kill('SIGKILL')
  holder = null
  rmSync(dataDir, { recursive: true })
})

/** Another process that holds the folder; its number. */
async function anotherProcess(): Promise<number> {
  holder = aChild(['--input-type=module', '-e', HOLDER, dataDir])
  holder.stderr.pipe(process.stderr)
  await once(holder.stdout, 'data')
  return holder.pid ?? 0
}

function refusal(): FolderLocked | null {
  try {
    lockFolder(dataDir)()
    return null
  } catch (error) {
    if (error instanceof FolderLocked) return error
    throw error
  }
}

test('a folder that a living process holds is refused in one line that names it', async () => {
  const pid = await anotherProcess()
  expect(refusal()).toMatchObject({
    pid,
    message: `Le dossier ${dataDir} est déjà ouvert par le processus ${pid} : arrêtez le serveur, ou utilisez PostgreSQL.`,
  })
})

test('the lock of a process that was killed is taken over', async () => {
  await anotherProcess()
  holder?.kill('SIGKILL')
  if (holder) await once(holder, 'close')
  expect(existsSync(join(dataDir, 'verrou'))).toBe(true)
  expect(refusal()).toBeNull()
})

test('a lock whose process number now belongs to another process is taken over', () => {
  writeFileSync(join(dataDir, 'verrou'), `${process.ppid} 1`)
  expect(refusal()).toBeNull()
})

test('the same process may not open a folder twice, then may once it gave it back', () => {
  const unlock = lockFolder(dataDir)
  expect(refusal()).toMatchObject({ pid: process.pid })
  expect(readFileSync(join(dataDir, 'verrou'), 'utf8')).toMatch(`${process.pid} `)
  unlock()
  expect(refusal()).toBeNull()
  expect(readdirSync(dataDir)).toEqual([])
})

test('a second start of the server on the same folder is refused in one line', async () => {
  await anotherProcess()
  const second = aChild(['server/main.ts'], { PORT: '0', TU_DATA_DIR: dataDir })
  const { status, stdout, stderr } = await ended(second)
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(stderr).toContain('arrêtez le serveur, ou utilisez PostgreSQL')
})
