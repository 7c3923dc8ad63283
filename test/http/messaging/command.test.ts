import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { openEmbedded } from '../../../server/db.ts'
import { aDataFolder } from '../../support/data-folder.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const dataDir = await aDataFolder()
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** Runs the command of the jobs as its own process. */
function jobs(...args: string[]): Promise<{ code: number | null; out: string; said: string }> {
  const env = { PATH: process.env.PATH, TU_DATA_DIR: dataDir, TU_GEOCODER: 'offline' }
  const child = spawn(process.execPath, ['--import', 'tsx', 'server/commands/jobs.ts', ...args], {
    cwd: ROOT,
    env,
  })
  let out = ''
  let said = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out, said })))
}

test('the jobs run once at the time given, and print what they did as one line of JSON', async () => {
  const database = await openEmbedded(dataDir)
  const updatedAt = new Date('2027-05-30T00:00:00Z')
  const territoryId = '00000000-0000-4000-8000-000000000001'
  await database.client.draft.create({
    data: { id: 'old', territoryId, valuesSealed: '', updatedAt },
  })
  await database.close()

  const first = await jobs('run', '--now', '2027-06-01T08:00:00Z')
  expect(first.code).toBe(0)
  expect(first.out.trim().split('\n')).toHaveLength(1)
  expect(JSON.parse(first.out)).toMatchObject({ deliver: { accepted: 0 }, purge: { drafts: 1 } })

  const again = await jobs('run', '--now', '2027-06-01T09:00:00Z')
  expect(Object.keys(JSON.parse(again.out))).not.toContain('purge')
})

test('while the server runs on the embedded database they are refused in one line', async () => {
  const database = await openEmbedded(dataDir)
  const { code, out, said } = await jobs('run')
  await database.close()
  expect({ code, out }).toEqual({ code: 1, out: '' })
  expect(said.trim().split('\n')).toHaveLength(1)
})

test('a time that is not one is a mistake of usage', async () => {
  expect(await jobs('run', '--now', 'demain')).toMatchObject({ code: 2, out: '' })
})
