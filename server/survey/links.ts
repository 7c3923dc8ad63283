import { createHmac } from 'node:crypto'
import type { Keys } from '../crypto/keys.ts'
import { tokenHash } from '../crypto/tokens.ts'

/** Where a survey is answered. */
export const SURVEY_PATH = '/enquete'

/**
 * The token of a link, 256 bits, made again from its identifier and our key: the reminder carries the same address, and
 * nothing that is kept opens it.
 */
export function surveyToken(keys: Keys, linkId: string): string {
  return createHmac('sha256', keys.index).update(`survey\0${linkId}`).digest('base64url')
}

/** What is stored of it. */
export function surveyHash(keys: Keys, linkId: string): string {
  return tokenHash(surveyToken(keys, linkId))
}
