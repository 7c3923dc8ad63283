import type { Actor } from '../audit/service.ts'
import type { Db } from '../db.ts'
import type { Announcement } from '../departures/rules.ts'
import { announceIn, cancelIn } from '../departures/service.ts'
import type { Deps } from '../deps.ts'
import { type DoctorLink, useDoctorLink } from '../doctor-links/service.ts'
import { auditDoctor } from '../doctors/entry.ts'
import {
  leaveOwn,
  type OwnChange,
  type OwnSaving,
  type OwnSheet,
  openOwn,
  saveOwn,
} from '../doctors/own.ts'
import { type Contact, doctorName } from '../doctors/rules.ts'
import { LinkExpired, SameKeyOtherContent } from '../errors.ts'
import { claimKey, fingerprintOf, subjectOf } from '../idempotency/service.ts'

type Changed = {
  languages: string[]
  changes: ReadonlyMap<string, OwnChange>
  /** Absent: as it was. */
  contact?: Contact
}

/** What one press of a button does. `seen`: version of the departure that the form showed. */
export type PageAct =
  | { kind: 'unchanged' }
  | { kind: 'full' }
  | ({ kind: 'changed' } & Changed)
  | { kind: 'paused'; until: string | null; availabilityId: string | null }
  | { kind: 'left' }
  | { kind: 'departs'; announcement: Announcement; seen: number | undefined }
  | { kind: 'stays'; seen: number | undefined }

/** What changes the sheet of a doctor, rather than whether they are there. */
type Saving = Extract<PageAct, { kind: 'unchanged' | 'full' | 'changed' | 'paused' }>

type Press = { key: string; version: number; act: PageAct }

/** The doctor of a link, as an actor: the name is for timelines, never for the audit. */
export function actorOf({ doctorId }: DoctorLink, { entries }: OwnSheet): Actor {
  const identity = entries[0]?.entry.identity
  return { kind: 'doctor', id: doctorId, ...(identity ? { name: doctorName(identity) } : {}) }
}

/** What a doctor sees of themselves: the reading is in the audit, and nothing else is written. */
export function openPage(deps: Deps, link: DoctorLink, now: Date): Promise<OwnSheet> {
  const { territoryId, doctorId } = link
  return deps.database.transaction(async (tx) => {
    const sheet = await openOwn(tx, link, now)
    const actor = actorOf(link, sheet)
    await auditDoctor(tx, { territoryId, actor, doctorId, action: 'read' }, now)
    return sheet
  })
}

/**
 * Does what a button says, and spends the link on it, in one transaction. The same press again does nothing more.
 * @throws LinkExpired when the link served already, or died meanwhile
 * @throws StaleVersion when somebody changed the doctor, or the departure announced, since the page was shown: the link is not spent
 */
export async function savePage(
  deps: Deps,
  link: DoctorLink,
  { key, version, act }: Press,
  now: Date,
): Promise<void> {
  const { territoryId, id } = link
  const content = act.kind === 'changed' ? { ...act, changes: [...act.changes] } : act
  const fingerprint = fingerprintOf(deps.keys, [id, version, content])
  const claim = { territoryId, scope: 'doctor_page', key, fingerprint }
  if (await isDone(deps, claim)) return
  await deps.database.transaction(async (tx) => {
    if (!(await useDoctorLink(tx, link, now))) throw new LinkExpired()
    if (!(await claimKey(tx, claim, id, now))) throw new LinkExpired()
    await perform(tx, link, { version, act }, now)
  })
}

async function isDone(deps: Deps, claim: Parameters<typeof subjectOf>[1]): Promise<boolean> {
  try {
    return (await subjectOf(deps.database.client, claim)) !== null
  } catch (error) {
    if (error instanceof SameKeyOtherContent) throw new LinkExpired()
    throw error
  }
}

async function perform(
  tx: Db,
  link: DoctorLink,
  { version, act }: Omit<Press, 'key'>,
  now: Date,
): Promise<void> {
  const sheet = await openOwn(tx, link, now)
  const { territoryId, doctorId } = link
  const saver = { territoryId, doctorId, actor: actorOf(link, sheet) }
  switch (act.kind) {
    case 'left':
      await leaveOwn(tx, saver, version, now)
      return
    case 'departs':
      await announceIn(tx, { ...saver, version: act.seen }, act.announcement, now)
      return
    case 'stays':
      await cancelIn(tx, { ...saver, version: act.seen }, now)
      return
    default:
      await saveOwn(tx, saver, { version, ...savingOf(act, sheet) }, now)
  }
}

const NO_PLACE: OwnChange = { places: 0, aldPlaces: 0, homeVisitPlaces: 0 }

function savingOf(act: Saving, { entries }: OwnSheet): Omit<OwnSaving, 'version'> {
  const forAll = (change: OwnChange) => new Map(entries.map(({ entry }) => [entry.id, change]))
  switch (act.kind) {
    case 'unchanged':
      return { changes: new Map() }
    case 'full':
      return { changes: forAll(NO_PLACE) }
    case 'changed': {
      const { kind: _kind, ...changed } = act
      return changed
    }
    case 'paused': {
      const all = forAll({ pausedUntil: act.until })
      const one = act.availabilityId
      const changes = one ? new Map([...all].filter(([id]) => id === one)) : all
      return { changes, isPause: true }
    }
  }
}
