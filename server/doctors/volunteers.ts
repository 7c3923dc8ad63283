import { randomUUID } from 'node:crypto'
import { type Actor, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { NotFound } from '../errors.ts'
import { claimKey, fingerprintOf } from '../idempotency/service.ts'
import { agreementChanges, newFacts } from './changes.ts'
import { auditDoctor, entryFor, staleness, type Target } from './entry.ts'
import { placePractice } from './placing.ts'
import type { DoctorSheet, PracticePlace, RegisterEntry } from './rules.ts'
import { findByRpps, findPractice, listEntries } from './store.ts'
import { cameAgain, deletePending, pendingVolunteers } from './volunteers-store.ts'
import {
  insertAvailabilities,
  insertDoctors,
  insertPractices,
  lockRegister,
  removeEmptyPractices,
  updateDoctor,
} from './writing-store.ts'

const PUBLIC: Actor = { kind: 'public', id: null }
const DAY_MS = 86_400_000
/** How long the coordinator is reminded that somebody of the register came again. */
const REMINDED_DAYS = 60

type Volunteering = { territoryId: string; key: string; sheet: DoctorSheet }

/**
 * A doctor volunteers by themselves: they wait, on no list, until a coordinator confirms who they are. Whoever has
 * this RPPS number in the register keeps their sheet as it is, since anybody may type a number; the coordinator is
 * told that they came. Nothing tells the two cases apart from outside. The same key writes once.
 */
export async function volunteer(
  deps: Deps,
  { territoryId, key, sheet }: Volunteering,
  now: Date,
): Promise<void> {
  const place = await placePractice(deps, sheet.practice)
  const fingerprint = fingerprintOf(deps.keys, sheet)
  const act = { territoryId, scope: 'volunteer', key, fingerprint }
  await deps.database.transaction(async (tx) => {
    await lockRegister(tx, territoryId)
    const known = await findByRpps(tx, { territoryId, rpps: sheet.identity.rpps })
    const doctorId = known?.doctorId ?? randomUUID()
    if (!(await claimKey(tx, act, doctorId, now))) return
    if (!known) return insertPending(tx, { territoryId, doctorId, sheet, place }, now)
    const subject = { kind: 'volunteer_again', id: doctorId }
    await writeAudit(tx, { territoryId, actor: PUBLIC, action: 'create', subject }, now)
  })
}

type Pending = { territoryId: string; doctorId: string; sheet: DoctorSheet; place: PracticePlace }

/** A practice that is known stays as it is: only the team changes it. */
async function insertPending(
  tx: Db,
  { territoryId, doctorId, sheet, place }: Pending,
  now: Date,
): Promise<void> {
  const by = { territoryId, actor: PUBLIC }
  const facts = newFacts(sheet, now)
  const doctor = { ...facts.doctor, volunteerSince: null }
  const known = await findPractice(tx, territoryId, sheet.practice)
  const { position, located } = place
  const practice = known ?? { ...sheet.practice, id: randomUUID(), position, located }
  if (!known) await insertPractices(tx, territoryId, [practice], now)
  await insertDoctors(tx, by, [{ id: doctorId, facts: doctor, source: 'volunteer' }], now)
  const availability = { ...facts.availability, confirmedAt: now }
  const added = { id: randomUUID(), doctorId, practiceId: practice.id, facts: availability }
  await insertAvailabilities(tx, by, [added], now)
  const told = { ...agreementChanges(null, doctor), pending: true }
  await auditDoctor(tx, { ...by, doctorId, action: 'create', facts: told }, now)
}

export type Volunteers = {
  /** Those who wait for a confirmation, the first come first. */
  pending: { entry: RegisterEntry; since: Date }[]
  /** Those of the register for whom the page was filled in again. */
  again: { entry: RegisterEntry; since: Date }[]
}

/** Who came by the public page: the reading is in the audit. */
export async function readVolunteers(
  deps: Deps,
  { territoryId, actor }: { territoryId: string; actor: Actor },
  now: Date,
): Promise<Volunteers> {
  return deps.database.transaction(async (tx) => {
    const entries = await listEntries(tx, territoryId)
    const since = new Date(now.getTime() - REMINDED_DAYS * DAY_MS)
    const subject = { kind: 'volunteers', id: null }
    await writeAudit(tx, { territoryId, actor, action: 'read', subject }, now)
    const again = await cameAgain(tx, { territoryId, since })
    return {
      pending: entriesOf(entries, await pendingVolunteers(tx, territoryId)),
      again: entriesOf(entries, again).filter((each) => each.entry.updatedAt < each.since),
    }
  })
}

/** How many wait for a confirmation. */
export async function countVolunteers(db: Db, territoryId: string): Promise<number> {
  return (await pendingVolunteers(db, territoryId)).size
}

/**
 * The coordinator knows who they are: listed from now on. Their agreement to be known dates from their own form.
 * @throws NotFound when they do not wait any more
 * @throws StaleVersion
 */
export async function confirmVolunteer(deps: Deps, target: Target, now: Date): Promise<void> {
  const { territoryId, actor } = target
  await deps.database.transaction(async (tx) => {
    const entry = await entryFor(tx, target)
    const since = (await pendingVolunteers(tx, territoryId)).get(entry.doctorId)
    if (!since) throw new NotFound()
    const { doctorId: id, doctorVersion: version } = entry
    const agreements = { ...entry.agreements, coordination: since }
    const joined = { agreements, volunteerSince: now, withdrawnAt: null }
    if (!(await updateDoctor(tx, { id, territoryId, version, actor }, joined, now)))
      throw staleness(entry)
    const facts = { move: 'confirmed_volunteer', agreement_coordination: true }
    await auditDoctor(tx, { territoryId, actor, doctorId: id, action: 'decide', facts }, now)
  })
}

/** They are not who they said, or changed their mind: what they typed is erased. @throws NotFound */
export async function refuseVolunteer(deps: Deps, target: Target, now: Date): Promise<void> {
  const { territoryId, actor } = target
  await deps.database.transaction(async (tx) => {
    const { doctorId } = await entryFor(tx, target)
    if (!(await deletePending(tx, { id: doctorId, territoryId }))) throw new NotFound()
    await removeEmptyPractices(tx, territoryId)
    const facts = { move: 'refused_volunteer' }
    await auditDoctor(tx, { territoryId, actor, doctorId, action: 'erase', facts }, now)
  })
}

function entriesOf(entries: readonly RegisterEntry[], dates: ReadonlyMap<string, Date>) {
  return [...dates].flatMap(([doctorId, since]) => {
    const entry = entries.find((each) => each.doctorId === doctorId)
    return entry ? [{ entry, since }] : []
  })
}
