import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadKeys } from '../../../server/crypto/keys.ts'
import { SealBroken, seal, unseal } from '../../../server/crypto/seal.ts'

const FIRST = `k1:${randomBytes(32).toString('base64')}`
const SECOND = `k2:${randomBytes(32).toString('base64')}`
const keys = keysOf(FIRST)
const place = { table: 'member', column: 'care_sealed', row: 'a1' }
const value = { ald: true, note: 'à la maison 🚲', age: 78 }

function keysOf(fieldKeys: string) {
  return loadKeys({ demo: false, dataDir: '', secret: 'a secret of the tests', fieldKeys })
}

describe('a sealed value', () => {
  test('opens in its own place, and says nothing in clear', () => {
    const sealed = seal(keys, place, value)
    expect(unseal(keys, place, sealed)).toEqual(value)
    expect(sealed).toMatch(/^k1\.[\w-]+$/)
    expect(Buffer.from(sealed.slice(3), 'base64url').toString('latin1')).not.toContain('maison')
  })

  test('is never twice the same', () => {
    expect(seal(keys, place, value)).not.toBe(seal(keys, place, value))
  })

  test.each([
    ['row', { ...place, row: 'a2' }],
    ['column', { ...place, column: 'identity_sealed' }],
    ['table', { ...place, table: 'orientation_request' }],
  ])('moved to another %s no longer opens', (_what, elsewhere) => {
    const sealed = seal(keys, place, value)
    expect(() => unseal(keys, elsewhere, sealed)).toThrow(SealBroken)
  })

  test('with any one bit changed no longer opens', () => {
    const [id = '', payload = ''] = seal(keys, place, value).split('.')
    const bytes = Buffer.from(payload, 'base64url')
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const altered = Buffer.from(bytes)
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const text = `${id}.${altered.toString('base64url')}`
      expect(() => unseal(keys, place, text)).toThrow(SealBroken)
    }
  })

  test('cut short, emptied or made of anything else no longer opens', () => {
    const sealed = seal(keys, place, value)
    for (let length = 0; length < sealed.length; length++)
      expect(() => unseal(keys, place, sealed.slice(0, length))).toThrow(SealBroken)
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => unseal(keys, place, text)).toThrow(SealBroken)
      }),
    )
  })

  test('gives back any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (any) => {
        expect(unseal(keys, place, seal(keys, place, any))).toEqual(JSON.parse(JSON.stringify(any)))
      }),
    )
  })
})

describe('the turn of field keys', () => {
  const sealed = seal(keys, place, value)

  test('the first key seals, all of them open', () => {
    const turned = keysOf(`${SECOND},${FIRST}`)
    expect(seal(turned, place, value)).toMatch(/^k2\./)
    expect(unseal(turned, place, sealed)).toEqual(value)
  })

  test('a value whose key is gone does not open', () => {
    expect(() => unseal(keysOf(SECOND), place, sealed)).toThrow(SealBroken)
  })

  test('another key under the same id does not open', () => {
    expect(() => unseal(keysOf(SECOND.replace('k2', 'k1')), place, sealed)).toThrow(SealBroken)
  })

  test('the name of a key is part of the seal', () => {
    const both = keysOf(`${FIRST},${FIRST.replace('k1', 'k3')}`)
    expect(() => unseal(both, place, sealed.replace('k1.', 'k3.'))).toThrow(SealBroken)
  })
})
