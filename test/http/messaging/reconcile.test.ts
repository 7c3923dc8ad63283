import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { type Reconciling, reconcile } from '../../../server/messaging/reconcile.ts'
import { twilioSender } from '../../../server/messaging/twilio.ts'
import { deliverDue } from '../../../server/messaging/worker.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory, delivery, later, log, messageOf, now, queue, senders } from './outbox.ts'
import { aTwilioServer, type Sms, says } from './twilio-stub.ts'

const database = await aDatabase()
const deps = { database, log }
const TO = '+33639981234'

const open: { close: () => unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

/** A provider that takes SMS without ever saying so, and then shows what `shown` makes of them. */
async function aLostAnswer(shown: (taken: Sms) => object[]) {
  const asked: string[] = []
  const taken: Sms[] = []
  const stub = await aTwilioServer((res: ServerResponse, sms) => {
    if (sms.to) {
      taken.push(sms)
      res.destroy()
      return
    }
    asked.push(sms.path)
    const [first] = taken
    says(200, { messages: first ? shown(first) : [], page_size: 50, uri: sms.path })(res)
  })
  open.push(stub)
  const sms = twilioSender({ sid: 'AC1', token: 'x', sender: 'CPTS', url: stub.url })
  const id = await queue(database, await aTerritory(database), { channel: 'sms' })
  const markOf = (text: string) => `mark of ${text}`
  await deliverDue(deps, delivery({ senders: { ...senders([]), sms }, markOf }), now)
  const reconciling: Reconciling = {
    sms,
    numberOf: async () => TO,
    markOf,
    onSettled: async () => {},
  }
  return { id, asked, taken, reconciling }
}

const aMessage = (part: object) => ({ sid: 'SM42', status: 'sent', error_code: null, ...part })

describe('T-06: an SMS whose answer was lost', () => {
  test.each([
    ['sent', 'accepted'],
    ['delivered', 'delivered'],
    ['undelivered', 'failed_permanent'],
  ])('that the provider shows as %s is %s', async (status, state) => {
    const { id, asked, reconciling } = await aLostAnswer(({ body }) => [aMessage({ body, status })])
    expect((await messageOf(database, id)).status).toBe('uncertain')
    expect(await reconcile(deps, reconciling, later(59))).toEqual({ asked: 0, settled: 0 })
    expect(await reconcile(deps, reconciling, later(62))).toEqual({ asked: 1, settled: 1 })
    expect(await messageOf(database, id)).toMatchObject({ status: state, providerRef: 'SM42' })
    expect(asked[0]).toContain(`To=${encodeURIComponent(TO)}`)
    expect(asked[0]).toContain('DateSent')
  })

  test('that the provider does not show stays uncertain, is never sent again, and is asked about less and less', async () => {
    const { id, taken, reconciling } = await aLostAnswer(() => [aMessage({ body: 'autre texte' })])
    const askedAt: number[] = []
    for (let minutes = 1; minutes <= 48 * 60; minutes += 1) {
      const { asked } = await reconcile(deps, reconciling, later(minutes * 60 + 2))
      if (asked) askedAt.push(minutes)
    }
    expect((await messageOf(database, id)).status).toBe('uncertain')
    expect(taken).toHaveLength(1)
    expect(askedAt.length).toBeLessThan(15)
    expect(askedAt.at(-1)).toBeLessThanOrEqual(35 * 60)
  }, 60_000)

  test('a provider that does not answer is asked again later, about one message only', async () => {
    const { id, reconciling } = await aLostAnswer(({ body }) => [aMessage({ body })])
    const { territoryId, textMark, leftAt, askAfter } = await messageOf(database, id)
    const lost = { channel: 'sms', template: 'link_again', status: 'uncertain' } as const
    const due = { deliverAfter: now, createdAt: now, textMark, leftAt, askAfter }
    await database.client.message.create({ data: { territoryId, uniqueKey: 'b', ...lost, ...due } })
    let calls = 0
    const find = async () => {
      calls += 1
      return null
    }
    const silent = { ...reconciling, sms: { ...reconciling.sms, find } }
    expect(await reconcile(deps, silent, later(62))).toEqual({ asked: 1, settled: 0 })
    expect(calls).toBe(1)
    expect((await reconcile(deps, reconciling, later(300))).settled).toBe(1)
  })

  test('is found once: another message of the same words keeps its own', async () => {
    const { id, reconciling } = await aLostAnswer(({ body }) => [aMessage({ body })])
    await database.client.message.create({
      data: {
        territoryId: (await messageOf(database, id)).territoryId,
        uniqueKey: 'other',
        channel: 'sms',
        template: 'link_again',
        status: 'accepted',
        providerRef: 'SM42',
        deliverAfter: now,
        createdAt: now,
      },
    })
    await reconcile(deps, reconciling, later(62))
    expect((await messageOf(database, id)).status).toBe('uncertain')
  })
})
