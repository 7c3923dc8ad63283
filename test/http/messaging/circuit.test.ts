import { describe, expect, test } from 'vitest'
import type { Senders, SendResult, Template } from '../../../server/messaging/rules.ts'
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

const AWAY: SendResult = {
  kind: 'retry',
  reason: { code: 'ECONNECTION', words: 'coupé' },
  isOutage: true,
}
const GREYLISTED: SendResult = { kind: 'retry', reason: { code: '451', words: 'attendez' } }
const LOST: SendResult = {
  kind: 'uncertain',
  reason: { code: 'ETIMEDOUT', words: 'silence' },
  isOutage: true,
}

async function aQueue(
  count: number,
  channel: 'email' | 'sms' = 'email',
  template: Template = 'link_again',
): Promise<string[]> {
  const territoryId = await aTerritory(database)
  const ids: string[] = []
  for (let i = 0; i < count; i += 1)
    ids.push(await queue(database, territoryId, { channel, template }))
  return ids
}

function deliver(with_: Senders, seconds: number) {
  return deliverDue(deps, delivery({ senders: with_ }), later(seconds))
}

function byStatus() {
  return database.client.message.groupBy({
    by: ['status'],
    _count: true,
    orderBy: { status: 'asc' },
  })
}

/** A first server and a second one, each with its answer and what it was given. */
function twoServers(first: () => SendResult, second: () => SendResult) {
  const [toFirst, toSecond]: [Sent, Sent] = [[], []]
  const two: Senders = {
    ...senders(toFirst, first),
    emailFallback: { ...senders(toSecond, second).email, provider: 'second' },
  }
  return { two, toFirst, toSecond }
}

describe('T-07: a provider that fails five times in a row', () => {
  test('is left alone: the other messages wait, untried and uncounted', async () => {
    await aQueue(30)
    const sent: Sent = []
    await deliver(
      senders(sent, () => AWAY),
      0,
    )
    expect(sent.length).toBeGreaterThanOrEqual(5)
    expect(sent.length).toBeLessThanOrEqual(8)
    const untried = await database.client.message.findMany({ where: { status: 'queued' } })
    expect(untried).toHaveLength(30 - sent.length)
    expect(untried.every(({ attempts, reason }) => attempts === 0 && reason === null)).toBe(true)
  })

  test('is tried once every thirty seconds, and not by two workers', async () => {
    await aQueue(30)
    const sent: Sent = []
    const away = senders(sent, () => AWAY)
    await deliver(away, 0)
    const before = sent.length
    await deliver(away, 29)
    expect(sent).toHaveLength(before)
    await Promise.all([deliver(away, 31), deliver(away, 31), deliver(away, 31)])
    expect(sent).toHaveLength(before + 1)
  })

  test('takes everything as soon as it answers the probe, what it refused included', async () => {
    await aQueue(30)
    await deliver(
      senders([], () => AWAY),
      0,
    )
    const sent: Sent = []
    await deliver(senders(sent), 45)
    expect(new Set(sent.map(({ id }) => id)).size).toBe(30)
    expect(await byStatus()).toEqual([{ status: 'accepted', _count: 30 }])
    expect(await database.client.providerCircuit.count()).toBe(0)
  })

  test('holds its own channel alone', async () => {
    await aQueue(10, 'sms')
    const [email] = await aQueue(1)
    await deliver(
      { ...senders([]), sms: { ...senders([], () => AWAY).sms, provider: 'twilio' } },
      0,
    )
    expect((await messageOf(database, email ?? '')).status).toBe('accepted')
  })

  test('an answer that never came counts as a failure: few messages are left uncertain', async () => {
    await aQueue(30)
    const sent: Sent = []
    await deliver(
      senders(sent, () => LOST),
      0,
    )
    expect(sent.length).toBeLessThanOrEqual(8)
  })

  test('refusals of single messages leave it in use', async () => {
    await aQueue(30)
    const sent: Sent = []
    await deliver(
      senders(sent, () => GREYLISTED),
      0,
    )
    expect(sent).toHaveLength(30)
  })
})

