import { createHmac } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Keys } from '../crypto/keys.ts'

const PERIOD_SECONDS = 30
/** A code is good one step early and one step late: phones are seldom on time (RFC 6238, 5.2). */
const WINDOW = 1
const SECRET_BYTES = 20
const ISSUER = "Trait d'union"

/**
 * The second factor that an activation link offers, in base32.
 * Derived from the link, so that opening the page twice shows the same one and stores nothing.
 */
export function secretOfLink(keys: Keys, token: string): string {
  const bytes = createHmac('sha256', keys.index).update(`second factor\0${token}`).digest()
  return new Secret({ buffer: new Uint8Array(bytes.subarray(0, SECRET_BYTES)).buffer }).base32
}

/** Step of the clock that this code belongs to, or null when it belongs to none of the three that are good now. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const token = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const delta = totpOf(secret).validate({ token, timestamp: now.getTime(), window: WINDOW })
  return delta === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + delta
}

/** The six digits of a secret at a time. */
export function codeAt(secret: string, at: Date): string {
  return totpOf(secret).generate({ timestamp: at.getTime() })
}

/** `otpauth://` address that a phone reads from the QR code. */
export function enrolmentAddress(secret: string, email: string): string {
  return totpOf(secret, email).toString()
}

function totpOf(secret: string, label = ''): TOTP {
  return new TOTP({
    issuer: ISSUER,
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
  })
}
