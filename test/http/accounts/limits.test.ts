import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { codeAt } from '../../../server/accounts/totp.ts'
import { formLimit } from '../../../server/http/limits.ts'
import { createLog } from '../../../server/log.ts'
import { aDatabase } from '../../support/database.ts'
import { aLink, anAccount, PASSWORD, signIn } from './accounts.ts'
import { anAccountApp, aTerritory, someDeps, Visitor } from './support.ts'

const database = await aDatabase()
const start = new Date('2026-12-01T09:00:00Z')
const clock = { at: start }
const deps = someDeps(database, clock)
const app = anAccountApp(deps)

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
  clock.at = start
  await aTerritory(database, 'grand-lille')
})
afterEach(() => {
  vi.useRealTimers()
})

const pass = (minutes: number) => {
  clock.at = new Date(clock.at.getTime() + minutes * 60_000)
  vi.setSystemTime(clock.at)
}

/** How many answers had each status. */
const tally = (answers: { status: number }[]) => {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

describe('T-19: brute force', () => {
  test('T-19: of 1,000 guesses at one account from 100 addresses, ten are looked at', async () => {
    const account = await anAccount(deps)
    const visitors = Array.from({ length: 100 }, () => new Visitor(app))
    const answers = []
    for (let guess = 0; guess < 1000; guess += 1) {
      const fields = { courriel: account.email, mot_de_passe: `guess number ${guess}` }
      const visitor = visitors[guess % visitors.length] ?? new Visitor(app)
      answers.push(await visitor.post('/connexion', fields))
    }
    expect(tally(answers)).toEqual({ 422: 10, 429: 990 })
    const waits = answers.slice(10).map(({ headers }) => headers['retry-after'])
    expect(new Set(waits)).toEqual(new Set(['900']))
  })

  test('T-19: of forty guesses at the same instant, ten are looked at', async () => {
    const account = await anAccount(deps)
    const fields = { courriel: account.email, mot_de_passe: 'guess' }
    const guessers = Array.from({ length: 40 }, () => new Visitor(app))
    const answers = await Promise.all(guessers.map((it) => it.post('/connexion', fields)))
    expect(tally(answers)).toEqual({ 422: 10, 429: 30 })
  })

  test('T-19: an address tries fifty times in an hour, whatever the accounts', async () => {
    const guesser = new Visitor(app)
    const answers = []
    for (let guess = 0; guess < 60; guess += 1)
      answers.push(
        await guesser.post('/connexion', {
          courriel: `nobody${guess}@example.org`,
          mot_de_passe: 'some password',
        }),
      )
    expect(tally(answers)).toEqual({ 422: 50, 429: 10 })
    pass(61)
    const later = { courriel: 'nobody@example.org', mot_de_passe: 'some password' }
    expect((await guesser.post('/connexion', later)).status).toBe(422)
  })

  test('T-19: an address that is shut out cannot use up the tries of an account', async () => {
    const account = await anAccount(deps)
    const guesser = new Visitor(app)
    for (let guess = 0; guess < 50; guess += 1)
      await guesser.post('/connexion', { courriel: `n${guess}@example.org`, mot_de_passe: 'guess' })
    for (let guess = 0; guess < 20; guess += 1)
      await guesser.post('/connexion', { courriel: account.email, mot_de_passe: 'guess' })
    expect((await signIn(new Visitor(app), deps, account)).status).toBe(303)
  })

  test('T-19: a restart forgives nothing, a quarter of an hour does', async () => {
    const account = await anAccount(deps)
    const fields = { courriel: account.email, mot_de_passe: account.password }
    for (let guess = 0; guess < 10; guess += 1)
      await new Visitor(app).post('/connexion', { ...fields, mot_de_passe: 'guess' })
    const restarted = anAccountApp(deps)
    expect((await new Visitor(restarted).post('/connexion', fields)).status).toBe(429)
    pass(15)
    expect((await new Visitor(restarted).post('/connexion', fields)).status).toBe(303)
  })

  test('T-19: a code is tried five times, however many sessions the tries come from', async () => {
    const account = await anAccount(deps)
    const answers = []
    for (let session = 0; session < 4; session += 1) {
      const thief = new Visitor(app)
      await thief.post('/connexion', { courriel: account.email, mot_de_passe: account.password })
      for (const code of ['000000', '000001', '000002'])
        answers.push(await thief.post('/connexion/code', { code }))
    }
    expect(tally(answers)).toEqual({ 422: 5, 429: 7 })
  })

  test('T-19: a code opens once, and so does the step before it', async () => {
    const account = await anAccount(deps)
    expect((await signIn(new Visitor(app), deps, account)).status).toBe(303)
    const again = await signIn(new Visitor(app), deps, account)
    expect([again.status, again.text.includes('Ce code a déjà servi')]).toEqual([422, true])
    const earlier = new Visitor(app)
    await earlier.post('/connexion', { courriel: account.email, mot_de_passe: account.password })
    const { status } = await earlier.post('/connexion/code', {
      code: codeAt(account.secret, clock.at),
    })
    expect(status).toBe(422)
    pass(1)
    expect((await signIn(new Visitor(app), deps, account)).status).toBe(303)
  })

  test('T-19: one code pressed twice at once opens one session', async () => {
    const account = await anAccount(deps)
    const visitors = [new Visitor(app), new Visitor(app)]
    const answers = await Promise.all(visitors.map((visitor) => signIn(visitor, deps, account)))
    expect(tally(answers)).toEqual({ 303: 1, 422: 1 })
  })

  test('T-19: an owner whose account is being guessed at comes in by a fresh link', async () => {
    const account = await anAccount(deps)
    for (let guess = 0; guess < 30; guess += 1)
      await new Visitor(app).post('/connexion', { courriel: account.email, mot_de_passe: 'guess' })
    const owner = new Visitor(app)
    const { path } = await aLink(deps, { email: account.email })
    const { text } = await owner.get(path)
    const secret = /[A-Z2-7]{32}/.exec(text.replaceAll(/\s/g, ''))?.[0] ?? ''
    await owner.post(path, {
      mot_de_passe: PASSWORD,
      code: codeAt(secret, clock.at),
      secret_professionnel: 'oui',
    })
    expect((await owner.get('/coordination')).status).toBe(200)
  })

  test('T-19: fifty people behind one address sign in within an hour', async () => {
    const visitors = Array.from({ length: 55 }, () => new Visitor(app, '192.0.2.1'))
    const account = await anAccount(deps)
    const answers = []
    for (const visitor of visitors) {
      answers.push(await signIn(visitor, deps, account))
      pass(0.5)
    }
    expect(tally(answers)).toEqual({ 303: 55 })
  })

  test('T-19: when tries cannot be counted, nobody tries', async () => {
    const account = await anAccount(deps)
    const client = database.client.$extends({
      query: { rateLimit: { $allOperations: () => Promise.reject(new Error('no table')) } },
    })
    const crippled = { ...deps, database: { ...database, client: client as never } }
    const { status, headers } = await new Visitor(anAccountApp(crippled)).post('/connexion', {
      courriel: account.email,
      mot_de_passe: account.password,
    })
    expect([status, headers['retry-after']]).toEqual([503, '5'])
  })

  test('T-19: neither an address nor an e-mail is kept with the counts', async () => {
    const visitor = new Visitor(app)
    await visitor.post('/connexion', { courriel: 'canary@example.org', mot_de_passe: 'guess' })
    const rows = JSON.stringify(await database.client.rateLimit.findMany())
    expect(rows).toContain('account:')
    expect(rows).not.toMatch(new RegExp(`canary|example|${visitor.address}`))
  })
})

describe('the public form', () => {
  test('is sent as many times an hour as the configuration says by one address, and an IPv6 home is one address', async () => {
    const limit = formLimit(3, createLog('silent'))
    const home = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:0db8:1:2::7']
    for (const address of home) await limit(address)
    await expect(limit('2001:db8:1:2::2')).rejects.toMatchObject({ status: 429 })
    await expect(limit('2001:db8:1:3::2')).resolves.toBeUndefined()
  })
})
