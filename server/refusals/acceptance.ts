import type { Actor } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Deps } from '../deps.ts'
import { auditDoctor } from '../doctors/entry.ts'
import { NotFound } from '../errors.ts'
import { claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'
import { isForCoordinator } from './acceptance-rules.ts'
import { type Alert, listOpenAlerts, markShown, markTalked } from './alerts-store.ts'

export type { Alert } from './alerts-store.ts'
export { deleteAlerts } from './alerts-store.ts'

type Whose = { territoryId: string; doctorId: string }

/** What a doctor may read of their own answers. */
export function alertsOfDoctor(db: Db, { territoryId, doctorId }: Whose): Promise<Alert[]> {
  return listOpenAlerts(db, { territoryId, doctorId })
}

/** What a coordinator may see, of the territory or of one doctor: what the doctor saw, or had thirty days to see. */
export async function alertsForCoordinator(
  db: Db,
  { territoryId, doctorId }: { territoryId: string; doctorId?: string },
  now: Date,
): Promise<Alert[]> {
  const open = await listOpenAlerts(db, { territoryId, ...(doctorId ? { doctorId } : {}) })
  return open.filter((alert) => isForCoordinator(alert, now))
}

/** Those of them that nobody has talked about yet: what there is to do. */
export async function alertsToTalkAbout(db: Db, territoryId: string, now: Date): Promise<Alert[]> {
  const seen = await alertsForCoordinator(db, { territoryId }, now)
  return seen.filter(({ talkedAt }) => talkedAt === null)
}

type Reading = Whose & { actor: Actor; ids: readonly string[]; key: string }

/** A doctor says that they read these alerts, which opening their page does not. Pressed twice, dated once. */
export async function readAlerts(
  { database, keys }: Pick<Deps, 'database' | 'keys'>,
  { key, actor, ids, ...whose }: Reading,
  now: Date,
): Promise<void> {
  const { territoryId, doctorId } = whose
  const fingerprint = fingerprintOf(keys, [doctorId, ids])
  await database.transaction(async (tx) => {
    const act = { territoryId, scope: 'read_acceptance', key, fingerprint }
    if (!(await claimKey(tx, act, doctorId, now))) return
    const shown = await markShown(tx, { ...whose, ids }, now)
    if (shown === 0) return
    const facts = { move: 'acceptance_read', alerts: shown }
    await auditDoctor(tx, { ...whose, actor, action: 'update', facts }, now)
  })
}

type Talk = { id: string; territoryId: string; actor: Actor; key: string }

/**
 * « J’en ai parlé »: a coordinator dates their talk with the doctor; gives the doctor. Pressed twice, dated once.
 * @throws NotFound for an alert that a coordinator may not see, or that is closed; SameKeyOtherContent
 */
export async function noteTalk(
  { database, keys }: Pick<Deps, 'database' | 'keys'>,
  { id, territoryId, actor, key }: Talk,
  now: Date,
): Promise<string> {
  const act = { territoryId, scope: 'talk_acceptance', key, fingerprint: fingerprintOf(keys, id) }
  return database.transaction(async (tx) => {
    const known = await subjectOf(tx, act)
    if (known) return known
    const alerts = await alertsForCoordinator(tx, { territoryId }, now)
    const alert = alerts.find((one) => one.id === id)
    if (!alert) throw new NotFound()
    const { doctorId, band } = alert
    if (!(await claimKey(tx, act, doctorId, now))) return doctorId
    const by = actor.name ?? actor.kind
    if (await markTalked(tx, { id, territoryId, by }, now)) {
      const facts = { move: 'acceptance_talked', band }
      await auditDoctor(tx, { territoryId, actor, doctorId, action: 'decide', facts }, now)
    }
    return doctorId
  })
}
