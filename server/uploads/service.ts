import { randomUUID } from 'node:crypto'
import type { Keys } from '../crypto/keys.ts'
import { seal, unseal } from '../crypto/seal.ts'
import type { Db } from '../db.ts'

/** A file given for a trial, kept sealed until it is confirmed, a day at most as other drafts are. */
export type Upload = { fileName: string; bytes: Buffer }
type Kept = { nom: string; contenu: string }
/** `kind` says whose file it is: nobody confirms a file that was given elsewhere. */
type UploadKey = { id: string; territoryId: string; kind: string }

/** Keeps a file; its identifier. */
export async function keepUpload(
  db: Db,
  keys: Keys,
  { territoryId, kind, fileName, bytes }: Upload & Omit<UploadKey, 'id'>,
  now: Date,
): Promise<string> {
  const id = randomUUID()
  const row = rowOf({ kind, id })
  const kept: Kept = { nom: fileName, contenu: bytes.toString('base64') }
  const valuesSealed = seal(keys, placeOf(row), kept)
  await db.draft.create({
    data: { id: row, territoryId, valuesSealed, updatedAt: now },
    select: { id: true },
  })
  return id
}

/** The file kept under this identifier; null when it is gone, or was somebody else's. */
export async function findUpload(
  db: Db,
  keys: Keys,
  { territoryId, ...file }: UploadKey,
): Promise<Upload | null> {
  const row = rowOf(file)
  const found = await db.draft.findFirst({
    where: { id: row, territoryId },
    select: { valuesSealed: true },
  })
  if (!found) return null
  const { nom, contenu } = unseal<Kept>(keys, placeOf(row), found.valuesSealed)
  return { fileName: nom, bytes: Buffer.from(contenu, 'base64') }
}

export async function forgetUpload(db: Db, { territoryId, ...file }: UploadKey): Promise<void> {
  await db.draft.deleteMany({ where: { id: rowOf(file), territoryId } })
}

/** Apart from the drafts of questionnaires, whose rows are named by the hash of a token. */
function rowOf({ kind, id }: Omit<UploadKey, 'territoryId'>): string {
  return `${kind}:${id}`
}

function placeOf(row: string) {
  return { table: 'draft', column: 'values_sealed', row }
}
