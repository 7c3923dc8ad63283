import type { Db } from '../db.ts'
import type { RegisterEntry } from './rules.ts'
import { listEntries } from './store.ts'

export type Own = { territoryId: string; doctorId: string }

/** Every practice of one doctor, the oldest first. */
export async function listOwnEntries(
  db: Db,
  { territoryId, doctorId }: Own,
): Promise<RegisterEntry[]> {
  const rows = await db.availability.findMany({
    where: { territoryId, doctorId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  })
  const ids = rows.map(({ id }) => id)
  const entries = await listEntries(db, territoryId, ids)
  return entries.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
}

/** Makes the writers of one doctor wait for one another until this transaction ends; false when there is no such doctor. */
export async function lockOwn(db: Db, { territoryId, doctorId }: Own): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    select id from doctor where id = ${doctorId}::uuid and territory_id = ${territoryId}::uuid
    for no key update`
  return rows.length === 1
}
