import { describe, expect, test } from 'vitest'
import { LEASE_MS, type SendResult } from '../../../server/messaging/rules.ts'
import { cancelQueued, enqueue } from '../../../server/messaging/service.ts'
import { claimMessages } from '../../../server/messaging/store.ts'
import { deliverDue } from '../../../server/messaging/worker.ts'
import { aDatabase } from '../../support/database.ts'
import {
  ACCEPTED,
  aTerritory,
  delivery,
  later,
  log,
  messageOf,
  now,
  queue,
  type Sent,
  senders,
} from './outbox.ts'

const database = await aDatabase()
const deps = { database, log }

describe('a thing to say is said once', () => {
  test('the same key again changes nothing and gives the same message', async () => {
    const territoryId = await aTerritory(database)
    const first = await queue(database, territoryId, { uniqueKey: 'received:1' })
    const again = await queue(database, territoryId, { uniqueKey: 'received:1', channel: 'sms' })
    expect(again).toBe(first)
    expect(await database.client.message.count()).toBe(1)
    expect((await messageOf(database, first)).channel).toBe('email')
  })

  test('two territories may use the same key', async () => {
    for (let i = 0; i < 2; i += 1)
      await queue(database, await aTerritory(database), { uniqueKey: 'received:1' })
    expect(await database.client.message.count()).toBe(2)
  })

  test('a decision that fails leaves no message', async () => {
    const territoryId = await aTerritory(database)
    const decision = database.transaction(async (tx) => {
      const message = { territoryId, channel: 'sms', template: 'shortlist', ids: {} } as const
      await enqueue(tx, { ...message, uniqueKey: 'x', deliverAfter: now }, now)
      throw new Error('refused')
    })
    await expect(decision).rejects.toThrow('refused')
    expect(await database.client.message.count()).toBe(0)
  })
})

describe('the undo', () => {
  test('a message that has not been tried is cancelled and never leaves', async () => {
    const territoryId = await aTerritory(database)
    const id = await queue(database, territoryId, { uniqueKey: 'list:1', deliverAfter: later(10) })
    const undone = await database.transaction((tx) =>
      cancelQueued(tx, { territoryId, uniqueKey: 'list:1' }),
    )
    const sent: Sent = []
    await deliverDue(deps, delivery({ senders: senders(sent) }), later(60))
    expect(undone).toBe(true)
    expect(sent).toEqual([])
    expect((await messageOf(database, id)).status).toBe('cancelled')
  })

  test('nothing leaves before its time', async () => {
    const territoryId = await aTerritory(database)
    await queue(database, territoryId, { deliverAfter: later(10) })
    const sent: Sent = []
    await deliverDue(deps, delivery({ senders: senders(sent) }), later(9))
    expect(sent).toHaveLength(0)
    await deliverDue(deps, delivery({ senders: senders(sent) }), later(10))
    expect(sent).toHaveLength(1)
  })

  test('a message refused for now has not left: it is cancelled and never tried again', async () => {
    const territoryId = await aTerritory(database)
    await queue(database, territoryId, { uniqueKey: 'list:1' })
    await deliverDue(deps, delivery({ senders: senders([], () => LATER) }), now)
    const list = { territoryId, uniqueKey: 'list:1' }
    expect(await database.transaction((tx) => cancelQueued(tx, list))).toBe(true)
    const sent: Sent = []
    await deliverDue(deps, delivery({ senders: senders(sent) }), later(60))
    expect(sent).toEqual([])
  })

  test.each(['accepted', 'sending', 'uncertain'] as const)(
    'it is too late once the message is %s',
    async (state) => {
      const territoryId = await aTerritory(database)
      await queue(database, territoryId, { uniqueKey: 'list:1' })
      const answer = () => (state === 'accepted' ? ACCEPTED : LOST)
      if (state === 'sending')
        await claimMessages(database.client, { lease: 'w', leaseMs: LEASE_MS }, now)
      else await deliverDue(deps, delivery({ senders: senders([], answer) }), now)
      const undone = database.transaction((tx) =>
        cancelQueued(tx, { territoryId, uniqueKey: 'list:1' }),
      )
      expect(await undone).toBe(false)
    },
  )
})

const LATER: SendResult = { kind: 'retry', reason: { code: '451', words: 'attendez' } }
const LOST: SendResult = { kind: 'uncertain', reason: { code: 'ETIMEDOUT', words: 'silence' } }

