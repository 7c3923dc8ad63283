import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Keys } from './keys.ts'

/** Where a sealed value lives: moved to another row or column, it no longer opens. */
export type Place = { table: string; column: string; row: string }

const IV_BYTES = 12
const TAG_BYTES = 16

/** The value cannot be opened: altered, moved, or sealed with a key that is no longer there. */
export class SealBroken extends Error {
  constructor(place: Place) {
    super(`cannot open ${place.table}.${place.column} of row ${place.row}`)
  }
}

/**
 * JSON value → `keyId.base64url(iv, tag, ciphertext)`.
 * AES-256-GCM with a random 96-bit nonce (NIST SP 800-38D); key id, table, column and row are associated data.
 */
export function seal(keys: Keys, place: Place, value: unknown): string {
  const key = keys.field.get(keys.current)
  if (!key) throw new Error('no current field key')
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(associated(keys.current, place))
  const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()])
  return `${keys.current}.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`
}

/**
 * The value that `seal` was given for this very place. The caller names its type, since only our own code seals.
 * @throws SealBroken when it was altered, moved, or its key is gone.
 */
export function unseal<T>(keys: Keys, place: Place, sealed: string): T {
  const [id = '', payload = ''] = sealed.split('.')
  const key = keys.field.get(id)
  const bytes = Buffer.from(payload, 'base64url')
  if (!key || bytes.length < IV_BYTES + TAG_BYTES) throw new SealBroken(place)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
    .setAAD(associated(id, place))
    .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  try {
    const text = decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8')
    return JSON.parse(text + decipher.final('utf8')) as T
  } catch {
    throw new SealBroken(place)
  }
}

function associated(keyId: string, { table, column, row }: Place): Buffer {
  return Buffer.from([keyId, table, column, row].join('\0'))
}
