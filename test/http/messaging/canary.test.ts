import { Writable } from 'node:stream'
import pino from 'pino'
import PostalMime from 'postal-mime'
import { afterAll, expect, test } from 'vitest'
import type { RequestStatus } from '../../../prisma/generated/enums.ts'
import type { Deps } from '../../../server/deps.ts'
import { composeMessage } from '../../../server/letters/compose.ts'
import { markWith } from '../../../server/messaging/reconcile.ts'
import type { SentChannel, Template } from '../../../server/messaging/rules.ts'
import { sendersOf } from '../../../server/messaging/senders.ts'
import { deliverDue } from '../../../server/messaging/worker.ts'
import { aDatabase } from '../../support/database.ts'
import { withoutTokens } from '../../support/tokens.ts'
import { aCanary, aList, CANARY } from './canary.ts'
import { aTerritory, now, queue } from './outbox.ts'
import { anSmtpServer, refusal } from './smtp-stub.ts'
import { someDeps } from './support.ts'
import { aTwilioServer, says, taken } from './twilio-stub.ts'

const database = await aDatabase()
const mail = await anSmtpServer()
const phones = await aTwilioServer(taken)
afterAll(async () => {
  await mail.close()
  await phones.close()
})

/** Sends every template on both channels, by the real text and the real adapters. */
async function sendAll(deps: Deps): Promise<{ id: string; channel: SentChannel }[]> {
  const territoryId = await aTerritory(database)
  const requestId = await aCanary(deps, territoryId)
  const shortlistId = await aList(deps, territoryId, requestId)
  const queued: { id: string; channel: SentChannel }[] = []
  for (const [status, templates] of SAID) {
    await database.client.orientationRequest.update({ where: { id: requestId }, data: { status } })
    for (const template of templates)
      for (const channel of ['email', 'sms'] as const) {
        const ids: Record<string, string> = template === 'shortlist' ? { shortlistId } : {}
        const message = { requestId, channel, template, ids }
        queued.push({ channel, id: await queue(database, territoryId, message) })
      }
    await deliver(deps)
  }
  return queued
}

/** In the status in which each is worth saying. */
const SAID: readonly [RequestStatus, readonly Template[]][] = [
  ['shortlisted', ['request_received', 'shortlist', 'link_again']],
  ['outside', ['request_outside']],
]

async function deliver(deps: Deps): Promise<void> {
  const senders = sendersOf(deps)
  const compose = composeMessage.bind(null, deps)
  await deliverDue(
    deps,
    { compose, senders, markOf: markWith(deps.keys), workerId: 'w', limit: 100 },
    now,
  )
  senders.email.close()
}

function journal() {
  const lines: string[] = []
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk))
      done()
    },
  })
  return { lines, log: pino({ level: 'debug' }, sink) }
}

function depsTo(smtpUrl: string, twilioUrl: string, log: Deps['log']): Deps {
  const twilio = { sid: 'AC00', token: 'jeton', sender: 'CPTSLille', url: twilioUrl }
  return {
    ...someDeps(database, { smtpUrl, mailFrom: 'trait@cpts.example.org', twilio }),
    log,
  }
}

test('T-27, B7: of a household, nothing but the reference is in a mail, its headers, an SMS nor the journal', async () => {
  const { lines, log } = journal()
  const deps = depsTo(mail.url, phones.url, log)
  const queued = await sendAll(deps)
  const states = await database.client.message.findMany({
    where: { id: { in: queued.map(({ id }) => id) } },
  })
  expect(states.map(({ status }) => status)).toEqual(queued.map(() => 'accepted'))
  expect(mail.received).toHaveLength(4)
  expect(phones.received).toHaveLength(4)

  for (const { raw, to } of mail.received) {
    expect(to).toEqual(['jeanne@example.org'])
    const parsed = await PostalMime.parse(raw)
    const told = [
      raw.toString(),
      parsed.subject,
      parsed.text,
      parsed.html,
      JSON.stringify(parsed.headers),
    ]
    for (const each of told) expect(withoutTokens(each ?? '')).not.toMatch(CANARY)
    expect(parsed.text).toMatch(/https:\/\/cpts\.example\.org\/suivi\/[\w-]{43}/)
    expect(withoutTokens(parsed.text ?? '')).not.toMatch(/1,2|1\.2|\bkm\b|ALD|domicile|fauteuil/)
  }
  for (const { body } of phones.received) {
    expect(withoutTokens(body)).not.toMatch(CANARY)
    expect(body).toMatch(/https:\/\/cpts\.example\.org\/suivi\/[\w-]{43}/)
  }
  const list = phones.received.find(({ body }) => body.includes('Dr '))
  expect(list?.body).toContain(
    'Dr Ombeline Vanhoublon, 6 rue du Rouet, 59000 Lille, 03 53 01 41 07',
  )

  const written = lines.join('')
  expect(written).toContain('"status":"accepted"')
  expect(written).not.toMatch(CANARY)
  expect(written).not.toMatch(/jeanne@|639981234|suivi\//)
})

test('T-27: refused by both providers, neither the reason stored nor the journal says to whom', async () => {
  const refusing = await anSmtpServer({
    onRcptTo: ({ address }, _session, done) => done(refusal(550, `5.1.1 <${address}> canari`)),
  })
  const refusingPhones = await aTwilioServer(
    says(400, { code: 21614, message: "'To' +33639981234 canari" }),
  )
  const { lines, log } = journal()
  const deps = depsTo(refusing.url, refusingPhones.url, log)
  await sendAll(deps)
  const messages = await database.client.message.findMany()
  expect(messages.map(({ status }) => status)).toEqual(messages.map(() => 'failed_permanent'))
  const kept = JSON.stringify(messages) + lines.join('')
  expect(kept).not.toMatch(CANARY)
  expect(kept).not.toMatch(/jeanne@|639981234|suivi\//)
  await refusing.close()
  await refusingPhones.close()
})

test('every message has a link of its own, and the outbox holds none of them', async () => {
  mail.received.length = 0
  phones.received.length = 0
  const deps = depsTo(mail.url, phones.url, someDeps(database).log)
  await sendAll(deps)
  const texts = await Promise.all(
    mail.received.map(async ({ raw }) => (await PostalMime.parse(raw)).text ?? ''),
  )
  const tokens = [...texts, ...phones.received.map(({ body }) => body)].map(
    (text) => /suivi\/([\w-]{43})/.exec(text)?.[1] ?? '',
  )
  expect(new Set(tokens).size).toBe(8)
  const stored = JSON.stringify([
    await database.client.message.findMany(),
    await database.client.privateLink.findMany(),
    await database.client.localMessage.findMany(),
  ])
  for (const token of tokens) expect(stored).not.toContain(token)
})
