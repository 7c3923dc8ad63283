import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { openEmbedded } from '../../../server/db.ts'
import { aChild, type Child } from '../../support/command.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'start-'))

let server: Child | null = null
afterAll(() => {
  server?.kill('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

/** What the data folder holds, read while no server does. */
async function counts() {
  const { client, close } = await openEmbedded(dataDir)
  const found = {
    territories: await client.territory.count(),
    requests: await client.orientationRequest.count(),
    doctors: await client.doctor.count(),
  }
  await close()
  return found
}

type Ready = { url: string; patient: string; coordination: string; demo: boolean }

/** Starts the program on an empty machine; all that it said until the line for programs, and that line. */
async function start(): Promise<{ child: Child; said: string; ready: Ready }> {
  const child = aChild(['server/main.ts'], {
    PORT: '0',
    TU_DATA_DIR: dataDir,
    TU_LOG_LEVEL: 'silent',
    TU_GEOCODER: 'offline',
  })
  child.stderr.pipe(process.stderr)
  server = child
  let said = ''
  for await (const piece of child.stdout) {
    said += piece
    const line = /^PRET (\{.*\})\n$/m.exec(said)?.[1]
    if (line) return { child, said, ready: JSON.parse(line) as Ready }
  }
  throw new Error(`the server ended before it was ready: ${said}`)
}

test('the program starts on nothing, says where to go, serves it, and stops when told', async () => {
  const { child, said, ready } = await start()
  expect(ready).toEqual({
    url: expect.stringMatching(/^http:\/\/localhost:\d+$/),
    patient: '/questionnaire',
    coordination: '/coordination',
    demo: true,
  })
  expect(said).toContain('coordination@example.org')
  for (const path of ['/healthz', '/readyz', ready.patient, '/information', '/connexion'])
    expect([path, (await fetch(ready.url + path)).status]).toEqual([path, 200])
  child.kill('SIGTERM')
  expect((await once(child, 'exit'))[0]).toBe(0)
  await expect(fetch(`${ready.url}/healthz`)).rejects.toThrow()
})

test('the next start finds everything as it was left, without filling it again', async () => {
  const before = await counts()
  const { child, ready } = await start()
  expect((await fetch(ready.url + ready.patient)).status).toBe(200)
  child.kill('SIGTERM')
  expect((await once(child, 'exit'))[0]).toBe(0)
  expect(await counts()).toEqual(before)
  expect(before.territories).toBe(2)
})
