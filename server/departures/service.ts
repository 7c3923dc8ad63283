import { randomInt, randomUUID } from 'node:crypto'
import { type Actor, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { auditDoctor } from '../doctors/entry.ts'
import { followDeparture, lockDoctor } from '../doctors/stays.ts'
import { NotFound, StaleVersion } from '../errors.ts'
import { type Announcement, type Departure, isSameAnnouncement, peopleIn } from './rules.ts'
import {
  endDeparture,
  findDeparture,
  insertDeparture,
  listDepartures,
  type NamedDeparture,
  replaceDeparture,
} from './store.ts'

export { findDeparture } from './store.ts'

/** Whose departure; `version` is that of the announcement they saw, absent when they saw none. */
export type Leaver = {
  territoryId: string
  doctorId: string
  actor: Actor
  version?: number | undefined
}

/**
 * A doctor announces that they stop, or corrects what they announced: from that day on they are on no list. The same
 * announcement again changes nothing.
 * @throws NotFound, StaleVersion
 */
export function announceDeparture(
  deps: Pick<Deps, 'database'>,
  leaver: Leaver,
  announcement: Announcement,
  now: Date,
): Promise<Departure> {
  return deps.database.transaction((tx) => announceIn(tx, leaver, announcement, now))
}

/** The same in a transaction of the caller. @throws NotFound, StaleVersion */
export async function announceIn(
  tx: Db,
  leaver: Leaver,
  announcement: Announcement,
  now: Date,
): Promise<Departure> {
  const known = await lockedDeparture(tx, leaver)
  if (known && isSameAnnouncement(known, announcement)) return known
  if (known) assertSeen(known, leaver)
  const departure = await write(tx, { known, leaver, announcement }, now)
  const change = { from: known?.leavesOn ?? null, to: departure.leavesOn }
  const ended = await followDeparture(tx, leaver, change, now)
  const people = peopleIn(departure.counts)
  await audit(tx, leaver, { move: 'departure_announced', people, ended }, now)
  return departure
}

/** The doctor stays after all: each of their stays ends when it did before. @throws NotFound, StaleVersion */
export function cancelDeparture(
  deps: Pick<Deps, 'database'>,
  leaver: Leaver,
  now: Date,
): Promise<void> {
  return deps.database.transaction((tx) => cancelIn(tx, leaver, now))
}

/** The same in a transaction of the caller. @throws NotFound, StaleVersion */
export async function cancelIn(tx: Db, leaver: Leaver, now: Date): Promise<void> {
  const known = await lockedDeparture(tx, leaver)
  if (!known) return
  assertSeen(known, leaver)
  await endDeparture(tx, { id: known.id, territoryId: leaver.territoryId }, now)
  const reopened = await followDeparture(tx, leaver, { from: known.leavesOn, to: null }, now)
  await audit(tx, leaver, { move: 'departure_cancelled', reopened }, now)
}

/** Everything announced in a territory, the soonest first: the reading is in the audit. */
export function readDepartures(
  deps: Pick<Deps, 'database'>,
  { territoryId, actor }: { territoryId: string; actor: Actor },
  now: Date,
): Promise<NamedDeparture[]> {
  return deps.database.transaction(async (tx) => {
    const departures = await listDepartures(tx, territoryId)
    const subject = { kind: 'departure', id: null }
    const facts = { rows: departures.length }
    await writeAudit(tx, { territoryId, actor, action: 'read', subject, facts }, now)
    return departures
  })
}

async function lockedDeparture(tx: Db, leaver: Leaver): Promise<Departure | null> {
  const { territoryId, doctorId } = leaver
  if (!(await lockDoctor(tx, { territoryId, doctorId }))) throw new NotFound()
  return findDeparture(tx, leaver)
}

function assertSeen({ version, announcedBy, announcedAt }: Departure, leaver: Leaver): void {
  if (leaver.version !== version) throw new StaleVersion(announcedBy, announcedAt)
}

type Writing = { known: Departure | null; leaver: Leaver; announcement: Announcement }

async function write(
  tx: Db,
  { known, leaver, announcement }: Writing,
  now: Date,
): Promise<Departure> {
  const { territoryId, doctorId, actor } = leaver
  const by = actor.name ?? actor.kind
  const written = { ...announcement, doctorId, announcedAt: now, announcedBy: by }
  if (known) {
    await replaceDeparture(tx, { id: known.id, territoryId, announcement, by }, now)
    return { ...known, ...written, version: known.version + 1 }
  }
  const departure = { ...written, id: randomUUID(), source: newSource(), version: 1 }
  await insertDeparture(tx, territoryId, departure)
  return departure
}

/** Letters and figures that nobody takes for one another when reading the leaflet aloud. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789'
const SOURCE_LETTERS = 7

function newSource(): string {
  const letters = Array.from({ length: SOURCE_LETTERS }, () => LETTERS[randomInt(LETTERS.length)])
  return `depart-${letters.join('')}`
}

function audit(
  tx: Db,
  { territoryId, doctorId, actor }: Leaver,
  facts: Record<string, string | number>,
  now: Date,
): Promise<void> {
  return auditDoctor(tx, { territoryId, actor, doctorId, action: 'update', facts }, now)
}
