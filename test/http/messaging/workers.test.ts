import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { LEASE_MS } from '../../../server/messaging/rules.ts'
import { claimMessages, markLeaving } from '../../../server/messaging/store.ts'
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

describe('T-10: a worker that stopped while sending', () => {
  test('its message is uncertain once the lease is over, and never sent again by itself', async () => {
    const id = await queue(database, await aTerritory(database))
    await claimMessages(database.client, { lease: 'dead', leaseMs: LEASE_MS }, now)
    const sent: Sent = []
    await deliverDue(deps, delivery({ senders: senders(sent) }), later(119))
    expect((await messageOf(database, id)).status).toBe('sending')
    const counts = await deliverDue(deps, delivery({ senders: senders(sent) }), later(121))
    expect(counts.uncertain).toBe(1)
    expect(sent).toHaveLength(0)
    expect(await messageOf(database, id)).toMatchObject({
      status: 'uncertain',
      leaseUntil: null,
      reason: 'interrompu · le serveur s’est arrêté pendant l’envoi',
    })
  })

  test('an SMS that it had not begun leaves once the lease is over; one that it had begun is uncertain', async () => {
    const territoryId = await aTerritory(database)
    const sms = { channel: 'sms' } as const
    const [begun, waiting] = [
      await queue(database, territoryId, sms),
      await queue(database, territoryId, { ...sms, deliverAfter: later(1) }),
    ]
    const lease = 'dead'
    await claimMessages(database.client, { lease, leaseMs: LEASE_MS, most: 2 }, later(1))
    await markLeaving(database.client, { id: begun, territoryId, lease }, 'mark', later(1))
    const sent: Sent = []
    await deliverDue(deps, delivery({ senders: senders(sent) }), later(122))
    expect(sent.map(({ id }) => id)).toEqual([waiting])
    expect(await messageOf(database, begun)).toMatchObject({ status: 'uncertain' })
    expect(await messageOf(database, waiting)).toMatchObject({ status: 'accepted', attempts: 2 })
  })

  test.each([
    [4, 'accepted'],
    [0, 'uncertain'],
  ])(
    'an SMS tried four times, of which %i were answered, is %s after a fifth worker stopped',
    async (answered, status) => {
      const territoryId = await aTerritory(database)
      const messageId = await queue(database, territoryId, { channel: 'sms' })
      const of = { territoryId, messageId, provider: 'twilio', at: now, answer: 'retry' }
      const { client } = database
      await client.message.update({ where: { id: messageId }, data: { attempts: 4 } })
      await client.sendAttempt.createMany({
        data: Array.from({ length: answered }, (_, n) => ({ ...of, attempt: n + 1 })),
      })
      await claimMessages(client, { lease: 'dead', leaseMs: LEASE_MS }, now)
      await deliverDue(deps, delivery({ senders: senders([]) }), later(122))
      expect(await messageOf(database, messageId)).toMatchObject({ status })
    },
  )

  test('an SMS that went to another worker meanwhile is not handed over by the one that lost it', async () => {
    const id = await queue(database, await aTerritory(database), { channel: 'sms' })
    const sent: Sent = []
    const orders = delivery({ senders: senders(sent) })
    const slow: typeof orders.compose = async (message, at) => {
      await deliverDue(deps, orders, later(200))
      return orders.compose(message, at)
    }
    await deliverDue(deps, { ...orders, compose: slow }, now)
    expect(sent.map((each) => each.id)).toEqual([id])
    expect(await messageOf(database, id)).toMatchObject({ status: 'accepted' })
  })

  test('an answer that comes after the lease is believed', async () => {
    const id = await queue(database, await aTerritory(database))
    const slow = async () => {
      await deliverDue(deps, delivery({ senders: senders([]) }), later(200))
      return ACCEPTED
    }
    await deliverDue(deps, delivery({ senders: senders([], slow) }), now)
    expect(await messageOf(database, id)).toMatchObject({ status: 'accepted', reason: null })
  })
})

describe('T-12: several workers at once', () => {
  test.each([2, 4])('%i workers send each of 200 messages once', async (count) => {
    const territoryId = await aTerritory(database)
    await database.client.message.createMany({
      data: Array.from({ length: 200 }, () => ({
        territoryId,
        uniqueKey: randomUUID(),
        channel: 'email' as const,
        template: 'link_again',
        deliverAfter: now,
        createdAt: now,
      })),
    })
    const sent: Sent = []
    const workers = Array.from({ length: count }, (_, i) =>
      deliverDue(deps, delivery({ senders: senders(sent), workerId: `worker ${i}` }), now),
    )
    const counts = await Promise.all(workers)
    expect(sent).toHaveLength(200)
    expect(new Set(sent.map(({ id }) => id)).size).toBe(200)
    expect(counts.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(200)
  })
})
