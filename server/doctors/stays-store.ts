import { type Day, dayOfDateColumn } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import { cutStay, type KeptStay, type Stay, wholeStay } from './rules.ts'

/** The day from which each of these doctors is no longer there, as announced; those who stay are left out. */
export async function leavingDays(
  db: Db,
  territoryId: string,
  doctorIds: readonly string[],
): Promise<ReadonlyMap<string, Day>> {
  const rows = await db.departure.findMany({
    where: { territoryId, doctorId: { in: [...doctorIds] }, cancelledAt: null },
    select: { doctorId: true, leavesOn: true },
  })
  return new Map(rows.map(({ doctorId, leavesOn }) => [doctorId, dayOfDateColumn(leavesOn)]))
}

type SaidOfStay = { startsOn: Day | null | undefined; endsOn: Day | null | undefined }

/**
 * The dates of a stay once changed; null where nothing was said of them. The last day that a departure cut is not a
 * word of the doctor: said again, it keeps the one that they gave.
 */
export async function stayAfter(
  db: Db,
  { id, territoryId }: { id: string; territoryId: string },
  { startsOn, endsOn }: SaidOfStay,
): Promise<KeptStay | null> {
  if (startsOn === undefined && endsOn === undefined) return null
  const row = await db.availability.findFirst({
    where: { id, territoryId },
    select: { doctorId: true, startsOn: true, endsOn: true, endsOnBefore: true },
  })
  if (!row) return null
  const leaving = await leavingDays(db, territoryId, [row.doctorId])
  const leavesOn = leaving.get(row.doctorId) ?? null
  const kept = {
    startsOn: dayOf(row.startsOn),
    endsOn: dayOf(row.endsOn),
    endsOnBefore: dayOf(row.endsOnBefore),
  }
  const whole = wholeStay(kept, leavesOn)
  const said = {
    startsOn: startsOn === undefined ? whole.startsOn : startsOn,
    endsOn: endsOn === undefined || endsOn === kept.endsOn ? whole.endsOn : endsOn,
  }
  return cutStay(said, leavesOn)
}

type Version = { id: string; territoryId: string; version: number }

/** Writes the dates of an availability that still is at `version`; false when somebody was faster. */
export async function updateStay(
  db: Db,
  { id, territoryId, version }: Version,
  change: { stay: KeptStay; by: string },
  now: Date,
): Promise<boolean> {
  const { count } = await db.availability.updateMany({
    where: { id, territoryId, version },
    data: {
      ...stayColumns(change.stay),
      version: { increment: 1 },
      updatedAt: now,
      updatedBy: change.by,
    },
  })
  return count === 1
}

/** The columns of a stay as given, cut by the departure announced. */
export function cutColumns(stay: Stay, leavesOn: Day | null) {
  return stayColumns(cutStay(stay, leavesOn))
}

export function stayColumns({ startsOn, endsOn, endsOnBefore }: KeptStay) {
  return {
    startsOn: dateColumn(startsOn),
    endsOn: dateColumn(endsOn),
    endsOnBefore: dateColumn(endsOnBefore),
  }
}

export function dateColumn(day: Day | null): Date | null {
  return day ? new Date(`${day}T00:00:00Z`) : null
}

function dayOf(value: Date | null): Day | null {
  return value ? dayOfDateColumn(value) : null
}