describe('the second mail server', () => {
  test.each([
    ['refuses for now', GREYLISTED],
    ['cannot be reached', AWAY],
  ])('takes the mail that the first one %s', async (_how, answer) => {
    const [id] = await aQueue(1)
    const { two, toSecond } = twoServers(
      () => answer,
      () => ACCEPTED,
    )
    await deliver(two, 0)
    expect(toSecond).toHaveLength(1)
    expect(await messageOf(database, id ?? '')).toMatchObject({
      status: 'accepted',
      provider: 'second',
      attempts: 1,
    })
    const tries = await database.client.sendAttempt.findMany({ orderBy: { at: 'asc' } })
    expect(tries).toMatchObject([
      { provider: 'stub', answer: 'retry', attempt: 1 },
      { provider: 'second', answer: 'accepted', attempt: 1, reason: null },
    ])
  })

  test('takes everything while the circuit of the first is open', async () => {
    await aQueue(30)
    const { two, toFirst, toSecond } = twoServers(
      () => AWAY,
      () => ACCEPTED,
    )
    await deliver(two, 0)
    expect(toSecond).toHaveLength(30)
    expect(toFirst.length).toBeLessThanOrEqual(8)
  })

  test.each([
    ['an uncertain answer', LOST, 'uncertain'],
    [
      'a refusal for good',
      { kind: 'permanent', reason: { code: '550', words: 'inconnu' } } as const,
      'failed_permanent',
    ],
  ])('is never tried after %s', async (_what, answer, status) => {
    const [id] = await aQueue(1)
    const { two, toSecond } = twoServers(
      () => answer,
      () => ACCEPTED,
    )
    await deliver(two, 0)
    expect(toSecond).toHaveLength(0)
    expect((await messageOf(database, id ?? '')).status).toBe(status)
  })
})

describe('what names people', () => {
  const aSecureQueue = (count: number) => aQueue(count, 'email', 'household_expected')

  /** Two ordinary servers and the secure account, each with its answer and what it was given. */
  function threeAccounts(ordinary: SendResult, secure: SendResult) {
    const toSecure: Sent = []
    const { two, toFirst, toSecond } = twoServers(
      () => ordinary,
      () => ordinary,
    )
    const account = { ...senders(toSecure, () => secure).secure, provider: 'mssante' }
    return {
      all: { ...two, secure: account },
      toOrdinary: () => [...toFirst, ...toSecond],
      toSecure,
    }
  }

  test('waits for the secure account alone, untouched, while other mail leaves', async () => {
    await aSecureQueue(30)
    const { all, toOrdinary, toSecure } = threeAccounts(ACCEPTED, AWAY)
    await deliver(all, 0)
    expect(toSecure.length).toBeLessThanOrEqual(8)
    const waiting = () => database.client.message.findMany({ orderBy: { id: 'asc' } })
    const before = await waiting()
    const untried = before.filter(({ deliverAfter }) => deliverAfter.getTime() === now.getTime())
    expect(untried).toHaveLength(30 - toSecure.length)
    const [ordinary = ''] = await aQueue(1)
    await deliver(all, 10)
    expect(toOrdinary().map(({ id }) => id)).toEqual([ordinary])
    expect((await waiting()).filter(({ id }) => id !== ordinary)).toEqual(before)
    const [circuit] = await database.client.providerCircuit.findMany()
    expect(circuit?.provider).toBe('mssante')
  })

  test('leaves by the secure account while the ordinary servers are away', async () => {
    await aQueue(30)
    const { all, toSecure } = threeAccounts(AWAY, ACCEPTED)
    await deliver(all, 0)
    const [id = ''] = await aSecureQueue(1)
    await deliver(all, 10)
    expect(toSecure).toHaveLength(1)
    expect(await messageOf(database, id)).toMatchObject({ status: 'accepted', provider: 'mssante' })
  })

  test('is never handed to an ordinary server, whatever the secure account answers', async () => {
    for (const answer of [GREYLISTED, LOST, AWAY]) {
      await aSecureQueue(1)
      const { all, toOrdinary, toSecure } = threeAccounts(ACCEPTED, answer)
      await deliver(all, 0)
      expect([toSecure.length, toOrdinary().length]).toEqual([1, 0])
    }
  })
})
