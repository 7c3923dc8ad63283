import type { Actor } from '../audit/service.ts'
import type { Day } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { AvailabilityFacts, DoctorFacts } from './changes.ts'
import type { Practice, PracticePlace, Secretariat } from './rules.ts'
import { cutColumns, dateColumn, leavingDays, stayAfter, stayColumns } from './stays-store.ts'

/** Who changes the register, as its sheets show it. */
type By = { territoryId: string; actor: Actor }

export type NewDoctor = {
  id: string
  facts: DoctorFacts
  source: 'coordinator' | 'csv' | 'volunteer'
}
export type NewAvailability = {
  id: string
  doctorId: string
  practiceId: string
  facts: AvailabilityFacts
}

/** Makes the writers of a register wait for one another until this transaction ends. */
export async function lockRegister(db: Db, territoryId: string): Promise<void> {
  await db.$queryRaw`select id from territory where id = ${territoryId}::uuid for no key update`
}

/** Adds practices; one that is there already, by its name and address, stays as it is. */
export async function insertPractices(
  db: Db,
  territoryId: string,
  practices: readonly (Practice & Partial<Secretariat>)[],
  now: Date,
): Promise<void> {
  await db.practice.createMany({
    data: practices.map(({ position, ...practice }) => ({
      ...practice,
      territoryId,
      ...lonLat(position),
      createdAt: now,
    })),
    skipDuplicates: true,
  })
}

/** Corrects where a practice is; its name and address tell it apart and stay. */
export async function updatePractice(
  db: Db,
  territoryId: string,
  { id, commune, inseeCode, position, located }: Practice,
): Promise<void> {
  await db.practice.updateMany({
    where: { id, territoryId },
    data: { commune, inseeCode, ...lonLat(position), located, version: { increment: 1 } },
  })
}

/** Forgets the practices where nobody of the register works any more. */
export async function removeEmptyPractices(db: Db, territoryId: string): Promise<void> {
  await db.practice.deleteMany({ where: { territoryId, availabilities: { none: {} } } })
}

export async function insertDoctors(
  db: Db,
  { territoryId, actor }: By,
  doctors: readonly NewDoctor[],
  now: Date,
): Promise<void> {
  await db.doctor.createMany({
    data: doctors.map(({ id, facts, source }) => ({
      ...doctorColumns(facts),
      id,
      territoryId,
      source,
      createdAt: now,
      ...stamp(actor, now),
    })),
  })
}

/** A doctor who announced that they leave is given no place beyond that day. */
export async function insertAvailabilities(
  db: Db,
  { territoryId, actor }: By,
  availabilities: readonly NewAvailability[],
  now: Date,
): Promise<void> {
  const leaving = await leavingDays(
    db,
    territoryId,
    availabilities.map(({ doctorId }) => doctorId),
  )
  await db.availability.createMany({
    data: availabilities.map(({ facts, ...ids }) => ({
      ...facts,
      ...cutColumns(facts, leaving.get(ids.doctorId) ?? null),
      ...ids,
      territoryId,
      createdAt: now,
      ...stamp(actor, now),
    })),
  })
}

type Version = By & { id: string; version: number }

/** Whether a doctor is in the scheme. */
export type Membership = Pick<DoctorFacts, 'volunteerSince' | 'agreements'> & {
  withdrawnAt: Date | null
}

/** Changes a doctor who still is at `version`; false when somebody was faster. */
export async function updateDoctor(
  db: Db,
  { id, territoryId, version, actor }: Version,
  change: DoctorFacts | Membership,
  now: Date,
): Promise<boolean> {
  const { count } = await db.doctor.updateMany({
    where: { id, territoryId, version },
    data: { ...doctorColumns(change), version: { increment: 1 }, ...stamp(actor, now) },
  })
  return count === 1
}

export type AvailabilityChange = Partial<AvailabilityFacts> & {
  practiceId?: string
  pausedUntil?: Day | null
}

/**
 * Changes an availability that still is at `version`; false when somebody was faster. A doctor who announced that they
 * leave keeps no place beyond that day.
 */
export async function updateAvailability(
  db: Db,
  { id, territoryId, version, actor }: Version,
  { pausedUntil, startsOn, endsOn, ...change }: AvailabilityChange,
  now: Date,
): Promise<boolean> {
  const stay = await stayAfter(db, { id, territoryId }, { startsOn, endsOn })
  const { count } = await db.availability.updateMany({
    where: { id, territoryId, version },
    data: {
      ...change,
      ...(pausedUntil === undefined ? {} : { pausedUntil: dateColumn(pausedUntil) }),
      ...(stay && stayColumns(stay)),
      version: { increment: 1 },
      ...stamp(actor, now),
    },
  })
  return count === 1
}

function doctorColumns<T extends { agreements: DoctorFacts['agreements'] }>({
  agreements,
  ...columns
}: T) {
  return {
    ...columns,
    coordinationAgreedAt: agreements.coordination,
    patientsAgreedAt: agreements.patients,
    mapAgreedAt: agreements.map,
  }
}

function stamp({ name, kind }: Actor, now: Date) {
  return { updatedAt: now, updatedBy: name ?? kind }
}

function lonLat(position: PracticePlace['position']) {
  return { lon: position?.[0] ?? null, lat: position?.[1] ?? null }
}
