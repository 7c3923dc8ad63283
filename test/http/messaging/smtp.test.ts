import { randomUUID } from 'node:crypto'
import PostalMime from 'postal-mime'
import { afterEach, describe, expect, test } from 'vitest'
import type { EmailSender, OutgoingEmail } from '../../../server/messaging/rules.ts'
import { smtpSender } from '../../../server/messaging/smtp.ts'
import { anSmtpServer, aScriptedServer, polite, refusal } from './smtp-stub.ts'

const FROM = 'ne-pas-repondre@cpts.example.org'
const now = new Date('2026-11-24T09:00:00Z')

const open: { close: () => unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})

async function started<S extends { url: string; close: () => unknown }>(server: Promise<S>) {
  const stub = await server
  const sender = smtpSender({ url: stub.url, from: FROM, encrypted: false })
  open.push(stub, sender)
  return { stub, sender }
}

function anEmail(part: Partial<OutgoingEmail> = {}): OutgoingEmail {
  return {
    channel: 'email',
    to: 'jeanne@example.org',
    fromName: 'CPTS Grand-Lille',
    replyTo: 'coordination@example.org',
    subject: 'Du nouveau pour votre demande GL-4K7-92M',
    text: 'Bonjour,\n\nVoici votre page privée.\n',
    html: '<p>Bonjour,</p>',
    ...part,
  }
}

function send(sender: EmailSender, email = anEmail(), id = randomUUID()) {
  return sender.send(email, { id, territoryId: randomUUID() }, now)
}

describe('a server that takes the mail', () => {
  test('receives one mail for one recipient, from the territory, with a stable Message-ID', async () => {
    const { stub, sender } = await started(anSmtpServer())
    const id = randomUUID()
    expect(await send(sender, anEmail(), id)).toMatchObject({ kind: 'accepted', delivered: false })
    expect(stub.received).toHaveLength(1)
    const [{ from, to, raw }] = stub.received as [(typeof stub.received)[0]]
    expect({ from, to }).toEqual({ from: FROM, to: ['jeanne@example.org'] })
    expect(await PostalMime.parse(raw)).toMatchObject({
      from: { name: 'CPTS Grand-Lille', address: FROM },
      to: [{ name: '', address: 'jeanne@example.org' }],
      replyTo: [{ address: 'coordination@example.org' }],
      subject: 'Du nouveau pour votre demande GL-4K7-92M',
      messageId: `<${id}@cpts.example.org>`,
      text: expect.stringMatching(/^Bonjour,\n\nVoici votre page privée\.\n+$/),
      html: expect.stringMatching(/^<p>Bonjour,<\/p>\n+$/),
    })
  })

  test('several mails leave on one connection', async () => {
    let connections = 0
    const { stub, sender } = await started(
      anSmtpServer({
        onConnect: (_session, done) => {
          connections += 1
          done()
        },
      }),
    )
    for (let i = 0; i < 5; i += 1) await send(sender)
    expect(stub.received).toHaveLength(5)
    expect(connections).toBe(1)
  })

  test('its number for the mail is kept', async () => {
    const { sender } = await started(aScriptedServer((_s, line, inData) => polite(line, inData)))
    expect(await send(sender)).toEqual({ kind: 'accepted', ref: '4B1D', delivered: false })
  })
})