describe('a delivery', () => {
  test('writes the provider, its number and the time', async () => {
    const id = await queue(database, await aTerritory(database))
    const counts = await deliverDue(deps, delivery({ senders: senders([]) }), later(1))
    expect(counts).toMatchObject({ accepted: 1, failed_temporary: 0 })
    const message = await messageOf(database, id)
    expect(message).toMatchObject({
      status: 'accepted',
      attempts: 1,
      provider: 'stub',
      providerRef: 'q1',
      reason: null,
      leaseUntil: null,
    })
    expect(message.acceptedAt?.getTime()).toBeGreaterThanOrEqual(later(1).getTime())
  })

  test('B7: refused for now, it is tried again after its wait, with the reason in between', async () => {
    const id = await queue(database, await aTerritory(database))
    const sent: Sent = []
    await deliverDue(deps, delivery({ senders: senders(sent, () => LATER) }), now)
    const waiting = await messageOf(database, id)
    expect(waiting).toMatchObject({ status: 'failed_temporary', reason: '451 · attendez' })
    expect(waiting.deliverAfter.getTime() - now.getTime()).toBeGreaterThanOrEqual(7_500)
    await deliverDue(deps, delivery({ senders: senders(sent) }), later(5))
    expect(sent).toHaveLength(1)
    await deliverDue(deps, delivery({ senders: senders(sent) }), later(20))
    expect(await messageOf(database, id)).toMatchObject({
      status: 'accepted',
      attempts: 2,
      reason: null,
    })
  })

  test('refused for good or uncertain, it is left to a person', async () => {
    const territoryId = await aTerritory(database)
    for (const kind of ['permanent', 'uncertain'] as const) {
      await queue(database, territoryId)
      const answer = { kind, reason: { code: '550', words: 'refusé' } } as const
      await deliverDue(deps, delivery({ senders: senders([], () => answer) }), now)
    }
    const sent: Sent = []
    await deliverDue(deps, delivery({ senders: senders(sent) }), later(86_400 * 30))
    expect(sent).toHaveLength(0)
  })

  test('with nothing left to say it is cancelled', async () => {
    const id = await queue(database, await aTerritory(database))
    const sent: Sent = []
    await deliverDue(deps, delivery({ senders: senders(sent), compose: async () => null }), now)
    expect(sent).toHaveLength(0)
    expect(await messageOf(database, id)).toMatchObject({ status: 'cancelled', leaseUntil: null })
  })

  test('a text that cannot be made holds no other message, and is tried again', async () => {
    const territoryId = await aTerritory(database)
    const bad = await queue(database, territoryId)
    const good = await queue(database, territoryId)
    const sent: Sent = []
    const orders = delivery({ senders: senders(sent) })
    const compose: typeof orders.compose = (message, at) =>
      message.id === bad ? Promise.reject(new Error('Jeanne')) : orders.compose(message, at)
    await deliverDue(deps, { ...orders, compose }, now)
    expect(sent.map(({ id }) => id)).toEqual([good])
    expect(await messageOf(database, bad)).toMatchObject({
      status: 'failed_temporary',
      reason: 'interne · le message n’a pas pu être préparé',
    })
  })

  test.each([
    [
      'uncertain',
      { kind: 'uncertain', reason: { code: 'coupure', words: 'perdue' }, isOutage: true },
    ],
    [
      'failed_temporary',
      { kind: 'retry', reason: { code: '421', words: 'occupé' }, isOutage: true },
    ],
  ] as const)(
    'an answer %s is kept with its try, though what it says of its provider cannot be written',
    async (status, answer) => {
      const id = await queue(database, await aTerritory(database))
      let isLost = false
      const transaction: typeof database.transaction = (work) => {
        if (!isLost) return database.transaction(work)
        isLost = false
        return Promise.reject(new Error('connection reset'))
      }
      const broken = { ...deps, database: { ...database, transaction } }
      const answering = () => {
        isLost = true
        return answer
      }
      await deliverDue(broken, delivery({ senders: senders([], answering) }), now)
      expect(await messageOf(database, id)).toMatchObject({ status, provider: 'stub' })
      expect(await database.client.sendAttempt.count()).toBe(1)
    },
  )

  test('a sender that breaks leaves its message uncertain', async () => {
    const id = await queue(database, await aTerritory(database))
    const broken = () => Promise.reject(new Error('bug'))
    await deliverDue(deps, delivery({ senders: senders([], broken) }), now)
    expect((await messageOf(database, id)).status).toBe('uncertain')
  })

  test('whoever must know is told in the transaction that writes the state', async () => {
    const id = await queue(database, await aTerritory(database))
    const told: unknown[] = []
    const onSettled = async (
      _tx: unknown,
      message: { id: string },
      { status }: { status: string },
    ) => {
      told.push([message.id, status])
    }
    await deliverDue(deps, delivery({ senders: senders([]), onSettled }), now)
    expect(told).toEqual([[id, 'accepted']])
  })
})
