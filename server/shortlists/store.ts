import { randomUUID } from 'node:crypto'
import type { Channel, OutcomeKind } from '../../prisma/generated/enums.ts'
import type { Keys } from '../crypto/keys.ts'
import { seal, unseal } from '../crypto/seal.ts'
import type { Db } from '../db.ts'
import type { RankedReason } from '../ranking/rules.ts'

/** One doctor of a list, as they were when it was decided. */
export type Entry = {
  availabilityId: string
  km: number
  reasons: readonly RankedReason[]
}

/** A list of doctors passed on to a household, in its order. */
export type Shortlist = {
  id: string
  requestId: string
  channel: Channel
  decidedAt: Date
  givenAt: Date | null
  maxKm: number
  /** Why it goes beyond the distance that the household chose. */
  exception: string | null
  entries: Entry[]
}

export type NewShortlist = Omit<Shortlist, 'givenAt'> & {
  territoryId: string
  decidedBy: string
  givenAt: Date | null
  /** Home visits that the household needs of the doctor who takes it. */
  homeVisits: number
}

export async function insertShortlist(db: Db, keys: Keys, list: NewShortlist): Promise<void> {
  const { id, territoryId, requestId, channel, decidedBy, decidedAt, givenAt, maxKm } = list
  const exceptionSealed = list.exception ? seal(keys, placeOf(id), list.exception) : null
  await db.shortlist.create({
    data: {
      id,
      territoryId,
      requestId,
      channel,
      decidedBy,
      decidedAt,
      givenAt,
      maxKm,
      exceptionSealed,
    },
    select: { id: true },
  })
  await db.shortlistEntry.createMany({
    data: list.entries.map(({ availabilityId, km, reasons }, position) => ({
      id: randomUUID(),
      territoryId,
      shortlistId: id,
      availabilityId,
      position,
      km,
      reasons: reasons as object[],
      homeVisits: list.homeVisits,
    })),
  })
}

type RequestKey = { requestId: string; territoryId: string }

const SELECTED = {
  id: true,
  requestId: true,
  channel: true,
  decidedAt: true,
  givenAt: true,
  maxKm: true,
  exceptionSealed: true,
  entries: {
    orderBy: { position: 'asc' },
    select: { availabilityId: true, km: true, reasons: true },
  },
} as const

/** The list that a household holds: the last one neither cancelled nor closed. */
export async function findOpenShortlist(
  db: Db,
  keys: Keys,
  { requestId, territoryId }: RequestKey,
): Promise<Shortlist | null> {
  const row = await db.shortlist.findFirst({
    where: { requestId, territoryId, cancelledAt: null, closedAt: null },
    orderBy: { decidedAt: 'desc' },
    select: SELECTED,
  })
  return row && toShortlist(keys, row)
}

/** A list by its id, unless it was cancelled or has served. */
export async function findShortlist(
  db: Db,
  keys: Keys,
  { id, territoryId }: { id: string; territoryId: string },
): Promise<Shortlist | null> {
  const row = await db.shortlist.findFirst({
    where: { id, territoryId, cancelledAt: null, closedAt: null },
    select: SELECTED,
  })
  return row && toShortlist(keys, row)
}

type Row = Omit<Shortlist, 'exception' | 'entries'> & {
  exceptionSealed: string | null
  entries: { availabilityId: string; km: number; reasons: unknown }[]
}

function toShortlist(keys: Keys, { exceptionSealed, entries, ...plain }: Row): Shortlist {
  return {
    ...plain,
    exception: exceptionSealed ? unseal<string>(keys, placeOf(plain.id), exceptionSealed) : null,
    entries: entries.map((entry) => ({ ...entry, reasons: entry.reasons as RankedReason[] })),
  }
}

/** Ends a list before it left (`cancelled`) or after it served (`closed`). False when it had ended already. */
export async function endShortlist(
  db: Db,
  { id, territoryId, as }: { id: string; territoryId: string; as: 'cancelledAt' | 'closedAt' },
  now: Date,
): Promise<boolean> {
  const { count } = await db.shortlist.updateMany({
    where: { id, territoryId, cancelledAt: null, closedAt: null },
    data: { [as]: now },
  })
  return count === 1
}

export type Said = { availabilityId: string | null; kind: OutcomeKind; at: Date; toldBy: string }

/** What was said of the doctors of a request, oldest first. */
export function listOutcomes(db: Db, { requestId, territoryId }: RequestKey): Promise<Said[]> {
  return db.outcome.findMany({
    where: { requestId, territoryId },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: { availabilityId: true, kind: true, at: true, toldBy: true },
  })
}

export async function insertOutcome(
  db: Db,
  outcome: { territoryId: string; requestId: string; memberId?: string | null } & Said,
): Promise<void> {
  await db.outcome.create({ data: { id: randomUUID(), ...outcome }, select: { id: true } })
}

/**
 * Doctors at a practice who refused this household, or whom it refused: never proposed to it again. One who said « not
 * now » is paused until the day they gave, and may be asked after it.
 */
export async function refusedBy(db: Db, { requestId, territoryId }: RequestKey): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select availability_id::text as id from outcome
    where request_id = ${requestId}::uuid and territory_id = ${territoryId}::uuid
      and kind in ('refused', 'full') and availability_id is not null
    union
    select availability_id::text from proposal
    where request_id = ${requestId}::uuid and territory_id = ${territoryId}::uuid
      and ((status = 'declined' and decline_reason <> 'later') or household_answer = 'refused')`
  return rows.map(({ id }) => id)
}

/** A patient said that this doctor refuses or is full: their availability is doubtful from now on (rule 5). */
export async function lowerAvailability(
  db: Db,
  { availabilityId, territoryId }: { availabilityId: string; territoryId: string },
  now: Date,
): Promise<void> {
  await db.availability.updateMany({
    where: { id: availabilityId, territoryId },
    data: { loweredAt: now },
  })
}

function placeOf(row: string) {
  return { table: 'shortlist', column: 'exception_sealed', row }
}
