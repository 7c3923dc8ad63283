import { randomUUID } from 'node:crypto'
import { Prisma } from '../../prisma/generated/client.ts'
import type { CloseReason, OrganisationKind, RequestStatus } from '../../prisma/generated/enums.ts'
import { type Day, dayOfDateColumn } from '../calendar/rules.ts'
import type { Keys } from '../crypto/keys.ts'
import { seal, unseal } from '../crypto/seal.ts'
import type { Db } from '../db.ts'
import { NOT_ERASED, openColumn } from '../orientation/sealed.ts'
import type { ReferrerRole } from '../referrers/rules.ts'
import type { AgreedHow, Referral, ReferralSource } from './rules.ts'

export type NewReferral = {
  territoryId: string
  requestId: string
  accountId: string
  role: ReferrerRole
  organisationId: string
  professionId: string | null
  source: ReferralSource
  agreedOn: Day
  agreedHow: AgreedHow
  outcomeAgreedAt: Date | null
  wishedDoctor: string | null
  toldAt: Date | null
  /** Fingerprint of the row of a file; null for somebody registered on the page. */
  rowIndex: string | null
}

export async function insertReferral(
  db: Db,
  keys: Keys,
  { wishedDoctor, agreedOn, ...referral }: NewReferral,
  now: Date,
): Promise<void> {
  const id = randomUUID()
  await db.referral.create({
    data: {
      ...referral,
      id,
      agreedOn: new Date(`${agreedOn}T00:00:00Z`),
      wishedDoctorSealed: wishedDoctor ? seal(keys, placeOf(id), wishedDoctor) : null,
      createdAt: now,
    },
    select: { id: true },
  })
}

type ReferralRow = Omit<Referral, 'organisation' | 'profession' | 'agreedOn'> & {
  agreedOn: Date
  organisationId: string
  organisationName: string
  organisationKind: OrganisationKind
  professionCode: string | null
  professionLabel: string | null
}

/** Who registered this request; null when its household did it alone, or with the coordinator. */
export async function findReferral(
  db: Db,
  { requestId, territoryId }: { requestId: string; territoryId: string },
): Promise<Referral | null> {
  const [row] = await db.$queryRaw<ReferralRow[]>`
    select referral.id::text, referral.request_id::text as "requestId", referral.account_id::text as "accountId",
      account.name, referral.role::text, referral.source, referral.agreed_on as "agreedOn",
      referral.agreed_how as "agreedHow", referral.outcome_agreed_at as "outcomeAgreedAt",
      referral.told_at as "toldAt", organisation.id::text as "organisationId",
      organisation.name as "organisationName", organisation.kind::text as "organisationKind",
      profession.code as "professionCode", profession.label as "professionLabel"
    from referral
    join account on account.id = referral.account_id
    join organisation on organisation.id = referral.organisation_id
    left join profession on profession.id = referral.profession_id
    where referral.request_id = ${requestId}::uuid and referral.territory_id = ${territoryId}::uuid`
  if (!row) return null
  const { organisationId, organisationName, organisationKind, ...others } = row
  const { professionCode: code, professionLabel: label, agreedOn, ...referral } = others
  return {
    ...referral,
    organisation: { id: organisationId, name: organisationName, kind: organisationKind },
    profession: code !== null && label !== null ? { code, label } : null,
    agreedOn: dayOfDateColumn(agreedOn),
  }
}

/** The doctor that the person would like, as the referrer wrote it; null when nobody was named. */
export async function findWishedDoctor(
  db: Db,
  keys: Keys,
  where: { requestId: string; territoryId: string },
): Promise<string | null> {
  const row = await db.referral.findFirst({
    where,
    select: { id: true, wishedDoctorSealed: true },
  })
  return row?.wishedDoctorSealed
    ? unseal<string>(keys, placeOf(row.id), row.wishedDoctorSealed)
    : null
}

/** Somebody told the household that it is registered; false when it was known already. */
export async function markTold(
  db: Db,
  where: { requestId: string; territoryId: string },
  at: Date,
): Promise<boolean> {
  const { count } = await db.referral.updateMany({
    where: { ...where, toldAt: null },
    data: { toldAt: at },
  })
  return count === 1
}

