import type { Db } from '../db.ts'
import { PENDING } from './volunteers-store.ts'

type Who = { id: string; territoryId: string }

/** Doctors, of every territory, who left before `limit` and whom we could still write to, at most `most` at a time. */
export function reachableLeavers(db: Db, limit: Date, most: number): Promise<Who[]> {
  return db.doctor.findMany({
    where: {
      withdrawnAt: { lt: limit },
      OR: [
        { phone: { not: null } },
        { mobile: { not: null } },
        { email: { not: null } },
        { secureEmail: { not: null } },
        { links: { some: {} } },
        { availabilities: { some: { booking: { not: '' } } } },
      ],
    },
    orderBy: { withdrawnAt: 'asc' },
    take: most,
    select: { id: true, territoryId: true },
  })
}

/** Forgets every way to write to a doctor, their links, and their words on appointments, which may hold a number. */
export async function forgetContact(db: Db, { id, territoryId }: Who): Promise<void> {
  const nobody = { phone: null, mobile: null, email: null, secureEmail: null }
  await db.doctor.updateMany({
    where: { id, territoryId },
    data: { ...nobody, version: { increment: 1 } },
  })
  await db.availability.updateMany({ where: { doctorId: id, territoryId }, data: { booking: '' } })
  await db.doctorLink.deleteMany({ where: { doctorId: id, territoryId } })
}

/**
 * Doctors, of every territory, whose name is of no use any more, at most `most` at a time: those who left before `limit`
 * and whom neither a request nor a departure names, and those who volunteered before it and were not confirmed.
 */
export function forgottenDoctors(db: Db, limit: Date, most: number): Promise<Who[]> {
  return db.$queryRaw<Who[]>`
    select doctor.id::text as id, doctor.territory_id::text as "territoryId"
    from doctor
    where (doctor.source = ${PENDING.source} and doctor.volunteer_since is null
        and doctor.coordination_agreed_at is null and doctor.withdrawn_at is null
        and doctor.created_at < ${limit}::timestamptz)
      or (doctor.withdrawn_at < ${limit}::timestamptz
        and not exists (select 1 from departure
          where departure.doctor_id = doctor.id and departure.cancelled_at is null)
        and not exists (select 1 from availability as place where place.doctor_id = doctor.id and (
          exists (select 1 from shortlist_entry where availability_id = place.id)
          or exists (select 1 from proposal where availability_id = place.id)
          or exists (select 1 from outcome where availability_id = place.id)
          or exists (select 1 from ladder where named_availability_id = place.id))))
    order by doctor.id limit ${most}`
}

/** Forgets a doctor, with their practices' places; those whom requests name must not come here. */
export async function deleteDoctor(db: Db, { id, territoryId }: Who): Promise<void> {
  await db.doctor.deleteMany({ where: { id, territoryId } })
}
