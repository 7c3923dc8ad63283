import { hkdfSync } from 'node:crypto'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { Decrypter, Encrypter } from 'age-encryption'
import type { Keys } from '../crypto/keys.ts'
import { BackupRefused } from './rules.ts'

/** The passphrase is 256 derived bits, which no one can guess: stretching it would only cost time. */
const SCRYPT_LOG_N = 10

/**
 * Encrypts to an age file (https://age-encryption.org/v1) that opens with the keys of this deployment:
 * its passphrase is derived by HKDF-SHA256 from the secret's key and the current field key, neither of which is in it.
 */
export async function encrypted(clear: Readable, keys: Keys): Promise<Readable> {
  const key = keys.field.get(keys.current)
  if (!key) throw new Error('no current field key')
  const encrypter = new Encrypter()
  encrypter.setScryptWorkFactor(SCRYPT_LOG_N)
  encrypter.setPassphrase(passphrase(keys, key))
  return nodeStream(await encrypter.encrypt(webStream(clear)))
}

/**
 * Opens an age file with any of the field keys that are still there.
 * @throws BackupRefused when none does, or when it is not an age file. A file cut short fails while it is read.
 */
export async function decrypted(sealed: Readable, keys: Keys): Promise<Readable> {
  const decrypter = new Decrypter()
  for (const key of keys.field.values()) decrypter.addPassphrase(passphrase(keys, key))
  try {
    return nodeStream(await decrypter.decrypt(webStream(sealed)))
  } catch (error) {
    throw new BackupRefused(isKeyMissing(error) ? wrongKeys : notBackup)
  }
}

const wrongKeys =
  'Cette sauvegarde ne s’ouvre pas avec ces clés : donnez les TU_SECRET et TU_FIELD_KEYS du service qui l’a faite ' +
  '(en démonstration, son fichier demo-keys.json).'
const notBackup = 'Ce fichier n’est pas une sauvegarde de Trait d’union.'

function passphrase(keys: Keys, fieldKey: Buffer): string {
  const material = Buffer.concat([keys.index, fieldKey])
  return Buffer.from(hkdfSync('sha256', material, '', 'trait-d-union backup', 32)).toString(
    'base64url',
  )
}

/** What the library says when it read the header whole and no passphrase fits. */
function isKeyMissing(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('no identity matched')
}

/** Node and the browsers' standard describe the same streams with types that do not know one another. */
function webStream(stream: Readable) {
  return Readable.toWeb(stream) as globalThis.ReadableStream<Uint8Array>
}

function nodeStream(stream: globalThis.ReadableStream<Uint8Array>): Readable {
  return Readable.fromWeb(stream as ReadableStream<Uint8Array>)
}
