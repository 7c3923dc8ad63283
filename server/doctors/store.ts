import { type Day, dayOfDateColumn } from '../calendar/rules.ts'
import type { Db } from '../db.ts'
import type { LonLat } from '../geo.ts'
import type { Located, Practice, PracticeIdentity, RegisterEntry, Secretariat } from './rules.ts'

/** The register of a territory, or those of `ids`, by name: last, first, then id. Fixed number of queries. */
export async function listEntries(
  db: Db,
  territoryId: string,
  ids?: readonly string[],
): Promise<RegisterEntry[]> {
  if (ids?.length === 0) return []
  const rows = await db.availability.findMany({
    where: { territoryId, ...(ids ? { id: { in: [...ids] } } : {}) },
    select: SELECTED,
    orderBy: [{ doctor: { lastName: 'asc' } }, { doctor: { firstName: 'asc' } }, { id: 'asc' }],
  })
  return rows.map(toEntry)
}

/** A doctor at a practice, by the availability's id; by the doctor's id, their first one. */
export async function findEntry(
  db: Db,
  { id, territoryId }: { id: string; territoryId: string },
): Promise<RegisterEntry | null> {
  const row = await db.availability.findFirst({
    where: { territoryId, OR: [{ id }, { doctorId: id }] },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: SELECTED,
  })
  return row ? toEntry(row) : null
}

/** Every practice of a territory, with or without doctors. */
export async function listPractices(db: Db, territoryId: string): Promise<Practice[]> {
  const rows = await db.practice.findMany({
    where: { territoryId },
    select: PRACTICE,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return rows.map(toPractice)
}

export async function findPractice(
  db: Db,
  territoryId: string,
  { name, address, postalCode }: PracticeIdentity,
): Promise<Practice | null> {
  const row = await db.practice.findFirst({
    where: { territoryId, name, address, postalCode },
    select: PRACTICE,
  })
  return row ? toPractice(row) : null
}

/** How many doctors at a practice wait for it to be put on the map. */
export function countUnplaced(db: Db, territoryId: string): Promise<number> {
  return db.availability.count({
    where: { territoryId, practice: { OR: [{ lon: null }, { lat: null }] } },
  })
}

/** Who has this RPPS number in the territory. */
export async function findByRpps(
  db: Db,
  { rpps, territoryId }: { rpps: string; territoryId: string },
): Promise<{ doctorId: string; lastName: string; firstName: string } | null> {
  const row = await db.doctor.findUnique({
    where: { territoryId_rpps: { territoryId, rpps } },
    select: { id: true, lastName: true, firstName: true },
  })
  return row ? { doctorId: row.id, lastName: row.lastName, firstName: row.firstName } : null
}

/** The secure address on file of a doctor. */
export async function findSecureEmail(
  db: Db,
  { doctorId: id, territoryId }: { doctorId: string; territoryId: string },
): Promise<string | null> {
  const where = { id, territoryId }
  const row = await db.doctor.findFirst({ where, select: { secureEmail: true } })
  return row?.secureEmail ?? null
}

const PRACTICE = {
  id: true,
  name: true,
  address: true,
  postalCode: true,
  commune: true,
  inseeCode: true,
  lon: true,
  lat: true,
  located: true,
} as const

const SELECTED = {
  id: true,
  places: true,
  aldPlaces: true,
  homeVisitPlaces: true,
  homeVisitCommunes: true,
  ageMin: true,
  ageMax: true,
  stepFree: true,
  booking: true,
  startsOn: true,
  endsOn: true,
  endsOnBefore: true,
  pausedUntil: true,
  confirmedAt: true,
  loweredAt: true,
  version: true,
  updatedAt: true,
  updatedBy: true,
  practice: { select: { ...PRACTICE, phone: true, phoneHours: true, booking: true } },
  doctor: {
    select: {
      departures: { where: { cancelledAt: null }, select: { leavesOn: true }, take: 1 },
      id: true,
      rpps: true,
      lastName: true,
      firstName: true,
      phone: true,
      email: true,
      channel: true,
      mobile: true,
      secureEmail: true,
      languages: true,
      volunteerSince: true,
      coordinationAgreedAt: true,
      patientsAgreedAt: true,
      mapAgreedAt: true,
      withdrawnAt: true,
      version: true,
      updatedAt: true,
      updatedBy: true,
    },
  },
} as const

type Row = NonNullable<Awaited<ReturnType<typeof oneRow>>>

function oneRow(db: Db) {
  return db.availability.findFirst({ select: SELECTED })
}

function toEntry({ doctor, practice, version, ...row }: Row): RegisterEntry {
  const { rpps, lastName, firstName, phone, email, languages } = doctor
  const last = doctor.updatedAt > row.updatedAt ? doctor : row
  return {
    id: row.id,
    doctorId: doctor.id,
    identity: { rpps, lastName, firstName, phone, email, languages },
    contact: { channel: doctor.channel === 'sms' ? 'sms' : 'email', mobile: doctor.mobile },
    secureEmail: doctor.secureEmail,
    practice: { ...toPractice(practice), ...secretariatOf(practice) },
    conditions: conditionsOf(row),
    agreements: {
      coordination: doctor.coordinationAgreedAt,
      patients: doctor.patientsAgreedAt,
      map: doctor.mapAgreedAt,
    },
    volunteerSince: doctor.volunteerSince,
    withdrawnAt: doctor.withdrawnAt,
    leavesOn: dayOf(doctor.departures[0]?.leavesOn ?? null),
    startsOn: dayOf(row.startsOn),
    endsOn: dayOf(row.endsOn),
    endsOnBefore: dayOf(row.endsOnBefore),
    pausedUntil: dayOf(row.pausedUntil),
    confirmedAt: row.confirmedAt,
    loweredAt: row.loweredAt,
    doctorVersion: doctor.version,
    availabilityVersion: version,
    updatedAt: last.updatedAt,
    updatedBy: last.updatedBy,
  }
}

function conditionsOf(row: Omit<Row, 'doctor' | 'practice' | 'version'>) {
  const { places, aldPlaces, homeVisitPlaces, homeVisitCommunes, ageMin, ageMax } = row
  return {
    places,
    aldPlaces,
    homeVisitPlaces,
    homeVisitCommunes,
    ageMin,
    ageMax,
    stepFree: row.stepFree,
    booking: row.booking,
  }
}

type PracticeRow = Omit<Row['practice'], keyof Secretariat>

function toPractice({ lon, lat, located, ...row }: PracticeRow): Practice {
  const position: LonLat | null = lon === null || lat === null ? null : [lon, lat]
  const { id, name, address, postalCode, commune, inseeCode } = row
  const identity = { id, name, address, postalCode, commune, inseeCode }
  return { ...identity, position, located: located as Located }
}

function secretariatOf({ phone, phoneHours, booking }: Secretariat): Secretariat {
  return { phone, phoneHours, booking }
}

function dayOf(value: Date | null): Day | null {
  return value ? dayOfDateColumn(value) : null
}
