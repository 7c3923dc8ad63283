import { afterEach, expect, test } from 'vitest'
import { carriedChannels, closeSenders, sendersOf } from '../../../server/messaging/senders.ts'
import { deliverDue } from '../../../server/messaging/worker.ts'
import { aDatabase } from '../../support/database.ts'
import { aTerritory, delivery, messageOf, now, queue } from './outbox.ts'
import { anSmtpServer, refusal } from './smtp-stub.ts'
import { someDeps } from './support.ts'

const database = await aDatabase()

const open: { close: () => unknown }[] = []
afterEach(async () => {
  for (const each of open.splice(0).reverse()) await each.close()
})

test('in demonstration nothing leaves: mails and SMS are kept to be read', async () => {
  const deps = someDeps(database)
  const territoryId = await aTerritory(database)
  for (const channel of ['email', 'sms'] as const) await queue(database, territoryId, { channel })
  const counts = await deliverDue(deps, delivery({ senders: sendersOf(deps) }), now)
  expect(counts.delivered).toBe(2)
  expect(await database.client.localMessage.count()).toBe(2)
  expect(carriedChannels(deps.config)).toEqual({ email: true, sms: true })
})

test('in demonstration with a mail server, the mail really leaves and can still be read', async () => {
  const mail = await anSmtpServer()
  const deps = someDeps(database, { smtpUrl: mail.url })
  const senders = sendersOf(deps)
  open.push(mail, senders.email)
  await queue(database, await aTerritory(database))
  expect((await deliverDue(deps, delivery({ senders }), now)).accepted).toBe(1)
  expect(mail.received).toHaveLength(1)
  expect(await database.client.localMessage.count()).toBe(1)
})

test('a mail that was refused leaves no copy', async () => {
  const mail = await anSmtpServer({ onRcptTo: (_a, _s, done) => done(refusal(550, 'no')) })
  const deps = someDeps(database, { smtpUrl: mail.url })
  const senders = sendersOf(deps)
  open.push(mail, senders.email)
  await queue(database, await aTerritory(database))
  await deliverDue(deps, delivery({ senders }), now)
  expect(await database.client.localMessage.count()).toBe(0)
})

test('in production a channel without a provider fails for good and says why', async () => {
  const deps = someDeps(database, { demo: false })
  const id = await queue(database, await aTerritory(database), { channel: 'sms' })
  await deliverDue(deps, delivery({ senders: sendersOf(deps) }), now)
  expect(await messageOf(database, id)).toMatchObject({
    status: 'failed_permanent',
    reason: 'configuration · aucun fournisseur n’est configuré',
  })
  expect(carriedChannels(deps.config)).toEqual({ email: false, sms: false })
})

test('with a second mail server, a mail that the first cannot take leaves by it', async () => {
  const second = await anSmtpServer()
  const deps = someDeps(database, {
    smtpUrl: 'smtp://127.0.0.1:1',
    smtpFallbackUrl: second.url,
  })
  const senders = sendersOf(deps)
  open.push(second, { close: () => closeSenders(senders) })
  const id = await queue(database, await aTerritory(database))
  await deliverDue(deps, delivery({ senders }), now)
  expect(second.received).toHaveLength(1)
  expect(await messageOf(database, id)).toMatchObject({
    status: 'accepted',
    provider: 'smtp_fallback',
  })
})
