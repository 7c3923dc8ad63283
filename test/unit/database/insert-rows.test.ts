import { randomUUID } from 'node:crypto'
import { expect, expectTypeOf, test } from 'vitest'
import { type Insert, insertRows } from '../../../server/database/insert-rows.ts'
import { aDatabase } from '../../support/database.ts'

const { client } = await aDatabase()
const now = new Date('2026-11-24T09:00:00Z')

/** A message with the least that its columns ask. */
function aMessage() {
  return {
    id: randomUUID(),
    territoryId: randomUUID(),
    uniqueKey: randomUUID(),
    channel: 'email' as const,
    template: 'link_again',
    deliverAfter: now,
    createdAt: now,
  }
}

test('a column that no row names takes its default', async () => {
  expect(await insertRows(client, { table: 'message', rows: [aMessage(), aMessage()] })).toBe(2)
  const kept = await client.message.findMany()
  expect(kept).toMatchObject(Array.from({ length: 2 }, () => ({ status: 'queued', ids: {} })))
})

test('a column that only some rows name is null in the others', async () => {
  const [named, unnamed] = [{ ...aMessage(), reason: 'attendez' }, aMessage()]
  await insertRows(client, { table: 'message', rows: [named, unnamed] })
  const reasonOf = async (id: string) =>
    (await client.message.findUniqueOrThrow({ where: { id } })).reason
  expect(await reasonOf(named.id)).toBe('attendez')
  expect(await reasonOf(unnamed.id)).toBe(null)
})

test('a column named without a value does not compile: it would be null, not its default', () => {
  type Row = Extract<Insert, { table: 'message' }>['rows'][number]
  expectTypeOf({ ...aMessage(), status: 'queued' as const }).toExtend<Row>()
  expectTypeOf({ ...aMessage(), status: undefined }).not.toExtend<Row>()
})
