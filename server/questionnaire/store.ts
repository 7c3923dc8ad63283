import type { Keys } from '../crypto/keys.ts'
import { seal, unseal } from '../crypto/seal.ts'
import { tokenHash } from '../crypto/tokens.ts'
import type { Db } from '../db.ts'
import type { FormValues } from '../http/forms.ts'

/** A draft is found by the token of its cookie, of which only the hash is kept. */
type DraftKey = { token: string; territoryId: string }

/** Answers given so far, as typed; null when there is no such draft in this territory. */
export async function findDraft(
  db: Db,
  keys: Keys,
  { token, territoryId }: DraftKey,
): Promise<FormValues | null> {
  const id = tokenHash(token)
  const row = await db.draft.findFirst({
    where: { id, territoryId },
    select: { valuesSealed: true },
  })
  return row ? unseal<FormValues>(keys, placeOf(id), row.valuesSealed) : null
}

export async function saveDraft(
  db: Db,
  keys: Keys,
  { token, territoryId, values }: DraftKey & { values: FormValues },
  now: Date,
): Promise<void> {
  const id = tokenHash(token)
  const kept = { territoryId, valuesSealed: seal(keys, placeOf(id), values), updatedAt: now }
  await db.draft.upsert({
    where: { id },
    create: { id, ...kept },
    update: kept,
    select: { id: true },
  })
}

export async function removeDraft(db: Db, { token, territoryId }: DraftKey): Promise<void> {
  await db.draft.deleteMany({ where: { id: tokenHash(token), territoryId } })
}

function placeOf(row: string) {
  return { table: 'draft', column: 'values_sealed', row }
}
