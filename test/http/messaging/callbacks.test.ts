import { randomUUID } from 'node:crypto'
import request from 'supertest'
import twilio from 'twilio'
import { describe, expect, test } from 'vitest'
import { createApp } from '../../../server/app.ts'
import type { SendResult } from '../../../server/messaging/rules.ts'
import { deliverDue } from '../../../server/messaging/worker.ts'
import { aDeps } from '../../support/app.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory, delivery, messageOf, now, queue, senders } from './outbox.ts'

const database = await aDatabase()
const TOKEN = 'jeton-de-signature'
const PUBLIC = 'https://cpts.example.org'
const deps = aDeps(database, {
  config: {
    publicUrl: PUBLIC,
    twilio: { sid: 'AC1', token: TOKEN, sender: 'CPTSLille', url: 'https://api.twilio.com' },
  },
})
const app = createApp(deps)

type Call = { sid: string; status: string; code?: number; envoi?: string; token?: string }

/** Calls as Twilio does: signed over the public address, arriving at the one behind the proxy. */
function call({ sid, status, code, envoi, token = TOKEN }: Call) {
  const path = `/rappels/twilio${envoi ? `?envoi=${envoi}` : ''}`
  const fields: Record<string, string> = { MessageSid: sid, MessageStatus: status }
  if (code) fields.ErrorCode = String(code)
  const signature = twilio.getExpectedTwilioSignature(token, PUBLIC + path, fields)
  return request(app).post(path).set('X-Twilio-Signature', signature).type('form').send(fields)
}

async function anSms(answer: SendResult | (() => Promise<SendResult>)): Promise<string> {
  const id = await queue(database, await aTerritory(database), { channel: 'sms' })
  const say = typeof answer === 'function' ? answer : () => answer
  const sms = { ...senders([], say).sms, provider: 'twilio' }
  await deliverDue(deps, delivery({ senders: { ...senders([]), sms } }), now)
  return id
}

const sent = (ref: string): SendResult => ({ kind: 'accepted', ref, delivered: false })

describe('T-16: the callbacks of the SMS provider', () => {
  test('delivered makes it delivered, with its time', async () => {
    const id = await anSms(sent('SM1'))
    await call({ sid: 'SM1', status: 'delivered' }).expect(204)
    expect(await messageOf(database, id)).toMatchObject({
      status: 'delivered',
      deliveredAt: deps.now(),
      reason: null,
    })
  })

  test('the same again, and an older one after, change nothing', async () => {
    const id = await anSms(sent('SM1'))
    for (const status of ['delivered', 'delivered', 'sent', 'undelivered'])
      await call({ sid: 'SM1', status }).expect(204)
    expect((await messageOf(database, id)).status).toBe('delivered')
  })

  test('a signature that is wrong, made with another key or missing is refused (403)', async () => {
    const id = await anSms(sent('SM1'))
    await call({ sid: 'SM1', status: 'delivered', token: 'autre' }).expect(403)
    const unsigned = request(app).post('/rappels/twilio').type('form')
    await unsigned.send({ MessageSid: 'SM1', MessageStatus: 'delivered' }).expect(403)
    expect((await messageOf(database, id)).status).toBe('accepted')
  })

  test('a number of no message of ours is answered 204', async () => {
    await call({ sid: 'SMinconnu', status: 'delivered' }).expect(204)
    await call({ sid: 'SMinconnu', status: 'delivered', envoi: randomUUID() }).expect(204)
  })

  test('one that comes before our own note makes that note', async () => {
    let early: Promise<unknown> | null = null
    const id = await queue(database, await aTerritory(database), { channel: 'sms' })
    const answer = async () => {
      early = call({ sid: 'SM7', status: 'delivered', envoi: id }).expect(204).then()
      await early
      return sent('SM7')
    }
    const sms = { ...senders([], answer).sms, provider: 'twilio' }
    await deliverDue(deps, delivery({ senders: { ...senders([]), sms } }), now)
    expect(await messageOf(database, id)).toMatchObject({ status: 'delivered', providerRef: 'SM7' })
  })

  test('one about a message whose answer was lost settles it', async () => {
    const lost: SendResult = { kind: 'uncertain', reason: { code: 'ETIMEDOUT', words: 'silence' } }
    const id = await anSms(lost)
    await call({ sid: 'SM8', status: 'sent', envoi: id }).expect(204)
    expect(await messageOf(database, id)).toMatchObject({ status: 'accepted', providerRef: 'SM8' })
  })

  test('one about another sending of the same message is nobody’s', async () => {
    const id = await anSms(sent('SM1'))
    await call({ sid: 'SM2', status: 'delivered', envoi: id }).expect(204)
    expect((await messageOf(database, id)).status).toBe('accepted')
  })
})
