import type { Db } from '../db.ts'

/** A doctor who came by the public page and whom nobody confirmed yet. */
export const PENDING = {
  source: 'volunteer',
  volunteerSince: null,
  coordinationAgreedAt: null,
  withdrawnAt: null,
} as const

/** Since when each waits, by the doctor's id, the first come first. */
export async function pendingVolunteers(
  db: Db,
  territoryId: string,
): Promise<ReadonlyMap<string, Date>> {
  const rows = await db.doctor.findMany({
    where: { territoryId, ...PENDING },
    select: { id: true, createdAt: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return new Map(rows.map(({ id, createdAt }) => [id, createdAt]))
}

/** Forgets one who was not confirmed; false when they were, or are not there. */
export async function deletePending(
  db: Db,
  { id, territoryId }: { id: string; territoryId: string },
): Promise<boolean> {
  const { count } = await db.doctor.deleteMany({ where: { id, territoryId, ...PENDING } })
  return count === 1
}

/** Doctors of the register for whom the public page was filled in again since a day, by id, with the last time. */
export async function cameAgain(
  db: Db,
  { territoryId, since }: { territoryId: string; since: Date },
): Promise<ReadonlyMap<string, Date>> {
  const rows = await db.auditEntry.findMany({
    where: { territoryId, subjectKind: 'volunteer_again', at: { gte: since } },
    select: { subjectId: true, at: true },
    orderBy: { sequence: 'asc' },
  })
  return new Map(rows.flatMap(({ subjectId, at }) => (subjectId ? [[subjectId, at]] : [])))
}
