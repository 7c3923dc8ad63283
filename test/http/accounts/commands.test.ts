import { rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_EMAIL, DEMO_TOTP_SECRET } from '../../../server/accounts/demo.ts'
import { stepOfCode } from '../../../server/accounts/totp.ts'
import { openEmbedded } from '../../../server/db.ts'
import { command, type Ended } from '../../support/command.ts'
import { aDataFolder } from '../../support/data-folder.ts'
import { aTerritory } from './support.ts'

const dataDir = await aDataFolder()

function run(
  name: 'account' | 'demo',
  args: string[],
  env: Record<string, string> = {},
): Promise<Ended> {
  return command(name, args, { TU_DATA_DIR: dataDir, ...env })
}

beforeAll(async () => {
  const database = await openEmbedded(dataDir)
  await aTerritory(database, 'grand-lille')
  await database.close()
})
afterAll(() => rmSync(dataDir, { recursive: true }))

test('account create prints one activation link on standard output, nothing else', async () => {
  const args = [
    'create',
    'odile@example.org',
    '--role',
    'coordinator',
    '--territory',
    'grand-lille',
  ]
  const { status, stdout } = await run('account', args)
  expect(status).toBe(0)
  expect(stdout).toMatch(/^http:\/\/localhost:3000\/activation\/[A-Za-z0-9_-]{43}\n$/)
})

test('account create says in one line that the server holds the embedded database', async () => {
  const running = await openEmbedded(dataDir)
  const { status, stdout, stderr } = await run('account', [
    'create',
    'odile@example.org',
    '--role',
    'coordinator',
  ])
  await running.close()
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toContain('arrêtez le serveur, ou utilisez PostgreSQL')
  expect(stderr.trim().split('\n')).toHaveLength(1)
})

test.concurrent.each([
  [['create', 'odile@example.org', '--role', 'chef']],
  [['create', 'odile', '--role', 'coordinator']],
  [['create', 'odile@example.org']],
  [['delete', 'odile@example.org']],
  [[]],
])('account %j is a question of usage', async (args) => {
  const { status, stderr } = await run('account', args)
  expect([status, stderr.startsWith('Usage :')]).toEqual([2, true])
})

test('demo totp prints the six digits of now while the embedded database is held', async () => {
  const running = await openEmbedded(dataDir)
  const { status, stdout } = await run('demo', ['totp', DEMO_EMAIL])
  await running.close()
  expect(status).toBe(0)
  expect(stdout).toMatch(/^\d{6}\n$/)
  expect(stepOfCode(DEMO_TOTP_SECRET, stdout.trim(), new Date())).not.toBeNull()
})

test('demo totp is refused to others, and out of a demonstration', async () => {
  const production = {
    TU_MODE: 'production',
    TU_ACCEPT_EMBEDDED: 'oui',
    TU_PUBLIC_URL: 'https://trait-d-union.example.org',
    TU_SECRET: 'kJ8s_Pq2vX7zLw4nBt6yRd3mGf9hCu5e',
    TU_FIELD_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    TU_SMTP_URL: 'smtps://mail.example.org',
    TU_MAIL_FROM: 'contact@example.org',
  }
  const [inProduction, other] = await Promise.all([
    run('demo', ['totp', DEMO_EMAIL], production),
    run('demo', ['totp', 'odile@example.org']),
  ])
  expect([inProduction.status, inProduction.stdout]).toEqual([1, ''])
  expect(inProduction.stderr).toContain('démonstration')
  expect([other.status, other.stdout]).toEqual([1, ''])
})
