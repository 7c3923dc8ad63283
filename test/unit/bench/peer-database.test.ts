import { afterEach, describe, expect, test, vi } from 'vitest'
import { databaseIfOffered } from '../../bench/peer-database.ts'

const serverUrl = process.env.TEST_DATABASE_URL

afterEach(() => {
  vi.unstubAllEnvs()
})

test('without a server, that is said', async () => {
  vi.stubEnv('TEST_DATABASE_URL', undefined)
  expect(await databaseIfOffered('postgis')).toEqual({ notRun: 'TEST_DATABASE_URL is not set' })
})

test('a server that does not answer is a failure, not a server without the extension', async () => {
  const nobody = 'postgres://nobody@127.0.0.1:1/none'
  await expect(databaseIfOffered('postgis', nobody)).rejects.toThrow()
})

describe.skipIf(!serverUrl)('on a server', () => {
  test('an extension that it does not have is said', async () => {
    expect(await databaseIfOffered('extension_of_nobody')).toEqual({
      notRun: 'the server has no extension_of_nobody',
    })
  })

  test('one that it has is there', async () => {
    const database = await databaseIfOffered('pg_trgm')
    if ('notRun' in database) throw new Error(database.notRun)
    const { rows } = await database.client.query("select similarity('lille', 'lile') > 0 as is_so")
    await database.close()
    expect(rows).toEqual([{ is_so: true }])
  })
})
