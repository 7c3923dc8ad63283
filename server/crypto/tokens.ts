import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits for a private link, in base64url (43 characters). Only its hash is ever stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** SHA-256 of a token, in hex: what is stored and looked up. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Letters and figures that cannot be taken for one another, read aloud on a phone. */
const REFERENCE_ALPHABET = '23456789ACDEFGHJKLMNPQRTVWXY'

/** Reference of a request, e.g. `GL-4K7-92M`: 28 characters to the power six, about 480 million. */
export function newReference(prefix: string): string {
  const letters = [...randomBytes(48)]
    .filter((byte) => byte < 252)
    .slice(0, 6)
    .map((byte) => REFERENCE_ALPHABET[byte % REFERENCE_ALPHABET.length])
    .join('')
  return `${prefix}-${letters.slice(0, 3)}-${letters.slice(3)}`
}
