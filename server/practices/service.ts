import { type Actor, type AuditAction, type AuditLine, writeAudit } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { lockRegister, placeOfForm } from '../doctors/practices.ts'
import { NotFound, StaleVersion } from '../errors.ts'
import type { PracticeForm } from './schema.ts'
import {
  findPracticeById,
  isNameTaken,
  type PracticeRecord,
  updatePracticeRecord,
} from './store.ts'

/** A practice that somebody opens or changes; `version` is the one they saw. */
export type PracticeTarget = {
  id: string
  territoryId: string
  actor: Actor
  version?: number | undefined
}

/** A practice, for somebody who reads it: the reading is in the audit. @throws NotFound */
export function openPractice(
  deps: Pick<Deps, 'database'>,
  target: PracticeTarget,
  now: Date,
): Promise<PracticeRecord> {
  return deps.database.transaction(async (tx) => {
    const practice = await practiceFor(tx, target, now)
    await audit(tx, target, { action: 'read' }, now)
    return practice
  })
}

/**
 * Replaces what is written of a practice, for all its doctors; placed anew where its address changes. Nothing is
 * written when nothing changed. `taken`: another practice has this name at this address.
 * @throws NotFound, StaleVersion
 */
export async function editPractice(
  deps: Deps,
  target: PracticeTarget,
  { practice, position, secretariat }: PracticeForm,
  now: Date,
): Promise<'saved' | 'taken'> {
  const { territoryId } = target
  const former = await practiceFor(deps.database.client, target, now)
  const sheet = { practice, position }
  const place = await placeOfForm(deps, { territoryId, sheet, former })
  return deps.database.transaction(async (tx) => {
    await lockRegister(tx, territoryId)
    const current = await practiceFor(tx, target, now)
    const { id, version } = current
    const at = { position: place.position, located: place.located }
    const wanted = { id, version, ...practice, ...at, ...secretariat }
    if (isSame(current, wanted)) return 'saved'
    if (await isNameTaken(tx, { ...wanted, territoryId })) return 'taken'
    if (!(await updatePracticeRecord(tx, territoryId, wanted))) throw new StaleVersion(null, now)
    const facts = { located: wanted.located, moves: wanted.address !== current.address }
    await audit(tx, target, { action: 'update', facts }, now)
    return 'saved'
  })
}

async function practiceFor(db: Db, target: PracticeTarget, now: Date): Promise<PracticeRecord> {
  const practice = await findPracticeById(db, target)
  if (!practice) throw new NotFound()
  const { version = practice.version } = target
  if (version !== practice.version) throw new StaleVersion(null, now)
  return practice
}

function isSame(a: PracticeRecord, b: PracticeRecord): boolean {
  const written = (record: PracticeRecord) =>
    JSON.stringify(Object.entries(record).sort(([x], [y]) => (x < y ? -1 : 1)))
  return written(a) === written(b)
}

type Told = { action: AuditAction; facts?: NonNullable<AuditLine['facts']> }

function audit(tx: Db, { id, territoryId, actor }: PracticeTarget, told: Told, now: Date) {
  return writeAudit(tx, { territoryId, actor, subject: { kind: 'practice', id }, ...told }, now)
}
