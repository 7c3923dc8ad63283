import type { Db } from '../db.ts'

export type TextKey = { territoryId: string; template: string }

/** One part of a message, as somebody changed it; null: our words again. */
export type Change = {
  part: string
  version: number
  text: string | null
  changedBy: string
  at: Date
}

const SELECTED = { part: true, version: true, text: true, changedBy: true, at: true } as const

/** All that was ever changed in a message, oldest first. */
export function changesOf(db: Db, { territoryId, template }: TextKey): Promise<Change[]> {
  return db.editedText.findMany({
    where: { territoryId, template },
    orderBy: [{ version: 'asc' }, { part: 'asc' }],
    select: SELECTED,
  })
}

/** The same for every message of a territory. */
export function allChanges(
  db: Db,
  territoryId: string,
): Promise<(Change & { template: string })[]> {
  return db.editedText.findMany({
    where: { territoryId },
    orderBy: [{ version: 'asc' }, { part: 'asc' }],
    select: { ...SELECTED, template: true },
  })
}

export async function insertChanges(
  tx: Db,
  key: TextKey,
  changes: readonly Change[],
): Promise<void> {
  await tx.editedText.createMany({ data: changes.map((change) => ({ ...key, ...change })) })
}

/** Those who change the texts of a territory wait for one another. */
export async function lockTexts(tx: Db, territoryId: string): Promise<void> {
  await tx.$queryRaw`select id from territory where id = ${territoryId}::uuid for no key update`
}
