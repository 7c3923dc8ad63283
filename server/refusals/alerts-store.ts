import { randomUUID } from 'node:crypto'
import type { Db } from '../db.ts'
import type { Need } from '../ranking/need.ts'
import type { Compared } from './acceptance-rules.ts'

/** A doctor who takes a band far less often than the territory, with the figures of its last counting. */
export type Alert = Compared & {
  id: string
  doctorId: string
  firstName: string
  lastName: string
  band: Need
  /** Since when the doctor may read it on their page. */
  openedAt: Date
  shownAt: Date | null
  talkedAt: Date | null
  talkedBy: string | null
}

type Where = { territoryId: string; doctorId?: string }

const SELECTED = {
  id: true,
  doctorId: true,
  band: true,
  doctorYes: true,
  doctorAnswered: true,
  territoryYes: true,
  territoryAnswered: true,
  openedAt: true,
  shownAt: true,
  talkedAt: true,
  talkedBy: true,
  doctor: { select: { firstName: true, lastName: true } },
} as const

/** Alerts that are not closed, the oldest first. */
export async function listOpenAlerts(db: Db, where: Where): Promise<Alert[]> {
  const rows = await db.acceptanceAlert.findMany({
    where: { ...where, closedAt: null },
    orderBy: [{ openedAt: 'asc' }, { band: 'asc' }, { id: 'asc' }],
    select: SELECTED,
  })
  return rows.map(
    ({ doctor, doctorYes, doctorAnswered, territoryYes, territoryAnswered, ...row }) => ({
      ...row,
      ...doctor,
      band: row.band as Need,
      doctor: { yes: doctorYes, answered: doctorAnswered },
      territory: { yes: territoryYes, answered: territoryAnswered },
    }),
  )
}

export type NewAlert = Compared & { territoryId: string; doctorId: string; band: Need }

/** Opens an alert; false when one is open already. */
export async function openAlert(
  db: Db,
  { territoryId, doctorId, band, ...compared }: NewAlert,
  now: Date,
): Promise<boolean> {
  const { count } = await db.acceptanceAlert.createMany({
    data: [
      { id: randomUUID(), territoryId, doctorId, band, ...figures(compared, now), openedAt: now },
    ],
    skipDuplicates: true,
  })
  return count === 1
}

/** Writes the figures of an open alert as they are now. */
export async function recountAlert(db: Db, id: string, compared: Compared, now: Date) {
  await db.acceptanceAlert.updateMany({
    where: { id, closedAt: null },
    data: figures(compared, now),
  })
}

export async function closeAlert(db: Db, id: string, now: Date): Promise<void> {
  await db.acceptanceAlert.updateMany({ where: { id, closedAt: null }, data: { closedAt: now } })
}

/** Dates what a doctor read; how many of these alerts were not dated yet. */
export async function markShown(
  db: Db,
  { ids, ...whose }: { territoryId: string; doctorId: string; ids: readonly string[] },
  now: Date,
): Promise<number> {
  const { count } = await db.acceptanceAlert.updateMany({
    where: { ...whose, id: { in: [...ids] }, closedAt: null, shownAt: null },
    data: { shownAt: now },
  })
  return count
}

/** Dates the talk about an alert; false when it was dated, or closed, before. */
export async function markTalked(
  db: Db,
  { id, territoryId, by }: { id: string; territoryId: string; by: string },
  now: Date,
): Promise<boolean> {
  const { count } = await db.acceptanceAlert.updateMany({
    where: { id, territoryId, closedAt: null, talkedAt: null },
    data: { talkedAt: now, talkedBy: by },
  })
  return count === 1
}

/** Territories, and which of their doctors are in the scheme. */
export async function doctorsThere(db: Db): Promise<Map<string, Set<string>>> {
  const rows = await db.territory.findMany({
    select: {
      id: true,
      doctors: {
        where: { withdrawnAt: null, volunteerSince: { not: null } },
        select: { id: true },
      },
    },
  })
  return new Map(rows.map(({ id, doctors }) => [id, new Set(doctors.map((one) => one.id))]))
}

/** Forgets the alerts closed before `limit`, of every territory. */
export async function deleteAlerts(db: Db, limit: Date): Promise<number> {
  const { count } = await db.acceptanceAlert.deleteMany({ where: { closedAt: { lt: limit } } })
  return count
}

function figures({ doctor, territory }: Compared, now: Date) {
  return {
    doctorYes: doctor.yes,
    doctorAnswered: doctor.answered,
    territoryYes: territory.yes,
    territoryAnswered: territory.answered,
    countedAt: now,
  }
}
