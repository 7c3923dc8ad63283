import { expect, test } from 'vitest'
import { aDatabase } from '../../support/database.ts'
import { emptyTables } from '../../support/emptying.ts'
import { aScene, send } from '../../support/scene.ts'

const database = await aDatabase()
const { client } = database
/** More rows than are deleted one by one. */
const MANY = 5_000

/** The tables that hold a row, each asked by its name. */
async function filled(): Promise<string[]> {
  const tables = await client.$queryRaw<{ name: string }[]>`
    select tablename::text as name from pg_tables
    where schemaname = 'public' and tablename <> '_prisma_migrations'`
  const names: string[] = []
  for (const { name } of tables) {
    const rows = await client.$queryRawUnsafe<unknown[]>(`select 1 from "${name}" limit 1`)
    if (rows.length > 0) names.push(name)
  }
  return names
}

test('no row of a scene is left in any table, and the migrations stay', async () => {
  await send(await aScene(database))
  expect((await filled()).length).toBeGreaterThan(15)
  await emptyTables(client)
  expect(await filled()).toEqual([])
  expect(await client.$queryRaw`select 1 from _prisma_migrations limit 1`).toHaveLength(1)
})

test('a table with thousands of rows is emptied too, with those that point at it', async () => {
  await aScene(database)
  await client.$executeRaw`
    insert into rate_limit (key, points, expire)
    select 'k' || rank, 1, null from generate_series(1, ${MANY}::int) as rank`
  await emptyTables(client)
  expect(await filled()).toEqual([])
})

test('nothing to empty is no error', async () => {
  await emptyTables(client)
  expect(await filled()).toEqual([])
})
