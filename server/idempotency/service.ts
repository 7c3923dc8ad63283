import { createHmac } from 'node:crypto'
import type { Keys } from '../crypto/keys.ts'
import { insertNew } from '../database/insert-rows.ts'
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
export async function subjectOf(db: Db, act: Act): Promise<string | null> {
  const [known = null] = await subjectsOf(db, [act])
  if (known instanceof SameKeyOtherContent) throw known
  return known
}

/** The same for several acts by one reading, in their order; a refusal is given, not thrown. */
export async function subjectsOf(
  db: Db,
  acts: readonly Act[],
): Promise<(string | SameKeyOtherContent | null)[]> {
  const among = (column: 'territoryId' | 'scope' | 'key') => ({
    in: [...new Set(acts.map((act) => act[column]))],
  })
  const known = await db.idempotencyKey.findMany({
    where: { territoryId: among('territoryId'), scope: among('scope'), key: among('key') },
    select: { territoryId: true, scope: true, key: true, fingerprint: true, subjectId: true },
  })
  const byKey = new Map(known.map((row) => [nameOf(row), row]))
  return acts.map((act) => {
    const row = byKey.get(nameOf(act))
    if (row && row.fingerprint !== act.fingerprint) return new SameKeyOtherContent()
    return row?.subjectId ?? null
  })
}

function nameOf({ territoryId, scope, key }: Omit<Act, 'fingerprint'>): string {
  return `${territoryId} ${scope} ${key}`
}

/**
 * Claims a key for an act about to be done in this transaction; false when another has it, then do nothing more.
 * A second claim waits for the first transaction to end, so exactly one of any number at once gets true.
 */
export async function claimKey(tx: Db, act: Act, subjectId: string, now: Date): Promise<boolean> {
  return (await claimKeys(tx, [{ act, subjectId }], now)).has(subjectId)
}

export type Claim = { act: Act; subjectId: string }

/**
 * The same for several acts at once: the subjects that got their key. Keys are claimed in the order of territory,
 * scope and key, so that two transactions with keys in common wait one for the other, never both.
 */
export async function claimKeys(tx: Db, claims: readonly Claim[], now: Date): Promise<Set<string>> {
  const rows = claims
    .map(({ act, subjectId }) => ({ ...act, subjectId, createdAt: now }))
    .sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))
  return new Set(await insertNew(tx, 'idempotency_key', rows, 'subjectId'))
}
