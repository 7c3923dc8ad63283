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

type Row = Omit<Alert, 'doctor' | 'territory'> & {
  doctorYes: number
  doctorAnswered: number
  territoryYes: number
  territoryAnswered: number
}

/** Alerts that are not closed, the oldest first. */
export async function listOpenAlerts(
  db: Db,
  { territoryId, doctorId = null }: { territoryId: string; doctorId?: string | null },
): Promise<Alert[]> {
  const rows = await db.$queryRaw<Row[]>`
    select alert.id::text, doctor.id::text as "doctorId", doctor.first_name as "firstName",
      doctor.last_name as "lastName", alert.band, alert.doctor_yes as "doctorYes",
      alert.doctor_answered as "doctorAnswered", alert.territory_yes as "territoryYes",
      alert.territory_answered as "territoryAnswered", alert.opened_at as "openedAt", alert.shown_at as "shownAt",
      alert.talked_at as "talkedAt", alert.talked_by as "talkedBy"
    from acceptance_alert as alert join doctor on doctor.id = alert.doctor_id
    where alert.territory_id = ${territoryId}::uuid and alert.closed_at is null
      and (${doctorId}::uuid is null or alert.doctor_id = ${doctorId}::uuid)
    order by alert.opened_at, alert.band, alert.id`
  return rows.map(({ doctorYes, doctorAnswered, territoryYes, territoryAnswered, ...row }) => ({
    ...row,
    doctor: { yes: doctorYes, answered: doctorAnswered },
    territory: { yes: territoryYes, answered: territoryAnswered },
  }))
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
