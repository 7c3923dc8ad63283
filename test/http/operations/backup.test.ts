import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { loadKeys } from '../../../server/crypto/keys.ts'
import { type Database, type Db, openEmbedded } from '../../../server/db.ts'
import { backUp } from '../../../server/operations/backup.ts'
import { restore } from '../../../server/operations/restore.ts'
import { LEFT_OUT } from '../../../server/operations/rules.ts'
import { aDeps, aForm, anApp, NOW } from '../../support/app.ts'
import { aDatabase, anotherDatabase } from '../../support/database.ts'
import { emptyTables } from '../../support/emptying.ts'
import { aDoctor, aTerritory, signIn } from '../../support/people.ts'

const source = await aDatabase()
const sameHome = await anotherDatabase()
const folder = mkdtempSync(join(tmpdir(), 'backup-'))
const file = join(folder, 'service.age')
/** A third database is opened, and everything crosses twice. */
const TWO_HOMES_MS = 90_000
const { keys } = aDeps(source)
afterAll(() => rmSync(folder, { recursive: true }))

/** A service in use: a territory, doctors, staff, requests, messages that wait, and values hard to carry. */
async function aServiceInUse(): Promise<void> {
  const deps = aDeps(source)
  const territoryId = await aTerritory(deps)
  for (const km of [0.1, 1 / 3, 0.7182818284590452]) await aDoctor(deps, territoryId, { km })
  const visitor = anApp(deps).visitor()
  await signIn(deps, visitor)
  for (let i = 0; i < 3; i++) await visitor.post('/questionnaire', aForm()).expect(303)
  await source.client.doctor.updateMany({
    data: { lastName: 'D’Hiver "l’Aînée"\n\\N\t{a,b} 🚲', languages: ['fr', 'a"b,c', ''] },
  })
  await source.client.requestEvent.updateMany({ data: { facts: { big: 1e21, deep: [null, {}] } } })
  await source.client
    .$executeRaw`update request_event set facts = 'null'::jsonb where kind = 'located'`
}

/** SHA-256 of the rows of every table that a backup holds, but for what a backup and a restore add to the audit. */
function hashesOf({ client }: Database): Promise<Record<string, string>> {
  return client.$transaction(
    async (tx) => {
      await tx.$executeRaw`set local time zone 'UTC'`
      const hashes: Record<string, string> = {}
      for (const name of await tablesOf(tx)) {
        const rows = await tx.$queryRawUnsafe<{ row: string }[]>(
          `select t::text as row from "${name}" t order by t::text collate "C"`,
        )
        const kept = rows.filter(({ row }) => !/,(export|import),backup,/.test(row))
        const hash = createHash('sha256').update(JSON.stringify(kept))
        hashes[name] = `${kept.length} ${hash.digest('hex')}`
      }
      return hashes
    },
    { timeout: TWO_HOMES_MS },
  )
}

