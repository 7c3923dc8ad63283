import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedded } from '../../../server/db.ts'
import { aDeps } from '../../support/app.ts'
import { aDataFolder } from '../../support/data-folder.ts'
import { aTerritory } from '../../support/people.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'operations-'))
const from = await aDataFolder()
const file = join(folder, 'service.age')

beforeAll(async () => {
  const database = await openEmbedded(from)
  await aTerritory(aDeps(database))
  await database.close()
})
afterAll(() => {
  for (const path of [folder, from]) rmSync(path, { recursive: true })
})

function run(command: 'backup' | 'restore', args: string[], dataDir: string) {
  const { PATH, HOME } = process.env
  return spawnSync(
    process.execPath,
    ['--import', 'tsx', `server/commands/${command}.ts`, ...args],
    {
      cwd: root,
      encoding: 'utf8',
      env: { PATH, HOME, TU_DATA_DIR: dataDir } as NodeJS.ProcessEnv,
    },
  )
}

test('a backup and its restoration, from one data folder to another', async () => {
  const made = run('backup', [file], from)
  expect([made.status, made.stdout]).toEqual([0, ''])
  expect(made.stderr).toMatch(/service\.age : \d+ lignes de \d+ tables\./)
  expect(made.stderr).toContain('Gardez TU_SECRET et TU_FIELD_KEYS à part')
  expect(made.stderr).toContain('L’index d’adresses n’y est pas')

  const to = join(folder, 'to')
  const refused = run('restore', [file], to)
  expect([refused.status, refused.stdout]).toEqual([1, ''])
  expect(refused.stderr).toContain('ne s’ouvre pas avec ces clés')
  expect(refused.stderr.trim().split('\n')).toHaveLength(1)

  copyFileSync(join(from, 'demo-keys.json'), join(to, 'demo-keys.json'))
  const done = run('restore', [file], to)
  expect([done.status, done.stdout]).toEqual([0, ''])
  expect(done.stderr).toMatch(/lignes restaurées, telles qu’elles étaient \d/)
  const database = await openEmbedded(to)
  expect(await database.client.territory.count()).toBe(1)
  await database.close()
})

test('a data folder that a server holds is not backed up: one line, no file', async () => {
  const running = await openEmbedded(from)
  const target = join(folder, 'locked.age')
  const { status, stderr } = run('backup', [target], from)
  await running.close()
  expect(status).toBe(1)
  expect(stderr).toContain('arrêtez le serveur, ou utilisez PostgreSQL')
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(existsSync(target)).toBe(false)
})

test.each([
  ['backup', [], 2, 'Usage : npm run backup -- FICHIER'],
  ['restore', ['a', 'b'], 2, 'Usage : npm run restore -- FICHIER'],
  ['backup', [join(folder, 'nowhere', 'x.age')], 1, 'n’existe pas'],
  ['restore', [join(folder, 'absent.age')], 1, 'n’existe pas'],
] as const)('%s %j exits %i and says why', (command, args, code, words) => {
  const unused = join(folder, 'unused')
  mkdirSync(unused, { recursive: true })
  const { status, stdout, stderr } = run(command, [...args], unused)
  expect([status, stdout]).toEqual([code, ''])
  expect(stderr).toContain(words)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})
