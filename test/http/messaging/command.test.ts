import { rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { openEmbedded } from '../../../server/db.ts'
import { command, type Ended } from '../../support/command.ts'
import { aDataFolder } from '../../support/data-folder.ts'

const dataDir = await aDataFolder()
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

function jobs(...args: string[]): Promise<Ended> {
  return command('jobs', args, { TU_DATA_DIR: dataDir, TU_GEOCODER: 'offline' })
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
  expect(first.status).toBe(0)
  expect(first.stdout.trim().split('\n')).toHaveLength(1)
  expect(JSON.parse(first.stdout)).toMatchObject({ deliver: { accepted: 0 }, purge: { drafts: 1 } })

  const again = await jobs('run', '--now', '2027-06-01T09:00:00Z')
  expect(Object.keys(JSON.parse(again.stdout))).not.toContain('purge')
})

test('while the server runs on the embedded database they are refused in one line', async () => {
  const database = await openEmbedded(dataDir)
  const { status, stdout, stderr } = await jobs('run')
  await database.close()
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

test('a time that is not one is a mistake of usage', async () => {
  expect(await jobs('run', '--now', 'demain')).toMatchObject({ status: 2, stdout: '' })
})
