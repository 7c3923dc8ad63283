import { randomUUID } from 'node:crypto'
import type { Db } from '../db.ts'
import type { Organisation, OrganisationKind, Profession, Profile, ReferrerRole } from './rules.ts'

const PROFESSION = { id: true, code: true, label: true, closedAt: true } as const
const ORGANISATION = { id: true, name: true, kind: true } as const

/** Professions of a territory, by label. */
export function listProfessions(db: Db, territoryId: string): Promise<Profession[]> {
  return db.profession.findMany({
    where: { territoryId },
    orderBy: { label: 'asc' },
    select: PROFESSION,
  })
}

/** Adds professions; those whose code is there already change nothing. How many are new. */
export async function insertProfessions(
  db: Db,
  territoryId: string,
  professions: readonly { code: string; label: string }[],
  now: Date,
): Promise<number> {
  const { count } = await db.profession.createMany({
    data: professions.map((one) => ({ ...one, id: randomUUID(), territoryId, createdAt: now })),
    skipDuplicates: true,
  })
  return count
}

/** False when the territory has no such profession. */
export async function markProfession(
  db: Db,
  { id, territoryId }: { id: string; territoryId: string },
  closedAt: Date | null,
): Promise<boolean> {
  const { count } = await db.profession.updateMany({
    where: { id, territoryId },
    data: { closedAt },
  })
  return count === 1
}

export function listOrganisations(db: Db, territoryId: string): Promise<Organisation[]> {
  return db.organisation.findMany({
    where: { territoryId },
    orderBy: [{ name: 'asc' }, { kind: 'asc' }],
    select: ORGANISATION,
  })
}

/** The organisation of that name and kind, made when it is not there; its identifier. */
export async function keepOrganisation(
  db: Db,
  place: { territoryId: string; name: string; kind: OrganisationKind },
  now: Date,
): Promise<string> {
  const { id } = await db.organisation.upsert({
    where: { territoryId_kind_name: place },
    create: { ...place, id: randomUUID(), createdAt: now },
    update: {},
    select: { id: true },
  })
  return id
}

export function isOrganisationThere(
  db: Db,
  { id, territoryId }: { id: string; territoryId: string },
): Promise<boolean> {
  return db.organisation.count({ where: { id, territoryId } }).then((found) => found > 0)
}

type ProfileKey = { accountId: string; territoryId: string }
export type NewProfile = ProfileKey & {
  role: ReferrerRole
  professionId: string | null
  organisationId: string
  doctorId: string | null
}

/** Who a referrer is, from now on; closed before, they are back. */
export async function saveProfile(db: Db, profile: NewProfile, now: Date): Promise<void> {
  const { accountId, territoryId, ...facts } = profile
  await db.referrerProfile.upsert({
    where: { accountId_territoryId: { accountId, territoryId } },
    create: { ...profile, createdAt: now },
    update: { ...facts, closedAt: null },
    select: { accountId: true },
  })
}

export async function closeProfile(db: Db, key: ProfileKey, at: Date | null): Promise<void> {
  await db.referrerProfile.updateMany({ where: key, data: { closedAt: at } })
}

/** Another open account that stands for this doctor. */
export async function isDoctorTaken(
  db: Db,
  { doctorId, email }: { doctorId: string; email: string },
): Promise<boolean> {
  const taken = await db.referrerProfile.count({
    where: { doctorId, closedAt: null, account: { email: { not: email } } },
  })
  return taken > 0
}

const PROFILE = {
  accountId: true,
  role: true,
  doctorId: true,
  profession: { select: { id: true, code: true, label: true } },
  organisation: { select: ORGANISATION },
} as const

/** Who this account is in this territory; null when nobody invited it, or its access is closed. */
export async function findProfile(db: Db, key: ProfileKey): Promise<Profile | null> {
  const row = await db.referrerProfile.findFirst({
    where: { ...key, closedAt: null },
    select: PROFILE,
  })
  return row && { ...row, role: row.role as ReferrerRole }
}

/** One line of the coordinator's list. `invitedUntil` is the end of a link not used yet. */
export type ReferrerLine = Profile & {
  closedAt: Date | null
  name: string
  email: string
  isActive: boolean
  isDemo: boolean
  invitedUntil: Date | null
}

/** Everybody who was ever invited in a territory, or this account alone: the open ones first, by name. */
export async function listReferrers(
  db: Db,
  where: { territoryId: string; accountId?: string },
): Promise<ReferrerLine[]> {
  const rows = await db.referrerProfile.findMany({
    where,
    orderBy: [{ closedAt: { sort: 'desc', nulls: 'first' } }, { account: { name: 'asc' } }],
    select: { ...PROFILE, closedAt: true, account: { select: ACCOUNT } },
  })
  return rows.map(({ account, role, ...profile }) => ({
    ...profile,
    role: role as ReferrerRole,
    name: account.name,
    email: account.email,
    isActive: account.totpSecretSealed !== null && account.disabledAt === null,
    isDemo: account.isDemo,
    invitedUntil: account.activationExpiresAt,
  }))
}

const ACCOUNT = {
  name: true,
  email: true,
  totpSecretSealed: true,
  disabledAt: true,
  isDemo: true,
  activationExpiresAt: true,
} as const

/** True when this doctor of the register has not left the scheme. */
export async function isDoctorThere(
  db: Db,
  { doctorId, territoryId }: { doctorId: string; territoryId: string },
): Promise<boolean> {
  const found = await db.doctor.count({ where: { id: doctorId, territoryId, withdrawnAt: null } })
  return found > 0
}
