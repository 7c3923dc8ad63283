import { randomUUID } from 'node:crypto'
import type { Keys } from '../crypto/keys.ts'
import { seal, unseal } from '../crypto/seal.ts'
import type { Db } from '../db.ts'

/** A file given for a trial, kept sealed until it is confirmed, a day at most as other drafts are. */
export type Upload = { fileName: string; bytes: Buffer }
type Kept = { nom: string; contenu: string }
type UploadKey = { id: string; territoryId: string }

/** Keeps a file; its identifier. */
export async function keepUpload(
  db: Db,
  keys: Keys,
  { territoryId, fileName, bytes }: Upload & { territoryId: string },
  now: Date,
): Promise<string> {
  const id = randomUUID()
  const row = rowOf(id)
  const kept: Kept = { nom: fileName, contenu: bytes.toString('base64') }
  const valuesSealed = seal(keys, placeOf(row), kept)
  await db.draft.create({
    data: { id: row, territoryId, valuesSealed, updatedAt: now },
    select: { id: true },
  })
  return id
}

export async function findUpload(
  db: Db,
  keys: Keys,
  { id, territoryId }: UploadKey,
): Promise<Upload | null> {
  const row = rowOf(id)
  const found = await db.draft.findFirst({
    where: { id: row, territoryId },
    select: { valuesSealed: true },
  })
  if (!found) return null
  const { nom, contenu } = unseal<Kept>(keys, placeOf(row), found.valuesSealed)
  return { fileName: nom, bytes: Buffer.from(contenu, 'base64') }
}

export async function forgetUpload(db: Db, { id, territoryId }: UploadKey): Promise<void> {
  await db.draft.deleteMany({ where: { id: rowOf(id), territoryId } })
}

/** Apart from the drafts of questionnaires, whose rows are named by the hash of a token. */
function rowOf(id: string): string {
  return `doctors:${id}`
}

function placeOf(row: string) {
  return { table: 'draft', column: 'values_sealed', row }
}
