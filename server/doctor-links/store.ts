import type { Db } from '../db.ts'
import type { CodeFacts, LinkDates, Reach } from './rules.ts'

/** A link as it is stored, with how its doctor is reached. */
export type StoredLink = LinkDates &
  CodeFacts & {
    id: string
    territoryId: string
    doctorId: string
    provenAt: Date | null
    doctor: Reach & { withdrawnAt: Date | null }
  }

const SELECTED = {
  id: true,
  territoryId: true,
  doctorId: true,
  createdAt: true,
  expiresAt: true,
  usedAt: true,
  killedAt: true,
  codeHash: true,
  codeSentAt: true,
  codeTries: true,
  provenAt: true,
  doctor: {
    select: { channel: true, email: true, phone: true, mobile: true, withdrawnAt: true },
  },
} as const

export type LinkKey = { id: string; territoryId: string }

export type NewLink = {
  territoryId: string
  doctorId: string
  tokenHash: string
  messageId: string | null
  createdAt: Date
  expiresAt: Date
}

/** Makes those who mint a link for one doctor wait for one another until this transaction ends. */
export async function lockDoctor(
  db: Db,
  { doctorId, territoryId }: { doctorId: string; territoryId: string },
): Promise<void> {
  await db.$queryRaw`
    select id from doctor where id = ${doctorId}::uuid and territory_id = ${territoryId}::uuid
    for no key update`
}

/** Every link of a doctor dies, those that served too. */
export async function killLinks(
  db: Db,
  { doctorId, territoryId }: { doctorId: string; territoryId: string },
  now: Date,
): Promise<void> {
  await db.doctorLink.updateMany({
    where: { doctorId, territoryId, killedAt: null },
    data: { killedAt: now, codeHash: null },
  })
}

/** Living links move earlier by so many milliseconds, their making and their end. */
export async function advanceLinks(db: Db, byMs: number, now: Date): Promise<void> {
  await db.$executeRaw`
    update doctor_link
    set created_at = created_at - ${byMs}::float8 * interval '1 millisecond',
      expires_at = expires_at - ${byMs}::float8 * interval '1 millisecond'
    where killed_at is null and expires_at > ${now}::timestamptz`
}

/** Takes back, from every link of a doctor, the code that was sent and the proof it gave. */
export async function forgetCodes(
  db: Db,
  { doctorId, territoryId }: { doctorId: string; territoryId: string },
): Promise<void> {
  await db.doctorLink.updateMany({
    where: { doctorId, territoryId },
    data: { codeHash: null, codeSentAt: null, provenAt: null },
  })
}

export async function insertLink(db: Db, link: NewLink): Promise<void> {
  await db.doctorLink.create({ data: link, select: { id: true } })
}

export function findByHash(db: Db, tokenHash: string): Promise<StoredLink | null> {
  return db.doctorLink.findUnique({ where: { tokenHash }, select: SELECTED })
}

export function findById(db: Db, { id, territoryId }: LinkKey): Promise<StoredLink | null> {
  return db.doctorLink.findFirst({ where: { id, territoryId }, select: SELECTED })
}

/** Marks a living link as used; false when somebody was faster, or it is dead. */
export async function markUsed(db: Db, { id, territoryId }: LinkKey, now: Date): Promise<boolean> {
  const { count } = await db.doctorLink.updateMany({
    where: { id, territoryId, usedAt: null, killedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  })
  return count === 1
}

export async function keepCode(
  db: Db,
  { id, territoryId }: LinkKey,
  codeHash: string,
  now: Date,
): Promise<void> {
  await db.doctorLink.updateMany({
    where: { id, territoryId },
    data: { codeHash, codeSentAt: now },
  })
}

/** Counts one try, and says how many there were before it: two at once are never the same one. */
export async function takeTry(db: Db, { id, territoryId }: LinkKey): Promise<number> {
  const [row] = await db.$queryRaw<{ tries: number }[]>`
    update doctor_link set code_tries = least(code_tries + 1, 100)
    where id = ${id}::uuid and territory_id = ${territoryId}::uuid
    returning code_tries as tries`
  return (row?.tries ?? 100) - 1
}

/** The code was right: it is worth nothing any more, and its try is given back. */
export async function markProven(
  db: Db,
  { id, territoryId }: LinkKey,
  now: Date,
): Promise<boolean> {
  const { count } = await db.doctorLink.updateMany({
    where: { id, territoryId, codeHash: { not: null } },
    data: { provenAt: now, codeHash: null, codeSentAt: null, codeTries: { decrement: 1 } },
  })
  return count === 1
}

/** When each code of a link was asked for, oldest first. */
export async function codesAsked(db: Db, { id, territoryId }: LinkKey): Promise<Date[]> {
  const rows = await db.message.findMany({
    where: { territoryId, uniqueKey: { startsWith: `doctor_code:${id}:` } },
    orderBy: { createdAt: 'asc' },
    select: { createdAt: true },
  })
  return rows.map(({ createdAt }) => createdAt)
}
