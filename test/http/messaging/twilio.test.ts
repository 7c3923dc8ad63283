import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { twilioSender } from '../../../server/messaging/twilio.ts'
import { aTwilioServer, says, taken } from './twilio-stub.ts'

const now = new Date('2026-11-24T09:00:00Z')
const TO = '+33639981234'

const open: { close: () => unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0)) await each.close()
})

async function started(answer: (res: ServerResponse) => void) {
  const stub = await aTwilioServer(answer)
  open.push(stub)
  return { stub, sender: senderAt(stub.url) }
}

function senderAt(url: string) {
  return twilioSender({
    sid: 'AC00000000000000000000000000000000',
    token: 'jeton',
    sender: 'CPTSLille',
    url,
  })
}

function send(sender: ReturnType<typeof senderAt>, to = TO) {
  const sms = { channel: 'sms', to, text: 'CPTS Grand-Lille : du nouveau.' } as const
  return sender.send(sms, { id: randomUUID(), territoryId: randomUUID() }, now)
}

test('an SMS is posted once to the messages of the account, at the address of the configuration', async () => {
  const { stub, sender } = await started(taken)
  expect(await send(sender)).toEqual({
    kind: 'accepted',
    ref: 'SM0123456789abcdef',
    delivered: false,
  })
  expect(stub.received).toEqual([
    {
      to: TO,
      from: 'CPTSLille',
      body: 'CPTS Grand-Lille : du nouveau.',
      path: '/2010-04-01/Accounts/AC00000000000000000000000000000000/Messages.json',
      auth: `Basic ${Buffer.from('AC00000000000000000000000000000000:jeton').toString('base64')}`,
    },
  ])
})

describe('T-06: each answer has one meaning, and none is asked again by the library', () => {
  const cases: [string, (res: ServerResponse) => void, string, string][] = [
    ['429', says(429, { code: 20429, message: 'Too many' }), 'retry', '20429'],
    ['503', says(503, { code: 20503, message: 'Unavailable' }), 'retry', '20503'],
    ['503 of a proxy, in HTML', html(503), 'retry', '503'],
    ['401', says(401, { code: 20003, message: 'Authenticate' }), 'retry', '20003'],
    [
      '500, which may have been sent',
      says(500, { code: 20500, message: 'Oops' }),
      'uncertain',
      '20500',
    ],
    ['502 of a proxy', html(502), 'uncertain', '502'],
    ['21610, who wants no SMS', says(400, { code: 21610, message: TO }), 'permanent', '21610'],
    ['21614, not a mobile', says(400, { code: 21614, message: TO }), 'permanent', '21614'],
    ['21211, no such number', says(400, { code: 21211, message: TO }), 'permanent', '21211'],
    ['a refusal we do not know', says(400, { code: 99999, message: TO }), 'permanent', '99999'],
    ['a page of HTML with 200', html(200), 'uncertain', 'réponse'],
    ['JSON cut short', broken, 'uncertain', 'réponse'],
    ['an answer without a number', says(201, {}), 'uncertain', 'réponse'],
    ['a cut', (res) => res.destroy(), 'uncertain', 'ECONNRESET'],
  ]

  test.each(cases)('%s', async (_name, answer, kind, code) => {
    const { stub, sender } = await started(answer)
    const result = await send(sender)
    expect(result).toMatchObject({ kind, reason: { code } })
    expect(JSON.stringify(result)).not.toContain(TO)
    expect(stub.received).toHaveLength(1)
  })

  test.each([
    ['404, no such account', 404, 20404],
    ['404 of a wrong address', 404, undefined],
    ['21212, a sender that is not valid', 400, 21212],
    ['21606, a sender that may not text', 400, 21606],
    ['21660, the sender of another account', 400, 21660],
    ['21611, too many waiting for this sender', 400, 21611],
    ['20005, an account that is not active', 400, 20005],
  ])('%s is an outage, never a refusal of the household', async (_name, status, code) => {
    const { sender } = await started(says(status, { code, message: TO }))
    expect(await send(sender)).toEqual({
      kind: 'retry',
      isOutage: true,
      reason: { code: String(code ?? status), words: 'le fournisseur de SMS refuse notre compte' },
    })
  })

  test('a silence after the data left is uncertain', async () => {
    const { stub, sender } = await started(() => {})
    expect(await send(sender)).toMatchObject({ kind: 'uncertain' })
    expect(stub.received).toHaveLength(1)
  })

  test('nobody listening: tried again', async () => {
    const stub = await aTwilioServer(taken)
    await stub.close()
    expect(await send(senderAt(stub.url))).toMatchObject({
      kind: 'retry',
      reason: { code: 'ECONNREFUSED' },
    })
  })
})

test.each(['+33353010024', '0639981234', '06 39 98 12 34', '', '+33639981234,+33639981235'])(
  'landlines and what is not one number are never texted: %j',
  async (to) => {
    const { stub, sender } = await started(taken)
    expect(await send(sender, to)).toMatchObject({ kind: 'permanent' })
    expect(stub.received).toHaveLength(0)
  },
)

function html(status: number) {
  return (res: ServerResponse) => {
    res.writeHead(status, { 'Content-Type': 'text/html' }).end('<h1>Bad gateway</h1>')
  }
}

function broken(res: ServerResponse): void {
  res.writeHead(201, { 'Content-Type': 'application/json' }).end('{"sid":"SM01')
}
