import type { Keys } from '../crypto/keys.ts'
import { unseal } from '../crypto/seal.ts'
import type { Db } from '../db.ts'
import type { FormValues } from '../http/forms.ts'

type Key = { id: string; territoryId: string }

/** Fingerprints of the people of a request, and the keys of the questionnaires that made it. */
export async function traitsOf(db: Db, { id: requestId, territoryId }: Key) {
  const members = await db.member.findMany({
    where: { requestId, territoryId },
    select: { identityIndex: true },
  })
  const keys = await db.idempotencyKey.findMany({
    where: { territoryId, scope: 'questionnaire', subjectId: requestId },
    select: { key: true },
  })
  return {
    people: members.flatMap(({ identityIndex }) => identityIndex ?? []),
    keys: keys.map(({ key }) => key),
  }
}

/** Questionnaires begun in a territory in the last day, opened: a draft says whose it is nowhere else. */
export async function openDrafts(
  db: Db,
  keys: Keys,
  territoryId: string,
): Promise<{ id: string; values: FormValues }[]> {
  const rows = await db.draft.findMany({
    where: { territoryId },
    select: { id: true, valuesSealed: true },
  })
  return rows.map(({ id, valuesSealed }) => ({
    id,
    values: unseal(keys, { table: 'draft', column: 'values_sealed', row: id }, valuesSealed),
  }))
}

export async function removeDrafts(
  db: Db,
  { territoryId, ids }: { territoryId: string; ids: readonly string[] },
): Promise<void> {
  await db.draft.deleteMany({ where: { territoryId, id: { in: [...ids] } } })
}
