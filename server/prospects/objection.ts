import { createHmac } from 'node:crypto'
import type { Keys } from '../crypto/keys.ts'

/** Where a doctor of the directory objects; the letter and the e-mail give the same address. */
export const OBJECTION_PATH = '/medecins/opposition'

/**
 * The private address where a prospect objects: 256 bits drawn from the key of the deployment. It is the same each
 * time it is made, so that a letter printed twice, or an e-mail sent again, never kills the one already received:
 * the right to object has no end. Only its hash is stored.
 */
export function objectionPath(keys: Keys, prospectId: string): string {
  return `${OBJECTION_PATH}/${objectionToken(keys, prospectId)}`
}

export function objectionToken(keys: Keys, prospectId: string): string {
  return createHmac('sha256', keys.index)
    .update(`prospect objection\0${prospectId}`)
    .digest('base64url')
}
