import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openEmbedded } from '../../../server/db.ts'
import { aDeps } from '../../support/app.ts'
import { command, type Ended } from '../../support/command.ts'
import { aDataFolder } from '../../support/data-folder.ts'
import { aTerritory } from '../../support/people.ts'

const folder = mkdtempSync(join(tmpdir(), 'operations-'))
const [from, to] = await Promise.all([aDataFolder(), aDataFolder()])
const file = join(folder, 'service.age')

beforeAll(async () => {
  const database = await openEmbedded(from)
  await aTerritory(aDeps(database))
  await database.close()
})
afterAll(() => {
  for (const path of [folder, from, to]) rmSync(path, { recursive: true })
})

function run(name: 'backup' | 'restore', args: string[], dataDir: string): Promise<Ended> {
  return command(name, args, { TU_DATA_DIR: dataDir })
}

test('a backup and its restoration, from one data folder to another', async () => {
  const made = await run('backup', [file], from)
  expect([made.status, made.stdout]).toEqual([0, ''])
  expect(made.stderr).toMatch(/service\.age : \d+ lignes de \d+ tables\./)
  expect(made.stderr).toContain('Gardez TU_SECRET et TU_FIELD_KEYS à part')
  expect(made.stderr).toContain('L’index d’adresses n’y est pas')

  const refused = await run('restore', [file], to)
  expect([refused.status, refused.stdout]).toEqual([1, ''])
  expect(refused.stderr).toContain('ne s’ouvre pas avec ces clés')
  expect(refused.stderr.trim().split('\n')).toHaveLength(1)

  copyFileSync(join(from, 'demo-keys.json'), join(to, 'demo-keys.json'))
  const done = await run('restore', [file], to)
  expect([done.status, done.stdout]).toEqual([0, ''])
  expect(done.stderr).toMatch(/lignes restaurées, telles qu’elles étaient \d/)
  const database = await openEmbedded(to)
  expect(await database.client.territory.count()).toBe(1)
  await database.close()
})

test('a data folder that a server holds is not backed up: one line, no file', async () => {
  const running = await openEmbedded(from)
  const target = join(folder, 'locked.age')
  const { status, stderr } = await run('backup', [target], from)
  await running.close()
  expect(status).toBe(1)
  expect(stderr).toContain('arrêtez le serveur, ou utilisez PostgreSQL')
  expect(stderr.trim().split('\n')).toHaveLength(1)
  expect(existsSync(target)).toBe(false)
})

test.concurrent.each([
  ['backup', [], 2, 'Usage : npm run backup -- FICHIER'],
  ['restore', ['a', 'b'], 2, 'Usage : npm run restore -- FICHIER'],
  ['backup', [join(folder, 'nowhere', 'x.age')], 1, 'n’existe pas'],
  ['restore', [join(folder, 'absent.age')], 1, 'n’existe pas'],
] as const)('%s %j exits %i and says why', async (name, args, code, words) => {
  const unused = join(folder, 'unused')
  mkdirSync(unused, { recursive: true })
  const { status, stdout, stderr } = await run(name, [...args], unused)
  expect([status, stdout]).toEqual([code, ''])
  expect(stderr).toContain(words)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})
