import { type Day, dayOfDateColumn } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { AgeBand, Announcement, Departure, PeopleLeft } from './rules.ts'

type DoctorKey = { doctorId: string; territoryId: string }

/** What a doctor announced and did not take back. */
export async function findDeparture(
  db: Db,
  { doctorId, territoryId }: DoctorKey,
): Promise<Departure | null> {
  const row = await db.departure.findFirst({
    where: { doctorId, territoryId, cancelledAt: null },
    select: SELECTED,
  })
  return row && toDeparture(row)
}

/** A departure with the name of who leaves. */
export type NamedDeparture = { departure: Departure; firstName: string; lastName: string }

/** Everything announced and not taken back, the soonest first. */
export async function listDepartures(db: Db, territoryId: string): Promise<NamedDeparture[]> {
  const rows = await db.departure.findMany({
    where: { territoryId, cancelledAt: null },
    orderBy: [{ leavesOn: 'asc' }, { id: 'asc' }],
    select: { ...SELECTED, doctor: { select: { firstName: true, lastName: true } } },
  })
  return rows.map(({ doctor, ...row }) => ({ departure: toDeparture(row), ...doctor }))
}

export async function insertDeparture(
  tx: Db,
  territoryId: string,
  { counts, leavesOn, ...departure }: Departure,
): Promise<void> {
  await tx.departure.create({
    data: { ...departure, territoryId, leavesOn: dateColumn(leavesOn) },
    select: { id: true },
  })
  await insertCounts(tx, { id: departure.id, territoryId }, counts)
}

type Change = {
  id: string
  territoryId: string
  announcement: Announcement
  by: string
}

/** Replaces what was announced. */
export async function replaceDeparture(
  tx: Db,
  { id, territoryId, announcement, by }: Change,
  now: Date,
): Promise<void> {
  const { kind, leavesOn, counts } = announcement
  await tx.departure.updateMany({
    where: { id, territoryId },
    data: {
      kind,
      leavesOn: dateColumn(leavesOn),
      announcedAt: now,
      announcedBy: by,
      version: { increment: 1 },
    },
  })
  await tx.departureCount.deleteMany({ where: { departureId: id, territoryId } })
  await insertCounts(tx, { id, territoryId }, counts)
}

export async function endDeparture(
  tx: Db,
  { id, territoryId }: { id: string; territoryId: string },
  now: Date,
): Promise<void> {
  await tx.departure.updateMany({
    where: { id, territoryId },
    data: { cancelledAt: now, version: { increment: 1 } },
  })
}

async function insertCounts(
  tx: Db,
  { id, territoryId }: { id: string; territoryId: string },
  counts: readonly PeopleLeft[],
): Promise<void> {
  await tx.departureCount.createMany({
    data: counts.map((count) => ({ ...count, territoryId, departureId: id })),
  })
}

const SELECTED = {
  id: true,
  doctorId: true,
  kind: true,
  leavesOn: true,
  source: true,
  announcedAt: true,
  announcedBy: true,
  version: true,
  counts: { select: { inseeCode: true, ageBand: true, people: true } },
} as const

type Row = Omit<Departure, 'leavesOn' | 'counts'> & {
  leavesOn: Date
  counts: { inseeCode: string; ageBand: string; people: number }[]
}

function toDeparture({ leavesOn, counts, ...row }: Row): Departure {
  return {
    ...row,
    leavesOn: dayOfDateColumn(leavesOn),
    counts: counts.map((count) => ({ ...count, ageBand: count.ageBand as AgeBand })),
  }
}

function dateColumn(day: Day): Date {
  return new Date(`${day}T00:00:00Z`)
}