async function tablesOf(db: Db): Promise<string[]> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    select tablename::text as name from pg_tables where schemaname = 'public' order by 1`
  return tables.map(({ name }) => name).filter((name) => !LEFT_OUT.includes(name))
}

async function isEmpty(database: Database): Promise<boolean> {
  return Object.values(await hashesOf(database)).every((hash) => hash.startsWith('0 '))
}

describe('a backup restored', () => {
  beforeEach(aServiceInUse)

  test('gives every row back, into the same kind of home and into the other', async () => {
    await source.client.message.updateMany({ data: { status: 'accepted' } })
    const { rows } = await backUp({ database: source, keys }, file, NOW)
    const embedded = await openEmbedded()
    const before = await hashesOf(source)
    for (const database of [sameHome, embedded]) {
      expect(await restore({ database, keys }, file, NOW)).toMatchObject({
        takenAt: NOW,
        rows,
        frozen: 0,
      })
      expect(await hashesOf(database)).toEqual(before)
    }
    const second = join(folder, 'embedded.age')
    await backUp({ database: embedded, keys }, second, NOW)
    await embedded.close()
    await emptyTables(sameHome.client)
    await restore({ database: sameHome, keys }, second, NOW)
    expect(await hashesOf(sameHome)).toEqual(before)
    expect(Object.values(before).filter((hash) => !hash.startsWith('0 ')).length).toBeGreaterThan(
      11,
    )
  })

  test('goes on from the last number of each sequence', async () => {
    await source.client.auditEntry.deleteMany()
    await backUp({ database: source, keys }, file, NOW)
    const { sequence } = await source.client.auditEntry.findFirstOrThrow()
    await restore({ database: sameHome, keys }, file, NOW)
    const entries = await sameHome.client.auditEntry.findMany({ orderBy: { sequence: 'asc' } })
    expect(entries.map((entry) => entry.sequence)).toEqual([sequence, sequence + 1n])
  })

  test('leaves to a person the messages that still waited', async () => {
    const [first, second] = await source.client.message.findMany()
    await source.client.message.update({
      where: { id: first?.id ?? '' },
      data: { status: 'sending', leaseUntil: NOW, leasedBy: 'w1' },
    })
    await source.client.message.update({
      where: { id: second?.id ?? '' },
      data: { status: 'delivered' },
    })
    await backUp({ database: source, keys }, file, NOW)
    expect(await restore({ database: sameHome, keys }, file, NOW)).toMatchObject({ frozen: 2 })
    const messages = await sameHome.client.message.findMany({ orderBy: { status: 'asc' } })
    expect(messages.map(({ status }) => status)).toEqual(['delivered', 'uncertain', 'uncertain'])
    expect(messages[1]?.reason).toMatch(/^restauré · /)
  })

  test('asks everyone to sign in again', async () => {
    expect(await source.client.session.count()).toBeGreaterThan(0)
    await backUp({ database: source, keys }, file, NOW)
    await restore({ database: sameHome, keys }, file, NOW)
    expect(await sameHome.client.session.count()).toBe(0)
  })

  test('is refused by a database that is not empty, which stays as it was', async () => {
    await backUp({ database: source, keys }, file, NOW)
    const before = await hashesOf(source)
    await expect(restore({ database: source, keys }, file, NOW)).rejects.toThrow(
      'La base n’est pas vide',
    )
    expect(await hashesOf(source)).toEqual(before)
  })

  test('is refused when another version of the program made it', async () => {
    await source.client.$executeRaw`
      insert into _prisma_migrations (id, checksum, migration_name, finished_at) values ('x', 'y', '99990101000000_later', now())`
    try {
      await backUp({ database: source, keys }, file, NOW)
    } finally {
      await source.client.$executeRaw`delete from _prisma_migrations where id = 'x'`
    }
    await expect(restore({ database: sameHome, keys }, file, NOW)).rejects.toThrow(
      'vient d’une autre version (99990101000000_later)',
    )
    expect(await isEmpty(sameHome)).toBe(true)
  })
})

describe('the file of a backup', () => {
  beforeEach(async () => {
    await aServiceInUse()
    await backUp({ database: source, keys }, file, NOW)
  })

  test('is an age file that its owner alone may read, and says nothing in clear', () => {
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const bytes = readFileSync(file)
    expect(bytes.toString('latin1')).toMatch(/^age-encryption\.org\/v1\n/)
    expect(bytes.includes('orientation_request')).toBe(false)
  })

  test.each([
    ['another secret', { secret: 'une autre clé longue, tirée pour cet essai' }],
    ['another field key', { fieldKeys: `k1:${Buffer.alloc(32, 8).toString('base64')}` }],
  ])('does not open with %s: one sentence, nothing written', async (_what, other) => {
    const others = keysOf(other)
    await expect(restore({ database: sameHome, keys: others }, file, NOW)).rejects.toThrow(
      /^Cette sauvegarde ne s’ouvre pas avec ces clés : donnez les TU_SECRET et TU_FIELD_KEYS/,
    )
    expect(await isEmpty(sameHome)).toBe(true)
  })

  test('still opens when a new field key came in front of the old one', async () => {
    const turned = keysOf({
      fieldKeys: `k2:${randomBytes(32).toString('base64')},k1:${FIELD_KEY}`,
    })
    const { rows } = await restore({ database: sameHome, keys: turned }, file, NOW)
    expect(rows).toBeGreaterThan(20)
  })

  test.each([0.0005, 0.3, 0.7, 0.9999])(
    'cut at %f of its length is refused, nothing written',
    async (part) => {
      await manyAuditLines()
      await backUp({ database: source, keys }, file, NOW)
      const bytes = readFileSync(file)
      expect(bytes.length).toBeGreaterThan(3 * AGE_CHUNK)
      const cut = join(folder, 'cut.age')
      writeFileSync(cut, bytes.subarray(0, Math.floor(bytes.length * part)))
      await expect(restore({ database: sameHome, keys }, cut, NOW)).rejects.toThrow(
        /^(Cette sauvegarde est incomplète ou abîmée|Ce fichier n’est pas une sauvegarde)/,
      )
      expect(await isEmpty(sameHome)).toBe(true)
    },
  )

  test('with one bit changed is refused, nothing written', async () => {
    const bytes = readFileSync(file)
    const at = Math.floor(bytes.length / 2)
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
    writeFileSync(file, bytes)
    await expect(restore({ database: sameHome, keys }, file, NOW)).rejects.toThrow('abîmée')
    expect(await isEmpty(sameHome)).toBe(true)
  })

  test('that is something else is refused in one sentence', async () => {
    writeFileSync(file, 'autre chose')
    await expect(restore({ database: sameHome, keys }, file, NOW)).rejects.toThrow(
      'Ce fichier n’est pas une sauvegarde de Trait d’union.',
    )
  })
})

/** An age file is sealed by pieces of this size: a longer one is half read before its end is missed. */
const AGE_CHUNK = 65_536

async function manyAuditLines(): Promise<void> {
  await source.client.$executeRaw`
    insert into audit_entry (id, at, actor_kind, action, subject_kind, subject_id)
    select gen_random_uuid(), now(), 'system', 'read', 'nothing', md5(random()::text) from generate_series(1, 6000)`
}

const FIELD_KEY = Buffer.alloc(32, 7).toString('base64')

/** The keys of the tests, but for what is given. */
function keysOf({ secret, fieldKeys }: { secret?: string; fieldKeys?: string }) {
  return loadKeys({
    demo: false,
    dataDir: '',
    secret: secret ?? 'une clé longue, tirée pour les essais seulement',
    fieldKeys: fieldKeys ?? `k1:${FIELD_KEY}`,
  })
}
