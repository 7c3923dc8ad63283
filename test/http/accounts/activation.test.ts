import { beforeEach, describe, expect, test } from 'vitest'
import { disable } from '../../../server/accounts/invitation.ts'
import { codeAt, secretOfLink } from '../../../server/accounts/totp.ts'
import { tokenHash } from '../../../server/crypto/tokens.ts'
import { aDatabase } from '../../support/database.ts'
import { aLink, anAccount, nextCode, PASSWORD, signIn } from './accounts.ts'
import { anAccountApp, anEmail, aTerritory, someDeps, Visitor } from './support.ts'

const database = await aDatabase()
const clock = { at: new Date() }
const deps = someDeps(database, clock)
const app = anAccountApp(deps)

const right = (token: string) => ({
  mot_de_passe: PASSWORD,
  code: codeAt(secretOfLink(deps.keys, token), clock.at),
  secret_professionnel: 'oui',
})

beforeEach(async () => {
  clock.at = new Date('2026-12-01T09:00:00Z')
  await aTerritory(database, 'grand-lille')
})

test('an activation link opens the account: password, second factor, dated undertaking, signed in', async () => {
  const email = anEmail()
  const { path, token } = await aLink(deps, { email, name: 'Odile Exemple' })
  const owner = new Visitor(app)
  const done = await owner.post(path, right(token))
  expect([done.status, done.headers.location]).toEqual([303, '/coordination'])
  expect((await owner.get('/coordination')).body).toMatchObject({ email, name: 'Odile Exemple' })
  const account = await database.client.account.findUniqueOrThrow({ where: { email } })
  expect(account.passwordHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(account.secrecyAgreedAt).toEqual(clock.at)
  expect(account.totpSecretSealed).not.toContain(secretOfLink(deps.keys, token))
})

test('T-17: reading the page, even twice, spends nothing and shows the same second factor', async () => {
  const email = anEmail()
  const { path, token } = await aLink(deps, { email })
  const before = await database.client.account.findUniqueOrThrow({ where: { email } })
  const [first, second] = [await new Visitor(app).get(path), await new Visitor(app).get(path)]
  for (const { status, text } of [first, second]) {
    expect(status).toBe(200)
    expect(text).toContain('<svg')
    expect(text.replaceAll(/[\s-]/g, '')).toContain(secretOfLink(deps.keys, token))
  }
  expect(await database.client.account.findUniqueOrThrow({ where: { email } })).toEqual(before)
})

test('T-17: only the hash of a link is stored, and a link is 256 random bits', async () => {
  const { token } = await aLink(deps, { email: anEmail() })
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
  const [account] = await database.client.account.findMany()
  expect(account?.activationHash).toBe(tokenHash(token))
})

describe('T-17: a link is refused', () => {
  test('T-17: used once already', async () => {
    const { path, token } = await aLink(deps, { email: anEmail() })
    await new Visitor(app).post(path, right(token))
    const again = new Visitor(app)
    expect([(await again.get(path)).status, (await again.post(path, right(token))).status]).toEqual(
      [404, 404],
    )
  })

  test('T-17: pressed twice at once, it opens one session', async () => {
    const { path, token } = await aLink(deps, { email: anEmail() })
    const visitors = [new Visitor(app), new Visitor(app)]
    const answers = await Promise.all(visitors.map((visitor) => visitor.post(path, right(token))))
    expect(answers.map(({ status }) => status).filter((status) => status === 303)).toHaveLength(1)
    expect(await database.client.session.count()).toBe(1)
  })

  test('T-17: replaced by a newer one', async () => {
    const email = anEmail()
    const older = await aLink(deps, { email })
    const newer = await aLink(deps, { email })
    const visitor = new Visitor(app)
    expect([
      (await visitor.post(older.path, right(older.token))).status,
      (await visitor.post(newer.path, right(newer.token))).status,
    ]).toEqual([404, 303])
  })

  test('T-17: seven days old', async () => {
    const { path, token } = await aLink(deps, { email: anEmail() })
    clock.at = new Date('2026-12-08T09:00:00Z')
    expect((await new Visitor(app).post(path, right(token))).status).toBe(410)
  })

  test('T-17: of an account that was disabled', async () => {
    const email = anEmail()
    const { path } = await aLink(deps, { email })
    await disable(deps, email, clock.at)
    expect((await new Visitor(app).get(path)).status).toBe(404)
  })

  test('T-17: altered', async () => {
    const { path } = await aLink(deps, { email: anEmail() })
    const other = path.endsWith('A') ? 'B' : 'A'
    const altered = [path.slice(0, -1) + other, `${path}A`, path.slice(0, -1), '/activation/%00']
    const answers = await Promise.all(altered.map((address) => new Visitor(app).get(address)))
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404])
  })
})

describe('an activation is told how to mend', () => {
  test.each([
    ['a short password', { mot_de_passe: 'onze lettre' }, 'au moins 12 caractères'],
    ['a common password', { mot_de_passe: 'Mot de passe 123' }, 'trop connu'],
    ['a wrong code', { code: '000000' }, 'pas le code de ce compte'],
    ['no code', { code: '' }, 'six chiffres'],
    ['no undertaking', { secret_professionnel: 'non' }, 'Cochez cette case'],
  ])('%s', async (_what, wrong, words) => {
    const email = anEmail()
    const { path, token } = await aLink(deps, { email })
    const { status, text } = await new Visitor(app).post(path, { ...right(token), ...wrong })
    expect([status, text.includes(words)]).toEqual([422, true])
    const account = await database.client.account.findUniqueOrThrow({ where: { email } })
    expect([account.passwordHash, account.secrecyAgreedAt]).toEqual([null, null])
  })

  test('the e-mail as a password', async () => {
    const email = 'odile.exemple@example.org'
    const { path, token } = await aLink(deps, { email })
    const fields = { ...right(token), mot_de_passe: email.toUpperCase() }
    const { status, text } = await new Visitor(app).post(path, fields)
    expect([status, text.includes('différent de votre adresse')]).toEqual([422, true])
  })
})

test('a lost second factor is replaced by a fresh link: the old phone and password no longer open', async () => {
  const account = await anAccount(deps)
  const { path, token } = await aLink(deps, { email: account.email })
  const fields = { ...right(token), mot_de_passe: 'another four words here' }
  expect((await new Visitor(app).post(path, fields)).status).toBe(303)
  const { accountId } = account
  expect(await database.client.account.findMany({ select: { id: true } })).toEqual([
    { id: accountId },
  ])
  expect((await signIn(new Visitor(app), deps, account)).status).toBe(303)
  const fresh = { ...account, password: 'another four words here' }
  expect((await signIn(new Visitor(app), deps, fresh)).status).toBe(422)
  const visitor = new Visitor(app)
  await visitor.post('/connexion', { courriel: fresh.email, mot_de_passe: fresh.password })
  const code = nextCode(secretOfLink(deps.keys, token), clock.at)
  expect((await visitor.post('/connexion/code', { code })).headers.location).toBe('/coordination')
})
