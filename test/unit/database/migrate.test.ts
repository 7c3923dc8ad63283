import { spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { MigrationRefused, migrate, type SqlHome } from '../../../server/database/migrate.ts'
import { MIGRATIONS, openEmbedded, openServer } from '../../../server/db.ts'

const lite = await PGlite.create('memory://')
const home = lite as SqlHome
const folder = mkdtempSync(join(tmpdir(), 'migrations-'))

beforeEach(async () => {
  await lite.exec('drop schema public cascade; create schema public')
  rmSync(folder, { recursive: true, force: true })
  write('20260101000000_create_cats', 'create table cat (name text primary key)')
  write('20260102000000_add_cat_age', 'alter table cat add age int')
})
afterAll(async () => {
  await lite.close()
  rmSync(folder, { recursive: true, force: true })
})

function write(name: string, sql: string): void {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'migration.sql'), sql)
}

async function ledger(): Promise<Record<string, unknown>[]> {
  const { rows } = await home.query('select * from _prisma_migrations order by migration_name')
  return rows
}

describe('the migration runner', () => {
  test('applies what the database has not seen, in order, once', async () => {
    expect(await migrate(home, folder)).toEqual([
      '20260101000000_create_cats',
      '20260102000000_add_cat_age',
    ])
    await lite.exec(`insert into cat values ('Mistigri', 3)`)
    expect(await migrate(home, folder)).toEqual([])
    write('20260103000000_create_dogs', 'create table dog (name text)')
    expect(await migrate(home, folder)).toEqual(['20260103000000_create_dogs'])
    expect((await home.query('select * from cat')).rows).toEqual([{ name: 'Mistigri', age: 3 }])
  })

  test('writes the ledger as Prisma does', async () => {
    await migrate(home, folder)
    const bytes = readFileSync(join(folder, '20260101000000_create_cats', 'migration.sql'))
    expect((await ledger())[0]).toMatchObject({
      checksum: createHash('sha256').update(bytes).digest('hex'),
      applied_steps_count: 1,
      rolled_back_at: null,
    })
  })

  test('refuses a file that changed since it was applied, and applies nothing', async () => {
    await migrate(home, folder)
    write('20260101000000_create_cats', 'create table cat (name text primary key, tail int)')
    write('20260103000000_create_dogs', 'create table dog (name text)')
    await expect(migrate(home, folder)).rejects.toThrow(MigrationRefused)
    expect(await ledger()).toHaveLength(2)
  })

  test('refuses a database where one did not end', async () => {
    await migrate(home, folder)
    await lite.exec('update _prisma_migrations set finished_at = null')
    await expect(migrate(home, folder)).rejects.toThrow('n’est pas allée au bout')
  })

  test('leaves nothing of one that fails', async () => {
    write('20260103000000_break', 'create table dog (name text); select 1 / 0')
    await expect(migrate(home, folder)).rejects.toThrow('division by zero')
    expect(await ledger()).toHaveLength(2)
    expect((await home.query(`select to_regclass('dog') as dog`)).rows).toEqual([{ dog: null }])
  })
})

test('every table of the schema exists once the migrations of the project are applied', async () => {
  const schema = readFileSync(join(MIGRATIONS, '../schema.prisma'), 'utf8')
  const expected = [...schema.matchAll(/@@map\("(\w+)"\)/g)].map(([, name]) => name)
  const { client, close } = await openEmbedded()
  const tables = await client.$queryRaw<{ name: string }[]>`
    select tablename::text as name from pg_tables where schemaname = 'public' and tablename <> '_prisma_migrations'`
  await close()
  expect(tables.map(({ name }) => name).sort()).toEqual(expected.sort())
  expect(expected.length).toBeGreaterThan(20)
})

const serverUrl = process.env.TEST_DATABASE_URL ?? ''

test.skipIf(!serverUrl)(
  'prisma migrate status accepts what our runner did on a server (without TEST_DATABASE_URL: skipped)',
  async () => {
    const name = `tu_test_${randomUUID().replaceAll('-', '')}`
    const administrator = new pg.Client({ connectionString: serverUrl })
    await administrator.connect()
    await administrator.query(`create database ${name}`)
    const url = new URL(serverUrl)
    url.pathname = `/${name}`
    try {
      const [first, second] = await Promise.all([
        openServer(url.href, () => {}),
        openServer(url.href, () => {}),
      ])
      await Promise.all([first.close(), second.close()])
      const { status, stdout } = spawnSync(process.execPath, ['prisma/cli.mjs', 'status'], {
        cwd: fileURLToPath(new URL('../../..', import.meta.url)),
        encoding: 'utf8',
        env: { ...process.env, DATABASE_URL: url.href },
      })
      expect(stdout).toContain('Database schema is up to date')
      expect(status).toBe(0)
    } finally {
      await administrator.query(`drop database ${name} with (force)`)
      await administrator.end()
    }
  },
)
