import { expect, test } from 'vitest'
import { DEMO_EMAIL, DEMO_PASSWORD, DEMO_TOTP_SECRET } from '../../../server/accounts/demo.ts'
import { passwordProblem } from '../../../server/accounts/password-rules.ts'
import { hashPassword, isPassword, NOBODY } from '../../../server/accounts/passwords.ts'
import {
  codeAt,
  enrolmentAddress,
  secretOfLink,
  stepOfCode,
} from '../../../server/accounts/totp.ts'
import { loadKeys } from '../../../server/crypto/keys.ts'

const now = new Date('2026-12-01T09:00:10Z')
const shifted = (seconds: number) => new Date(now.getTime() + seconds * 1000)
const step = Math.floor(now.getTime() / 30_000)

test('a code is the one of RFC 6238: its test vector at 59 seconds, cut to six digits', () => {
  const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  expect(codeAt(rfcSecret, new Date(59_000))).toBe('287082')
})

test('a code is good one step early and one step late, and says which step it is of', () => {
  const steps = [-60, -30, 0, 30, 60].map((seconds) =>
    stepOfCode(DEMO_TOTP_SECRET, codeAt(DEMO_TOTP_SECRET, shifted(seconds)), now),
  )
  expect(steps).toEqual([null, step - 1, step, step + 1, null])
})

test('a code may be typed with a space, and nothing else than six digits is one', () => {
  const code = codeAt(DEMO_TOTP_SECRET, now)
  expect(stepOfCode(DEMO_TOTP_SECRET, `${code.slice(0, 3)} ${code.slice(3)}`, now)).toBe(step)
  expect(stepOfCode(DEMO_TOTP_SECRET, `${code}0`, now)).toBeNull()
  expect(stepOfCode(DEMO_TOTP_SECRET, '', now)).toBeNull()
})

test('the second factor of a link is 160 bits, its own, and the same each time', () => {
  const keys = loadKeys({
    demo: false,
    dataDir: '',
    secret: 'a long enough secret for the tests of accounts',
    fieldKeys: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
  })
  expect(secretOfLink(keys, 'one')).toMatch(/^[A-Z2-7]{32}$/)
  expect(secretOfLink(keys, 'one')).toBe(secretOfLink(keys, 'one'))
  expect(secretOfLink(keys, 'one')).not.toBe(secretOfLink(keys, 'two'))
})

test('a phone reads the address of the second factor', () => {
  const address = new URL(enrolmentAddress(DEMO_TOTP_SECRET, DEMO_EMAIL))
  expect(address.protocol).toBe('otpauth:')
  expect(address.searchParams.get('secret')).toBe(DEMO_TOTP_SECRET)
  expect(decodeURIComponent(address.pathname)).toContain(DEMO_EMAIL)
})

test('a password is kept as argon2id, 19 MiB, two passes, one lane, like the hash of nobody', async () => {
  const kept = await hashPassword('quatre mots au hasard')
  expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(NOBODY.split('$').slice(0, 4)).toEqual(kept.split('$').slice(0, 4))
  expect(NOBODY).toHaveLength(kept.length)
  expect(await isPassword(kept, 'quatre mots au hasard')).toBe(true)
  expect(await isPassword(kept, 'quatre mots au hasarD')).toBe(false)
})

test('an accent typed on another keyboard is the same accent', async () => {
  const kept = await hashPassword('éléphant à roulettes'.normalize('NFD'))
  expect(await isPassword(kept, 'éléphant à roulettes'.normalize('NFC'))).toBe(true)
})

test('without a kept hash no password is right', async () => {
  expect(await isPassword(null, 'quatre mots au hasard')).toBe(false)
})

test('beyond a hundred waiting, a password is not looked at', async () => {
  const tries = Array.from({ length: 104 }, () => isPassword(null, 'x'))
  const answers = await Promise.allSettled(tries)
  const refused = answers.filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(2)
  expect(refused[0]).toMatchObject({ reason: { status: 503 } })
  expect(await isPassword(null, 'x')).toBe(false)
})

test.each([
  'cerf volant miel escabeau',
  'correct-horse-battery',
  'àéîöùàéîöùàé',
  '🐘🐘🦔🦔🐌🐌🦉🦉🐝🐝🦊🦊 !',
  DEMO_PASSWORD,
])('%s will do for a password', (password) => {
  expect(passwordProblem(password, 'odile.exemple@example.org')).toBeNull()
})

test.each([
  ['onze lettre', /12 caractères/],
  ['🐘🐘🐘🐘🐘🐘', /12 caractères/],
  ['x'.repeat(201), /200 caractères/],
  ['Odile.Exemple@example.org', /adresse mail/],
  ['odile-exemple', /adresse mail/],
  ['Mot de passe 123', /trop connu/],
  ['AZERTYUIOP123', /trop connu/],
  ['aaaaaaaaaaaa', /trop connu/],
  ['123412341234', /trop connu/],
])('%s is refused with how to mend it', (password, words) => {
  expect(passwordProblem(password, 'odile.exemple@example.org')).toMatch(words)
})
