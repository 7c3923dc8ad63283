import { createHmac } from 'node:crypto'
import type { Keys } from '../crypto/keys.ts'
import type { Db } from '../db.ts'
import { SameKeyOtherContent } from '../errors.ts'

/** A key drawn by the form, good for one act of one kind in one territory. */
export type Act = { territoryId: string; scope: string; key: string; fingerprint: string }

/** Keyed fingerprint of what was sent: equal contents, equal fingerprints, and nothing of them can be read back. */
export function fingerprintOf(keys: Keys, content: unknown): string {
  return createHmac('sha256', keys.index).update(JSON.stringify(content)).digest('base64url')
}

/**
 * What the act made the first time; null when the key is new.
 * @throws SameKeyOtherContent when the key was used for another content.
 */
export async function subjectOf(
  db: Db,
  { territoryId, scope, key, fingerprint }: Act,
): Promise<string | null> {
  const known = await db.idempotencyKey.findUnique({
    where: { territoryId_scope_key: { territoryId, scope, key } },
    select: { fingerprint: true, subjectId: true },
  })
  if (!known) return null
  if (known.fingerprint !== fingerprint) throw new SameKeyOtherContent()
  return known.subjectId
}

/**
 * Claims a key for an act about to be done in this transaction; false when another has it, then do nothing more.
 * A second claim waits for the first transaction to end, so exactly one of any number at once gets true.
 */
export async function claimKey(tx: Db, act: Act, subjectId: string, now: Date): Promise<boolean> {
  const { count } = await tx.idempotencyKey.createMany({
    data: [{ ...act, subjectId, createdAt: now }],
    skipDuplicates: true,
  })
  return count === 1
}
