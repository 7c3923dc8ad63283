import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openServer } from '../../../server/db.ts'
import { findTerritory } from '../../../server/territory/service.ts'
import type { Engine } from '../../bench/bench.ts'
import { bareInserts, rowsOfOne } from '../../bench/http-rows.ts'
import { storedWhole } from '../../bench/http-stored.ts'
import { serverWork } from '../../bench/http-work.ts'
import { composedOutbox, plainOutbox } from '../../bench/outbox-engines.ts'
import { formsOf, submitForms } from '../../bench/outbox-inputs.ts'
import { graphileWorker, pgBoss } from '../../bench/outbox-peers.ts'
import { outboxStart } from '../../bench/outbox-start.ts'
import { aDeps } from '../../support/app.ts'
import { aTerritory } from '../../support/people.ts'
import { createOwn, dropOwn } from '../../support/server-database.ts'
import { aServer } from './acknowledging.ts'

const server = process.env.TEST_DATABASE_URL ?? ''

describe.skipIf(server === '')('questionnaires stored on a server', () => {
  let own = ''
  const damaged: string[] = []
  beforeAll(async () => {
    own = await createOwn(server)
    const database = await openServer(own, () => {})
    const deps = { ...aDeps(database), now: () => new Date() }
    const territory = await findTerritory(deps, await aTerritory(deps))
    await submitForms({ deps, territory }, formsOf({ n: 3, seed: 1 }, 0))
    await database.close()
  })
  afterAll(() => dropOwn(server, own))

  test('are whole, and so are those that are written by the peer', async () => {
    expect(await storedWhole(own)).toBe(3)
    const { insert, close } = bareInserts(own, await rowsOfOne(own), 2)
    await insert(10)
    await close()
    expect(await storedWhole(own)).toBe(13)
  })

  test.each([
    ['private_link', 'request_id'],
    ['message', 'request_id'],
    ['member', 'request_id'],
    ['request_event', 'request_id'],
    ['idempotency_key', 'subject_id'],
  ])('are one fewer without the %s of one', async (table, column) => {
    const { insert, close } = bareInserts(own, await rowsOfOne(own), 1)
    await insert(2)
    await close()
    const whole = await storedWhole(own)
    const client = new pg.Client(own)
    await client.connect()
    const { rows } = await client.query<{ id: string }>(
      'select id::text from orientation_request where not (id::text = any($1)) limit 1',
      [damaged],
    )
    const [{ id = '' } = {}] = rows
    damaged.push(id)
    await client.query(`delete from ${table} where ${column}::text = $1`, [id])
    await client.end()
    expect(await storedWhole(own)).toBe(whole - 1)
  })

  test('are missed when a server acknowledges them and stores nothing', async () => {
    const forgetful = await aServer(() => true)
    const { work, seen } = serverWork(forgetful.running, { seed: 2, stored: own })
    expect((await work({ count: 5 })).isRight).toBe(false)
    expect(seen).toEqual({ acknowledged: 5, refused: 0 })
    forgetful.close()
  })
})

describe.skipIf(server === '')('an outbox and its peers', () => {
  const given = { server, n: 600, seed: 1 }

  test.each<[string, () => Engine]>([
    ['ours', () => plainOutbox(given)],
    ['ours, composed', () => composedOutbox({ ...given, n: 5 })],
    ['ours, at rest', () => outboxStart(server, { n: 5, seed: 1 })],
    ['pg-boss', () => pgBoss(server, 30)],
    ['graphile-worker', () => graphileWorker(server, 30)],
  ])('%s sends each message of two rounds once', async (_, engineOf) => {
    const { round, isRight, close } = await engineOf().build()
    try {
      expect((await round()).perSecond).toBeGreaterThan(0)
      await round()
      expect(typeof isRight === 'function' && (await isRight())).toBe(true)
    } finally {
      await close?.()
    }
  })
})
