import { beforeEach, describe, expect, test } from 'vitest'
import { tokenHash } from '../../../server/crypto/tokens.ts'
import { open } from '../../../server/http/access.ts'
import { get } from '../../../server/http/routes.ts'
import { aDatabase } from '../../support/database.ts'
import { aLink, anAccount, nextCode, PASSWORD, signIn } from './accounts.ts'
import { anAccountApp, aTerritory, someDeps, Visitor } from './support.ts'

const database = await aDatabase()
const clock = { at: new Date('2026-12-01T09:00:00Z') }
const deps = someDeps(database, clock)
const app = anAccountApp(deps)

const minutes = (count: number) => new Date(clock.at.getTime() + count * 60_000)
const isIn = async (visitor: Visitor) => (await visitor.get('/coordination')).status === 200

beforeEach(async () => {
  clock.at = new Date('2026-12-01T09:00:00Z')
  await aTerritory(database, 'grand-lille')
})

test('a member of the staff signs in with a password, then a code, and lands on the page asked for', async () => {
  const account = await anAccount(deps)
  const visitor = new Visitor(app)
  const first = await visitor.post('/connexion', {
    suite: '/coordination/medecins',
    courriel: ` ${account.email.toUpperCase()} `,
    mot_de_passe: account.password,
  })
  expect([first.status, first.headers.location]).toEqual([303, '/connexion/code'])
  expect(await isIn(visitor)).toBe(false)
  const second = await visitor.post('/connexion/code', { code: nextCode(account.secret, clock.at) })
  expect([second.status, second.headers.location]).toEqual([303, '/coordination/medecins'])
  expect((await visitor.get('/coordination')).body).toMatchObject({
    accountId: account.accountId,
    email: account.email,
    role: 'coordinator',
  })
})

test.each(['https://ailleurs.example.org', '//ailleurs.example.org', '/\\ailleurs.example.org'])(
  'signing in never leads to %s',
  async (elsewhere) => {
    const account = await anAccount(deps)
    const visitor = new Visitor(app)
    await visitor.post('/connexion', {
      suite: elsewhere,
      courriel: account.email,
      mot_de_passe: account.password,
    })
    const { headers } = await visitor.post('/connexion/code', {
      code: nextCode(account.secret, clock.at),
    })
    expect(headers.location).toBe('/coordination')
  },
)

