import type { Actor } from '../audit/service.ts'
import type { Database, Db } from '../db.ts'
import { auditDoctor } from './entry.ts'
import { deleteDoctor, forgetContact, forgottenDoctors, reachableLeavers } from './erasing-store.ts'
import { removeEmptyPractices } from './writing-store.ts'

/** Doctors erased in one transaction. */
const BATCH = 50

const SYSTEM: Actor = { kind: 'system', id: null }

type Who = { id: string; territoryId: string }

/**
 * Forgets how to reach the doctors who left before `limit`: one who comes back gives it again. Each leaves a line of
 * audit. How many there were.
 */
export function eraseContacts(database: Database, limit: Date, now: Date): Promise<number> {
  return inBatches(database, async (tx) => {
    const left = await reachableLeavers(tx, limit, BATCH)
    for (const who of left) {
      await forgetContact(tx, who)
      await auditErasure(tx, who, { move: 'contact_erased' }, now)
    }
    return left.length
  })
}

/**
 * Forgets the doctors who left before `limit` once no request names them, and those who volunteered before it and whom
 * nobody confirmed. Each leaves a line of audit. How many there were.
 */
export function eraseDoctors(database: Database, limit: Date, now: Date): Promise<number> {
  return inBatches(database, async (tx) => {
    const forgotten = await forgottenDoctors(tx, limit, BATCH)
    for (const who of forgotten) {
      await deleteDoctor(tx, who)
      await auditErasure(tx, who, { move: 'doctor_erased' }, now)
    }
    for (const territoryId of new Set(forgotten.map((who) => who.territoryId)))
      await removeEmptyPractices(tx, territoryId)
    return forgotten.length
  })
}

async function inBatches(database: Database, erase: (tx: Db) => Promise<number>): Promise<number> {
  for (let erased = 0; ; ) {
    const count = await database.transaction(erase)
    erased += count
    if (count < BATCH) return erased
  }
}

function auditErasure(
  tx: Db,
  { id: doctorId, territoryId }: Who,
  facts: { move: string },
  now: Date,
): Promise<void> {
  return auditDoctor(tx, { territoryId, actor: SYSTEM, doctorId, action: 'erase', facts }, now)
}
