import type { Db } from '../db.ts'

type Key = { id: string; territoryId: string }

/** True when lists, proposals or outcomes name this doctor at this practice: their history must not be lost. */
export async function isNamedSomewhere(db: Db, { id, territoryId }: Key): Promise<boolean> {
  const where = { availabilityId: id, territoryId }
  const lists = await db.shortlistEntry.count({ where })
  const proposals = await db.proposal.count({ where })
  const outcomes = await db.outcome.count({ where })
  return lists + proposals + outcomes > 0
}

/** Forgets an availability that still is at `version`; false when somebody was faster. */
export async function deleteAvailability(
  tx: Db,
  { id, territoryId, version }: Key & { version: number },
): Promise<boolean> {
  const { count } = await tx.availability.deleteMany({ where: { id, territoryId, version } })
  return count === 1
}
