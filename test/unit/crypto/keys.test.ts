import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { blindIndex, loadKeys } from '../../../server/crypto/keys.ts'
import { newReference, newToken, tokenHash } from '../../../server/crypto/tokens.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'keys-'))
afterAll(() => rmSync(dataDir, { recursive: true }))

const FIELD_KEY = `k1:${Buffer.alloc(32, 5).toString('base64')}`
const keysOf = (secret: string, fieldKeys = FIELD_KEY) =>
  loadKeys({ demo: false, dataDir, secret, fieldKeys })

describe('the keys of a deployment', () => {
  test('those of the index and of sessions come from the secret, and differ', () => {
    const one = keysOf('one secret')
    const two = keysOf('two secrets')
    expect(one.index).not.toEqual(two.index)
    expect(one.session).not.toBe(two.session)
    expect(one.session).not.toBe(one.index.toString('base64url'))
    expect(keysOf('one secret')).toEqual(one)
  })

  test.each(['', 'k1', 'k1:c291cmNl', `:${FIELD_KEY.slice(3)}`])(
    'a field key written %j is refused',
    (fieldKeys) => {
      expect(() => keysOf('one secret', fieldKeys)).toThrow(/field key|missing/)
    },
  )

  test('in demonstration are made once, for the owner of the folder alone', () => {
    const made = loadKeys({ demo: true, dataDir, secret: undefined, fieldKeys: undefined })
    expect(loadKeys({ demo: true, dataDir, secret: undefined, fieldKeys: undefined })).toEqual(made)
    expect(statSync(join(dataDir, 'demo-keys.json')).mode & 0o777).toBe(0o600)
  })
})

describe('a blind index', () => {
  const keys = keysOf('one secret')

  test('is the same whatever the accents, capitals and spaces', () => {
    expect(blindIndex(keys, 'name', ' Hélène-Émilie ')).toBe(
      blindIndex(keys, 'name', 'helene emilie'),
    )
  })

  test('differs with the text, the kind and the secret', () => {
    const all = [
      blindIndex(keys, 'name', 'Martin'),
      blindIndex(keys, 'name', 'Martine'),
      blindIndex(keys, 'phone', 'Martin'),
      blindIndex(keysOf('two secrets'), 'name', 'Martin'),
    ]
    expect(new Set(all).size).toBe(4)
  })
})

describe('what is drawn at random', () => {
  test('a token is 256 bits, stored as its SHA-256', () => {
    const token = newToken()
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(token).toHaveLength(43)
    expect(newToken()).not.toBe(token)
    expect(tokenHash('abc')).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    )
  })

  test('a reference can be read aloud: no 0, 1, B, I, O, S, U or Z', () => {
    const references = Array.from({ length: 500 }, () => newReference('GL'))
    for (const reference of references)
      expect(reference).toMatch(/^GL-[2-9ACDEFGHJKLMNPQRTVWXY]{3}-[2-9ACDEFGHJKLMNPQRTVWXY]{3}$/)
    expect(new Set(references).size).toBeGreaterThan(495)
  })
})