describe('T-05: a server that refuses did not take the mail', () => {
  test('an unknown recipient (550) is a failure for good, told without the address', async () => {
    const { sender } = await started(
      anSmtpServer({
        onRcptTo: ({ address }, _session, done) => done(refusal(550, `5.1.1 <${address}> unknown`)),
      }),
    )
    expect(await send(sender)).toEqual({
      kind: 'permanent',
      reason: { code: '550 5.1.1', words: 'le serveur de mail refuse cette adresse' },
    })
  })

  test('a greylisting (451) is tried again', async () => {
    const { sender } = await started(
      anSmtpServer({ onRcptTo: (_a, _s, done) => done(refusal(451, '4.7.1 come back later')) }),
    )
    expect(await send(sender)).toMatchObject({ kind: 'retry', reason: { code: '451 4.7.1' } })
  })

  test('a mail refused after its body (554) is a failure for good, after it (452) is tried again', async () => {
    for (const [code, kind] of [
      [554, 'permanent'],
      [452, 'retry'],
    ] as const) {
      const { sender } = await started(
        anSmtpServer({
          onData: (stream, _session, done) => {
            stream.resume()
            stream.on('end', () => done(refusal(code, 'no')))
          },
        }),
      )
      expect(await send(sender)).toMatchObject({ kind, reason: { code: String(code) } })
    }
  })

  test('a refused password is tried again, since it is ours to mend', async () => {
    const stub = await anSmtpServer({
      authOptional: false,
      onAuth: (_auth, _session, done) => done(refusal(535, '5.7.8 no')),
    })
    const url = stub.url.replace('smtp://', 'smtp://nous:faux@')
    const sender = smtpSender({ url, from: FROM, encrypted: false })
    open.push(stub, sender)
    expect(await send(sender)).toMatchObject({ kind: 'retry', reason: { code: 'EAUTH' } })
  })

  test('a server that is closed to everybody (554 at its greeting) is tried again', async () => {
    const { sender } = await started(
      anSmtpServer({ onConnect: (_session, done) => done(refusal(554, 'no service here')) }),
    )
    expect(await send(sender)).toMatchObject({ kind: 'retry' })
  })

  test('a server without encryption is refused where encryption is asked', async () => {
    const stub = await anSmtpServer()
    const sender = smtpSender({ url: stub.url, from: FROM, encrypted: true })
    open.push(stub, sender)
    expect(await send(sender)).toMatchObject({ kind: 'retry', reason: { code: 'ETLS' } })
    expect(stub.received).toHaveLength(0)
  })
})

describe('T-05: a server that is lost', () => {
  test('nobody listening: tried again', async () => {
    const stub = await anSmtpServer()
    await stub.close()
    const sender = smtpSender({ url: stub.url, from: FROM, encrypted: false })
    open.push(sender)
    expect(await send(sender)).toMatchObject({ kind: 'retry' })
  })

  test('silence before any greeting is cut and tried again', async () => {
    const { sender } = await started(aScriptedServer(() => '', false))
    expect(await send(sender)).toMatchObject({ kind: 'retry', reason: { code: 'ETIMEDOUT' } })
  })

  test('cut before the body: tried again', async () => {
    const { sender } = await started(
      aScriptedServer((_s, line, inData) => (line === 'DATA' ? null : polite(line, inData))),
    )
    expect(await send(sender)).toMatchObject({ kind: 'retry' })
  })

  test('cut after the body: uncertain, never tried again by itself', async () => {
    let bodies = 0
    const { sender } = await started(
      aScriptedServer((_s, line, inData) => {
        if (inData && line === '.') bodies += 1
        return inData && line === '.' ? null : polite(line, inData)
      }),
    )
    expect(await send(sender)).toMatchObject({ kind: 'uncertain' })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(bodies).toBe(1)
  })

  test('silence after the body: uncertain', async () => {
    const { sender } = await started(
      aScriptedServer((_s, line, inData) => (inData && line === '.' ? '' : polite(line, inData))),
    )
    expect(await send(sender)).toMatchObject({
      kind: 'uncertain',
      reason: { code: 'ETIMEDOUT', words: 'le serveur de mail n’a pas répondu à temps' },
    })
  })
})

describe('T-24: one recipient, whatever was typed', () => {
  test.each([
    'a@example.org, b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    'Équipe: a@example.org;',
    '"a@evil.example"@example.org',
    'a(note)@example.org',
  ])('%j is not sent to', async (to) => {
    const { stub, sender } = await started(anSmtpServer())
    expect(await send(sender, anEmail({ to }))).toMatchObject({ kind: 'permanent' })
    expect(stub.received).toHaveLength(0)
  })

  test('a name or a subject with line breaks adds no header', async () => {
    const { stub, sender } = await started(anSmtpServer())
    const typed = 'CPTS\r\nBcc: voleur@evil.example\r\n\r\nAutre corps'
    await send(
      sender,
      anEmail({ fromName: typed, subject: typed, replyTo: `a@b.org\r\nBcc: c@d.org` }),
    )
    const [mail] = stub.received
    const parsed = await PostalMime.parse(mail?.raw ?? '')
    expect(mail?.to).toEqual(['jeanne@example.org'])
    expect(parsed.headers.map(({ key }) => key)).not.toContain('bcc')
    expect(parsed.replyTo).toBeUndefined()
    expect(parsed.subject).toBe('CPTS Bcc: voleur@evil.example Autre corps')
  })
})

test('a sender address that is not one plain address stops the start', () => {
  expect(() =>
    smtpSender({ url: 'smtp://127.0.0.1', from: 'a@b.org, c@d.org', encrypted: false }),
  ).toThrow()
})
