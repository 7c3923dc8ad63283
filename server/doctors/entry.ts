import { type Actor, type AuditAction, type AuditLine, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import { forgetFormerNumber, killDoctorLinks } from '../doctor-links/service.ts'
import { NotFound, StaleVersion } from '../errors.ts'
import { agreementChanges, contactChanges, type EntryChange } from './changes.ts'
import { type RegisterEntry, versionOf } from './rules.ts'
import { findEntry } from './store.ts'
import { updateAvailability, updateDoctor } from './writing-store.ts'

/** A doctor at a practice that somebody opens or changes; `version` is the one they saw (`versionOf`). */
export type Target = {
  id: string
  territoryId: string
  actor: Actor
  version?: number | undefined
}

/** The doctor that a target means, as they are now. @throws NotFound, StaleVersion */
export async function entryFor(db: Db, target: Target): Promise<RegisterEntry> {
  const entry = await findEntry(db, target)
  if (!entry) throw new NotFound()
  if (target.version !== undefined && target.version !== versionOf(entry)) throw staleness(entry)
  return entry
}

type Writing = {
  by: { territoryId: string; actor: Actor }
  change: EntryChange
  facts?: NonNullable<AuditLine['facts']>
}

/**
 * Writes what changed of a doctor at a practice, with its line of audit. A link sent to an address that is no longer theirs
 * dies with it.
 * @throws StaleVersion
 */
export async function writeChange(
  tx: Db,
  { by, change, facts }: Writing,
  now: Date,
): Promise<void> {
  const { entry, before, after, practiceId } = change
  if (change.changesDoctor) {
    const doctor = { ...by, id: entry.doctorId, version: entry.doctorVersion }
    if (!(await updateDoctor(tx, doctor, after.doctor, now))) throw staleness(entry)
    const phones = { before: before.doctor, after: after.doctor }
    await forgetFormerNumber(tx, { ...by, doctorId: entry.doctorId }, phones)
    if (before.doctor.email !== null && before.doctor.email !== after.doctor.email)
      await killDoctorLinks(tx, { ...by, doctorId: entry.doctorId }, now)
  }
  if (change.changesAvailability) {
    const availability = { ...by, id: entry.id, version: entry.availabilityVersion }
    const changed = { ...after.availability, practiceId }
    if (!(await updateAvailability(tx, availability, changed, now))) throw staleness(entry)
  }
  const told = {
    ...agreementChanges(before.doctor, after.doctor),
    ...contactChanges(before.doctor, after.doctor),
    ...facts,
  }
  await auditDoctor(tx, { ...by, doctorId: entry.doctorId, action: 'update', facts: told }, now)
}

export function staleness({ updatedBy, updatedAt }: RegisterEntry): StaleVersion {
  return new StaleVersion(updatedBy, updatedAt)
}

type Done = {
  territoryId: string
  actor: Actor
  doctorId: string
  action: AuditAction
  facts?: NonNullable<AuditLine['facts']>
}

/** One line of audit about a doctor. */
export function auditDoctor(tx: Db, { doctorId, ...line }: Done, now: Date): Promise<void> {
  return writeAudit(tx, { ...line, subject: { kind: 'doctor', id: doctorId } }, now)
}