describe('T-18: session fixation, theft and log-out', () => {
  test('T-18: the id changes at the password, at the code and with the territory, and the old ones are dead', async () => {
    const second = await aTerritory(database, 'lys-armentieres')
    const account = await anAccount(deps, { role: 'administrator' })
    const visitor = new Visitor(app)
    const ids = [visitor.cookie]
    await visitor.post('/connexion', { courriel: account.email, mot_de_passe: account.password })
    ids.push(visitor.cookie)
    await visitor.post('/connexion/code', { code: nextCode(account.secret, clock.at) })
    ids.push(visitor.cookie)
    await visitor.post('/coordination/territoire', { territoire: second.id })
    ids.push(visitor.cookie)
    expect(new Set(ids).size).toBe(4)
    expect(await Promise.all(ids.map((id) => isIn(visitor.with(id))))).toEqual([
      false,
      false,
      false,
      true,
    ])
    expect((await visitor.get('/coordination')).body).toMatchObject({ territoryId: second.id })
  })

  test('T-18: an id that the server did not give is never taken up', async () => {
    const account = await anAccount(deps)
    const forged = 'tu-session=s%3Achosen-by-the-attacker.c2lnbmF0dXJl'
    const visitor = new Visitor(app).with(forged)
    await visitor.post('/connexion', { courriel: account.email, mot_de_passe: account.password })
    expect(visitor.cookie).not.toContain('chosen-by-the-attacker')
  })

  test('T-18: behind https the cookie is __Host-, Secure, HttpOnly and SameSite=Lax', async () => {
    const behindHttps = someDeps(database, clock, {
      publicUrl: 'https://trait-d-union.example.org',
    })
    const account = await anAccount(behindHttps)
    const visitor = new Visitor(anAccountApp(behindHttps))
    const { headers } = await visitor.post('/connexion', {
      courriel: account.email,
      mot_de_passe: account.password,
    })
    expect(String(headers['set-cookie'])).toMatch(
      /^__Host-tu-session=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
  })

  test('T-18: on localhost the cookie is HttpOnly and SameSite=Lax', async () => {
    const account = await anAccount(deps)
    const { headers } = await new Visitor(app).post('/connexion', {
      courriel: account.email,
      mot_de_passe: account.password,
    })
    expect(String(headers['set-cookie'])).toMatch(
      /^tu-session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/,
    )
  })

  test('T-18: the id stands in the database as a hash only', async () => {
    const account = await anAccount(deps)
    const visitor = new Visitor(app)
    await signIn(visitor, deps, account)
    const id =
      decodeURIComponent(visitor.cookie.split('=')[1] ?? '')
        .slice(2)
        .split('.')[0] ?? ''
    const rows = await database.client.session.findMany()
    expect(rows.map((row) => row.id)).toEqual([tokenHash(id)])
    expect(JSON.stringify(rows)).not.toContain(id)
  })

  test('T-18: thirty idle minutes close the session, a page read every twenty keeps it twelve hours', async () => {
    const account = await anAccount(deps)
    const [idle, busy] = [new Visitor(app), new Visitor(app)]
    await signIn(idle, deps, account)
    clock.at = minutes(1)
    await signIn(busy, deps, account)
    const signedInAt = clock.at
    for (let elapsed = 20; elapsed < 12 * 60; elapsed += 20) {
      clock.at = new Date(signedInAt.getTime() + elapsed * 60_000)
      expect(await isIn(busy)).toBe(true)
    }
    expect(await isIn(idle)).toBe(false)
    clock.at = new Date(signedInAt.getTime() + 12 * 60 * 60_000)
    expect(await isIn(busy)).toBe(false)
  })

  test('T-18: changing territory does not start the twelve hours again', async () => {
    const second = await aTerritory(database, 'lys-armentieres')
    const account = await anAccount(deps, { role: 'administrator' })
    const visitor = new Visitor(app)
    await signIn(visitor, deps, account)
    for (let elapsed = 0; elapsed < 11 * 60 + 40; elapsed += 25) {
      clock.at = minutes(25)
      await visitor.post('/coordination/territoire', { territoire: second.id })
    }
    expect(await isIn(visitor)).toBe(true)
    clock.at = minutes(20)
    expect(await isIn(visitor)).toBe(false)
  })

  test('T-14: a clock that goes back an hour does not make a session last longer', async () => {
    const account = await anAccount(deps)
    const visitor = new Visitor(app)
    clock.at = minutes(120)
    await signIn(visitor, deps, account)
    clock.at = minutes(-60)
    expect(await isIn(visitor)).toBe(false)
  })

  test('T-18: the code must be given within ten minutes of the password', async () => {
    const account = await anAccount(deps)
    const visitor = new Visitor(app)
    await visitor.post('/connexion', { courriel: account.email, mot_de_passe: account.password })
    clock.at = minutes(10)
    const late = await visitor.post('/connexion/code', { code: nextCode(account.secret, clock.at) })
    expect([late.status, late.headers.location]).toEqual([303, '/connexion'])
  })

  test('T-18: logging out kills the session, whoever kept its cookie', async () => {
    const account = await anAccount(deps)
    const visitor = new Visitor(app)
    await signIn(visitor, deps, account)
    const kept = visitor.cookie
    const out = await visitor.post('/deconnexion', {})
    expect([out.status, out.headers.location]).toEqual([303, '/connexion'])
    expect(await isIn(visitor.with(kept))).toBe(false)
    expect(await database.client.session.count()).toBe(0)
  })

  test('T-18: a fresh link, then the new password, sign the account out everywhere', async () => {
    const account = await anAccount(deps)
    const [home, office, owner] = [new Visitor(app), new Visitor(app), new Visitor(app)]
    await signIn(home, deps, account)
    const { path, token } = await aLink(deps, { email: account.email })
    expect(await isIn(home)).toBe(false)
    clock.at = minutes(1)
    await signIn(office, deps, account)
    expect(await isIn(office)).toBe(true)
    const secret = await secretOn(owner, path)
    await owner.post(`/activation/${token}`, {
      mot_de_passe: PASSWORD,
      code: nextCode(secret, clock.at),
      secret_professionnel: 'oui',
    })
    expect([await isIn(office), await isIn(owner)]).toEqual([false, true])
  })

  test('T-18: a session killed during a request is not brought back by its end', async () => {
    const account = await anAccount(deps)
    const visitor = new Visitor(app)
    await signIn(visitor, deps, account)
    clock.at = minutes(5)
    const killer = get('/kill', open(), async (_req, res) => {
      await database.client.session.deleteMany()
      res.end()
    })
    await visitor.at(anAccountApp(deps, [killer])).get('/kill')
    expect(await database.client.session.count()).toBe(0)
  })
})

async function secretOn(visitor: Visitor, path: string): Promise<string> {
  const { text } = await visitor.get(path)
  return /[A-Z2-7]{32}/.exec(text.replaceAll(/\s/g, ''))?.[0] ?? ''
}
