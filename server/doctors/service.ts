import { randomUUID } from 'node:crypto'
import type { Actor } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'
import { agreementChanges, changeOf, newFacts } from './changes.ts'
import { datedAnew } from './dated.ts'
import { auditDoctor, entryFor, type Target, writeChange } from './entry.ts'
import { ensurePractice, placeOfForm } from './practices.ts'
import { type DoctorSheet, doctorName, type PracticePlace, type RegisterEntry } from './rules.ts'
import { findByRpps } from './store.ts'
import {
  insertAvailabilities,
  insertDoctors,
  lockRegister,
  removeEmptyPractices,
} from './writing-store.ts'

export { importDoctors } from './import.ts'

/** Saved, or the name of the doctor who already has that RPPS number in this territory. */
export type Saved = { id: string } | { rppsOf: string }

/** One doctor at a practice, for somebody who reads it: the reading is in the audit. @throws NotFound */
export async function openDoctor(deps: Deps, target: Target, now: Date): Promise<RegisterEntry> {
  return deps.database.transaction(async (tx) => {
    const entry = await entryFor(tx, target)
    const { territoryId, actor } = target
    await auditDoctor(tx, { territoryId, actor, doctorId: entry.doctorId, action: 'read' }, now)
    return entry
  })
}

/** The doctor of the register who has this RPPS number; null when nobody does. */
export async function findDoctorByRpps(
  db: Db,
  key: { territoryId: string; rpps: string },
): Promise<string | null> {
  return (await findByRpps(db, key))?.doctorId ?? null
}

type Creation = { territoryId: string; actor: Actor; key: string; sheet: DoctorSheet }

/**
 * Adds a doctor with their practice. The same key with the same sheet adds them once (rule 10 of server/README.md).
 * @throws SameKeyOtherContent
 */
export async function createDoctor(deps: Deps, creation: Creation, now: Date): Promise<Saved> {
  const { territoryId, key, sheet } = creation
  const act = { territoryId, scope: 'doctor', key, fingerprint: fingerprintOf(deps.keys, sheet) }
  const known = await subjectOf(deps.database.client, act)
  if (known) return { id: known }
  const place = await placeOfForm(deps, { territoryId, sheet, former: null })
  return deps.database.transaction(async (tx) => {
    await lockRegister(tx, territoryId)
    const done = await subjectOf(tx, act)
    if (done) return { id: done }
    const namesake = await findByRpps(tx, { territoryId, rpps: sheet.identity.rpps })
    if (namesake) return { rppsOf: doctorName(namesake) }
    const id = randomUUID()
    await claimKey(tx, act, id, now)
    await insertSheet(tx, { ...creation, id, place }, now)
    return { id }
  })
}

/**
 * Replaces what the register holds of a doctor at a practice. Nothing is written when nothing changed.
 * @throws NotFound, StaleVersion
 */
export async function editDoctor(
  deps: Deps,
  target: Target,
  sheet: DoctorSheet,
  now: Date,
): Promise<Saved> {
  const { territoryId } = target
  const seen = await entryFor(deps.database.client, target)
  const place = await placeOfForm(deps, { territoryId, sheet, former: seen.practice })
  return deps.database.transaction(async (tx) => {
    await lockRegister(tx, territoryId)
    const entry = await entryFor(tx, target)
    const namesake = await findByRpps(tx, { territoryId, rpps: sheet.identity.rpps })
    if (namesake && namesake.doctorId !== entry.doctorId) return { rppsOf: doctorName(namesake) }
    await applySheet(tx, { target, entry, sheet, place }, now)
    return { id: entry.id }
  })
}

type Insertion = Creation & { id: string; place: PracticePlace }

async function insertSheet(tx: Db, insertion: Insertion, now: Date): Promise<void> {
  const { id, territoryId, actor, sheet, place } = insertion
  const by = { territoryId, actor }
  const doctorId = randomUUID()
  const { doctor, availability } = newFacts(sheet, now)
  const practice = await ensurePractice(tx, territoryId, { practice: sheet.practice, place }, now)
  await insertDoctors(tx, by, [{ id: doctorId, facts: doctor, source: 'coordinator' }], now)
  const added = { id, doctorId, practiceId: practice.id, facts: availability }
  await insertAvailabilities(tx, by, [added], now)
  const facts = { ...agreementChanges(null, doctor), located: place.located }
  await auditDoctor(tx, { ...by, doctorId, action: 'create', facts }, now)
}

type Application = {
  target: Target
  entry: RegisterEntry
  sheet: DoctorSheet
  place: PracticePlace
}

async function applySheet(tx: Db, application: Application, now: Date): Promise<void> {
  const { target, entry, sheet, place } = application
  const by = { territoryId: target.territoryId, actor: target.actor }
  const placed = { practice: sheet.practice, place, former: entry.practice }
  const practice = await ensurePractice(tx, by.territoryId, placed, now)
  const wanted = changeOf(entry, { sheet, practiceId: practice.id }, now)
  const change = wanted && (await datedAnew(tx, by.territoryId, wanted))
  const facts = { located: place.located, moves: practice.id !== entry.practice.id }
  if (change) await writeChange(tx, { by, change, facts }, now)
  else if (practice.isNew) {
    const line = { ...by, doctorId: entry.doctorId, action: 'update' as const, facts }
    await auditDoctor(tx, line, now)
  }
  if (facts.moves) await removeEmptyPractices(tx, by.territoryId)
}
