import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type Keys = {
  /** Field keys by id; the first one seals, all of them open. */
  field: ReadonlyMap<string, Buffer>
  current: string
  /** Key of the blind indexes and of the fingerprints. */
  index: Buffer
  /** Signs session cookies. */
  session: string
}

const KEY_BYTES = 32

type KeySource = {
  demo: boolean
  dataDir: string
  secret: string | undefined
  fieldKeys: string | undefined
}

/**
 * Keys of the deployment: from the configuration, or, in demonstration, made once in the data folder (mode 0600).
 * Index and session keys are derived from the secret by HKDF-SHA256 (RFC 5869).
 */
export function loadKeys(source: KeySource): Keys {
  const { secret, fieldKeys } = source.demo ? demoSecrets(source) : source
  if (!secret || !fieldKeys) throw new Error('keys are missing from the configuration')
  const field = new Map(fieldKeys.split(',').map(parseFieldKey))
  const [current = ''] = field.keys()
  return {
    field,
    current,
    index: derive(secret, 'blind index'),
    session: derive(secret, 'session').toString('base64url'),
  }
}

function parseFieldKey(entry: string): [id: string, key: Buffer] {
  const [id = '', base64 = ''] = entry.split(':')
  const key = Buffer.from(base64, 'base64')
  if (!id || key.length !== KEY_BYTES) throw new Error('a field key is not id:base64 of 32 bytes')
  return [id, key]
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `trait-d-union ${purpose}`, KEY_BYTES))
}

function demoSecrets({ dataDir, secret, fieldKeys }: KeySource) {
  const path = join(dataDir, 'demo-keys.json')
  if (!existsSync(path)) {
    mkdirSync(dataDir, { recursive: true })
    const made = {
      secret: randomBytes(KEY_BYTES).toString('base64url'),
      fieldKeys: `k1:${randomBytes(KEY_BYTES).toString('base64')}`,
    }
    writeFileSync(path, JSON.stringify(made), { mode: 0o600, flag: 'wx' })
  }
  const kept = JSON.parse(readFileSync(path, 'utf8')) as { secret: string; fieldKeys: string }
  return { secret: secret ?? kept.secret, fieldKeys: fieldKeys ?? kept.fieldKeys }
}

/** Keyed fingerprint of a normalised text, for equality without the text: 128 bits in base64url. */
export function blindIndex(keys: Keys, kind: string, text: string): string {
  const normalised = text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9@.+]/g, '')
  return createHmac('sha256', keys.index)
    .update(`${kind}\0${normalised}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url')
}