/** Requests whose household was neither told that it is registered, nor given anything since; the oldest first. */
export async function listUntold(db: Db, territoryId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select request.id::text as id from ${untold(territoryId)} order by referral.created_at`
  return rows.map(({ id }) => id)
}

/** How many they are, to be counted with other things by one statement. */
export function untoldCount(territoryId: string): Prisma.Sql {
  return Prisma.sql`select count(*) from ${untold(territoryId)}`
}

function untold(territoryId: string): Prisma.Sql {
  return Prisma.sql`referral join orientation_request as request on request.id = referral.request_id
    where referral.territory_id = ${territoryId}::uuid and referral.told_at is null and request.oriented_at is null
      and request.status in ('to_locate', 'ready', 'outside', 'already_followed', 'proposed')`
}

/** The living request that has this very reference in a territory. */
export async function findLivingId(
  db: Db,
  where: { territoryId: string; reference: string },
): Promise<string | null> {
  const row = await db.orientationRequest.findFirst({
    where: { ...where, status: { not: 'closed' } },
    select: { id: true },
  })
  return row?.id ?? null
}

/** Holds the imports of an organisation one after the other, until this transaction ends. */
export async function lockOrganisation(tx: Db, id: string): Promise<void> {
  await tx.$queryRaw`select id from organisation where id = ${id}::uuid for update`
}

/** Among these fingerprints of rows, those that this organisation sent before. */
export async function knownRows(
  db: Db,
  organisationId: string,
  indexes: readonly string[],
): Promise<Set<string>> {
  const rows = await db.referral.findMany({
    where: { organisationId, rowIndex: { in: [...indexes] } },
    select: { rowIndex: true },
  })
  return new Set(rows.flatMap(({ rowIndex }) => rowIndex ?? []))
}

/** Among these fingerprints of people, those whom this organisation registered itself and whose search goes on. */
export async function knownPeople(
  db: Db,
  organisationId: string,
  indexes: readonly string[],
): Promise<Set<string>> {
  const rows = await db.member.findMany({
    where: {
      identityIndex: { in: [...indexes] },
      request: { status: { not: 'closed' }, referral: { organisationId } },
    },
    select: { identityIndex: true },
  })
  return new Set(rows.flatMap(({ identityIndex }) => identityIndex ?? []))
}

/** One line of a referrer's own list: of the household, the name that they typed and nothing more. */
export type OwnLine = {
  reference: string
  name: string
  people: number
  registeredAt: Date
  status: RequestStatus
  closeReason: CloseReason | null
  outcomeAgreed: boolean
}

/** A page of what this account registered, the newest first, and how many there are in all. */
export async function listOwn(
  db: Db,
  keys: Keys,
  own: { accountId: string; territoryId: string },
  slice: { skip: number; take: number },
): Promise<{ lines: OwnLine[]; total: number }> {
  const total = await db.referral.count({ where: own })
  const rows = await db.referral.findMany({
    where: own,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    ...slice,
    select: { outcomeAgreedAt: true, request: { select: OWN_REQUEST } },
  })
  const lines = rows.map(({ outcomeAgreedAt, request }) => {
    const { members, peopleCount, ...shown } = request
    const [first] = members
    const sealed =
      first && openColumn(keys, 'member.identity_sealed', first.id, first.identitySealed)
    const name = sealed ? `${sealed.firstName} ${sealed.lastName}` : 'Foyer sans nom'
    return { ...shown, name, people: peopleCount, outcomeAgreed: outcomeAgreedAt !== null }
  })
  return { lines, total }
}

const OWN_REQUEST = {
  reference: true,
  registeredAt: true,
  status: true,
  closeReason: true,
  peopleCount: true,
  members: {
    select: { id: true, identitySealed: true },
    where: NOT_ERASED,
    orderBy: { position: 'asc' },
    take: 1,
  },
} as const

function placeOf(row: string) {
  return { table: 'referral', column: 'wished_doctor_sealed', row }
}
