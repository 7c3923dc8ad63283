import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import { smtpSender } from '../../../server/messaging/smtp.ts'
import { anSmtpServer, refusal } from './smtp-stub.ts'

const FROM = 'ne-pas-repondre@cpts.example.org'
const now = new Date('2026-11-24T09:00:00Z')

const open: { close: () => unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})

/** What becomes of a mail handed to this server. */
async function sentTo(server: ReturnType<typeof anSmtpServer>) {
  const stub = await server
  const sender = smtpSender({ url: stub.url, from: FROM, encrypted: false })
  open.push(stub, sender)
  const mail = {
    channel: 'email',
    to: 'jeanne@example.org',
    fromName: 'CPTS Grand-Lille',
    replyTo: null,
    subject: 'Du nouveau',
    text: 'Bonjour',
    html: '<p>Bonjour</p>',
  } as const
  return sender.send(mail, { id: randomUUID(), territoryId: randomUUID() }, now)
}

describe('a server that refuses our account, not this mail', () => {
  const refusing = {
    MAIL: (error: Error) => anSmtpServer({ onMailFrom: (_a, _s, done) => done(error) }),
    RCPT: (error: Error) => anSmtpServer({ onRcptTo: (_a, _s, done) => done(error) }),
    DATA: (error: Error) =>
      anSmtpServer({
        onData: (stream, _session, done) => {
          stream.resume()
          stream.on('end', () => done(error))
        },
      }),
  }
  type Stage = keyof typeof refusing

  test.each<[Stage, number, string]>([
    ['MAIL', 553, '5.7.1 Sender address rejected: not owned by user'],
    ['MAIL', 550, '5.4.5 Daily sending quota exceeded'],
    ['MAIL', 550, 'access denied'],
    ['RCPT', 553, '5.7.1 <ne-pas-repondre@cpts.example.org>: Sender address rejected'],
    ['RCPT', 554, '5.7.1 <jeanne@example.org>: Relay access denied'],
    ['RCPT', 550, '5.7.1 Unable to relay'],
    ['RCPT', 530, '5.7.0 Authentication required'],
    ['RCPT', 452, '4.7.1 You exceeded your hourly limit'],
    ['DATA', 550, '5.4.5 Daily user limit exceeded'],
    ['DATA', 554, '5.7.1 sending limit reached'],
    ['DATA', 554, '5.7.1 Message quota exceeded for this account'],
  ])('at %s, %i %s: an outage, tried again', async (stage, code, text) => {
    expect(await sentTo(refusing[stage](refusal(code, text)))).toMatchObject({
      kind: 'retry',
      isOutage: true,
      reason: { words: 'le serveur de mail refuse notre compte' },
    })
  })

  test.each<[Stage, number, string]>([
    ['RCPT', 552, '5.2.2 Mailbox quota exceeded'],
    ['RCPT', 552, 'Quota exceeded: the mailbox is full'],
    ['RCPT', 550, '5.2.1 disabled: daily limit of this mailbox'],
    ['RCPT', 550, '5.1.1 <relay-daily-limit@example.org> unknown'],
    ['MAIL', 552, '5.3.4 Message size exceeds fixed limit'],
    ['DATA', 552, '5.3.4 Message size exceeds the sending limit'],
  ])('at %s, %i %s is about this mail alone', async (stage, code, text) => {
    expect((await sentTo(refusing[stage](refusal(code, text)))).kind).toBe('permanent')
  })
})
