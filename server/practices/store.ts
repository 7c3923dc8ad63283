import type { Db } from '../db.ts'
import type { Located, Practice, PracticeIdentity, Secretariat } from '../doctors/rules.ts'

/** A practice with its secretariat; `version` grows with every change. */
export type PracticeRecord = Practice & Secretariat & { version: number }

type Key = { id: string; territoryId: string }

export async function findPracticeById(
  db: Db,
  { id, territoryId }: Key,
): Promise<PracticeRecord | null> {
  const row = await db.practice.findFirst({
    where: { id, territoryId },
    select: {
      id: true,
      name: true,
      address: true,
      postalCode: true,
      commune: true,
      inseeCode: true,
      lon: true,
      lat: true,
      located: true,
      phone: true,
      phoneHours: true,
      booking: true,
      version: true,
    },
  })
  if (!row) return null
  const { lon, lat, located, ...practice } = row
  const position = lon === null || lat === null ? null : ([lon, lat] as const)
  return { ...practice, position, located: located as Located }
}

/** True when another practice has this name at this address. */
export async function isNameTaken(
  db: Db,
  { id, territoryId, name, address, postalCode }: Key & PracticeIdentity,
): Promise<boolean> {
  const others = await db.practice.count({
    where: { territoryId, name, address, postalCode, id: { not: id } },
  })
  return others > 0
}

/** Changes a practice that still is at `version`; false when somebody was faster. */
export async function updatePracticeRecord(
  tx: Db,
  territoryId: string,
  { id, version, position, ...practice }: PracticeRecord,
): Promise<boolean> {
  const { count } = await tx.practice.updateMany({
    where: { id, territoryId, version },
    data: {
      ...practice,
      lon: position?.[0] ?? null,
      lat: position?.[1] ?? null,
      version: { increment: 1 },
    },
  })
  return count === 1
}
